import accounts.readable_json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.append_only import written_once


# What a published notice was and is: nothing changes it, sealing neither.
FACTS = [
    "district_id",
    "plan_id",
    "round_id",
    "kind",
    "origin",
    "number",
    "version",
    "compiled_by_id",
    "reviewed_by_id",
    "signed_by_id",
    "approved_digest",
    "opens_on",
    "closes_on",
    "published_at",
    "content_sha256",
    "content_sm3",
    "chain_position",
    "previous_record_sha256",
    "record_sha256",
    "file_sha256",
    "replaces_id",
]
# What it says: sealing destroys it by one path and leaves the digests (design, invariant 9).
WORDS = [
    "content",
    "brought_content",
    "title",
    "table_title",
    "lead",
    "source",
    "contact_name",
    "contact_phone",
    "postal_address",
    "visiting_place",
    "visiting_hours",
    "table_html",
]


def same(names):
    return " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in names)


SEALED = "NEW.status = 'sealed' AND NEW.content IS NULL AND NEW.table_html = ''"
STAYS_SEALED = "(OLD.status <> 'sealed' OR NEW.status = 'sealed')"
STAYS_WITHDRAWN = "(OLD.withdrawn_at IS NULL OR NEW.withdrawn_at IS NOT DISTINCT FROM OLD.withdrawn_at)"



class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('progress', '0001_initial'),
        ('projects', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NoticeHead',
            fields=[
                ('district', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='notice_head', serialize=False, to='projects.district')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='条数')),
                ('record_sha256', models.CharField(blank=True, max_length=64, verbose_name='最新记录摘要')),
            ],
            options={
                'verbose_name': '公示链头',
                'verbose_name_plural': '公示链头',
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('targets', '目标公示'), ('progress', '进展公示'), ('completion', '完成公示'), ('correction', '更正公示')], max_length=12, verbose_name='种类')),
                ('origin', models.CharField(choices=[('made_here', '本系统编制'), ('brought_over', '由原网站转入')], default='made_here', max_length=12, verbose_name='来源')),
                ('number', models.CharField(max_length=40, verbose_name='编号')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('status', models.CharField(choices=[('draft', '编制中'), ('in_review', '待审核'), ('approved', '待签发'), ('published', '已发布'), ('corrected', '已更正'), ('withdrawn', '已撤回'), ('sealed', '已封存'), ('discarded', '已作废')], default='draft', max_length=12, verbose_name='状态')),
                ('edit_version', models.PositiveIntegerField(default=1, verbose_name='编辑版本')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='标题')),
                ('lead', models.TextField(blank=True, verbose_name='正文')),
                ('source', models.CharField(blank=True, max_length=80, verbose_name='发布机构')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='成文日期')),
                ('columns', models.JSONField(default=list, verbose_name='栏目')),
                ('categories', models.JSONField(blank=True, default=list, verbose_name='所选类别')),
                ('missing_rows', models.CharField(choices=[('block', '未通过的项目挡住发布'), ('blank', '未通过的项目留空，备注未报送')], default='block', max_length=8, verbose_name='未通过的项目')),
                ('opens_on', models.DateField(blank=True, null=True, verbose_name='公示开始')),
                ('closes_on', models.DateField(blank=True, null=True, verbose_name='公示结束')),
                ('day_kind', models.CharField(choices=[('natural', '自然日'), ('working', '工作日')], default='natural', max_length=8, verbose_name='计日方式')),
                ('first_day_counts', models.BooleanField(default=True, verbose_name='首日计入')),
                ('minimum_days', models.PositiveIntegerField(default=0, verbose_name='最短天数')),
                ('contact_name', models.CharField(blank=True, max_length=40, verbose_name='联系人')),
                ('contact_phone', models.CharField(blank=True, max_length=40, verbose_name='联系电话')),
                ('postal_address', models.CharField(blank=True, max_length=120, verbose_name='通信地址')),
                ('postal_code', models.CharField(blank=True, max_length=6, verbose_name='邮政编码')),
                ('visiting_place', models.CharField(blank=True, max_length=120, verbose_name='来访地点')),
                ('visiting_hours', models.CharField(blank=True, max_length=80, verbose_name='来访时间')),
                ('secrecy_reviewer', models.CharField(blank=True, max_length=40, verbose_name='保密审查人')),
                ('secrecy_reviewed_on', models.DateField(blank=True, null=True, verbose_name='保密审查日期')),
                ('correction_reason', models.TextField(blank=True, verbose_name='更正说明')),
                ('restarts_window', models.BooleanField(blank=True, null=True, verbose_name='重新计算公示期')),
                ('brought_content', models.JSONField(blank=True, encoder=accounts.readable_json.ReadableJSON, null=True, verbose_name='转入内容')),
                ('table_title', models.CharField(blank=True, max_length=200, verbose_name='原表标题')),
                ('approved_digest', models.CharField(blank=True, max_length=64, verbose_name='审核时内容摘要')),
                ('paper_signer', models.CharField(blank=True, max_length=40, verbose_name='纸质签发人')),
                ('paper_signed_on', models.DateField(blank=True, null=True, verbose_name='纸质签发日期')),
                ('paper_scan', models.BinaryField(blank=True, null=True, verbose_name='纸质签发件扫描')),
                ('paper_scan_name', models.CharField(blank=True, max_length=120, verbose_name='扫描件文件名')),
                ('paper_scan_sha256', models.CharField(blank=True, max_length=64, verbose_name='扫描件摘要')),
                ('content', models.JSONField(blank=True, encoder=accounts.readable_json.ReadableJSON, null=True, verbose_name='内容')),
                ('table_html', models.TextField(blank=True, verbose_name='表格')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='发布时间')),
                ('content_sha256', models.CharField(blank=True, max_length=64, verbose_name='内容摘要 SHA-256')),
                ('content_sm3', models.CharField(blank=True, max_length=64, verbose_name='内容摘要 SM3')),
                ('chain_position', models.PositiveIntegerField(blank=True, null=True, verbose_name='链上序号')),
                ('previous_record_sha256', models.CharField(blank=True, max_length=64, verbose_name='上一条记录摘要')),
                ('record_sha256', models.CharField(blank=True, max_length=64, verbose_name='记录摘要')),
                ('file_sha256', models.CharField(blank=True, max_length=64, verbose_name='原件摘要')),
                ('claimed_published_on', models.DateField(blank=True, null=True, verbose_name='原网站载明日期')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤回时间')),
                ('withdrawal_reason', models.TextField(blank=True, verbose_name='撤回原因')),
                ('table_stays_visible', models.BooleanField(default=True, verbose_name='撤回后表格仍可见')),
                ('sealed_at', models.DateTimeField(blank=True, null=True, verbose_name='封存时间')),
                ('seal_reason', models.TextField(blank=True, verbose_name='封存原因')),
                ('seal_asked_at', models.DateTimeField(blank=True, null=True, verbose_name='申请封存时间')),
                ('compiled_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='projects.district', verbose_name='区县')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='projects.annualplan', verbose_name='年度方案')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='notices.notice', verbose_name='更正哪一份')),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='progress.reportinground', verbose_name='轮次')),
                ('seal_asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '公示',
                'verbose_name_plural': '公示',
                'ordering': ['district', '-published_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='NoticeFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(choices=[('json', 'JSON'), ('csv', 'CSV'), ('xlsx', 'Excel'), ('docx', 'Word'), ('pdf', 'PDF')], max_length=6, verbose_name='格式')),
                ('data', models.BinaryField(null=True, verbose_name='内容')),
                ('size', models.PositiveIntegerField(verbose_name='大小（字节）')),
                ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='摘要 SHA-256')),
                ('sm3', models.CharField(db_index=True, max_length=64, verbose_name='摘要 SM3')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='notices.notice', verbose_name='公示')),
            ],
            options={
                'verbose_name': '公示文件',
                'verbose_name_plural': '公示文件',
                'ordering': ['notice', 'format'],
            },
        ),
        migrations.CreateModel(
            name='NoticePattern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('targets', '目标公示'), ('progress', '进展公示'), ('completion', '完成公示'), ('correction', '更正公示')], max_length=12, verbose_name='种类')),
                ('title', models.CharField(max_length=200, verbose_name='标题模板')),
                ('lead', models.TextField(verbose_name='正文模板')),
                ('columns', models.JSONField(blank=True, default=list, verbose_name='栏目')),
                ('day_kind', models.CharField(choices=[('natural', '自然日'), ('working', '工作日')], default='natural', max_length=8, verbose_name='计日方式')),
                ('first_day_counts', models.BooleanField(default=True, verbose_name='首日计入')),
                ('usual_days', models.PositiveIntegerField(default=31, verbose_name='通常天数')),
                ('minimum_days', models.PositiveIntegerField(default=0, verbose_name='最短天数')),
                ('basis', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_patterns', to='projects.district', verbose_name='区县')),
            ],
            options={
                'verbose_name': '公示模板',
                'verbose_name_plural': '公示模板',
                'ordering': ['district', 'kind'],
            },
        ),
        migrations.CreateModel(
            name='NoticeStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=20, verbose_name='步骤')),
                ('from_status', models.CharField(blank=True, max_length=12, verbose_name='原状态')),
                ('to_status', models.CharField(max_length=12, verbose_name='新状态')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('note', models.TextField(blank=True, verbose_name='意见')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='当时内容摘要')),
                ('detail', models.JSONField(blank=True, default=dict, verbose_name='内容')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='notices.notice', verbose_name='公示')),
            ],
            options={
                'verbose_name': '公示流转',
                'verbose_name_plural': '公示流转',
                'ordering': ['notice', 'at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'discarded'), _negated=True), fields=('district', 'number'), name='notice_number_once'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('district', 'chain_position'), name='notice_chain_position_once'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('opens_on__isnull', True), ('closes_on__isnull', True), ('opens_on__lte', models.F('closes_on')), _connector='OR'), name='notice_window_in_order'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('status__in', ['draft', 'in_review', 'approved', 'discarded'])), models.Q(('status__in', ['published', 'corrected', 'withdrawn', 'sealed']), ('chain_position__isnull', False), ('published_at__isnull', False), models.Q(('content_sha256', ''), _negated=True), models.Q(('record_sha256', ''), _negated=True)), _connector='OR'), name='notice_published_is_frozen'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), ('signed_by__isnull', False), models.Q(models.Q(('paper_signer', ''), _negated=True), ('paper_signed_on__isnull', False)), models.Q(('origin', 'brought_over'), ('reviewed_by__isnull', False)), _connector='OR'), name='notice_published_was_signed'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('brought_content__isnull', True), ('origin', 'made_here')), models.Q(('origin', 'brought_over'), models.Q(('file_sha256', ''), _negated=True)), _connector='OR'), name='notice_brought_over_has_source'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('signed_by__isnull', True), models.Q(('signed_by', models.F('compiled_by')), _negated=True), _connector='OR'), name='notice_signer_is_not_compiler'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_by__isnull', True), models.Q(('reviewed_by', models.F('compiled_by')), _negated=True), _connector='OR'), name='notice_reviewer_is_not_compiler'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'correction'), ('replaces__isnull', False)), models.Q(models.Q(('kind', 'correction'), _negated=True), ('replaces__isnull', True)), models.Q(('replaces__isnull', True), ('status', 'discarded')), _connector='OR'), name='notice_correction_names_its_original'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='notice_withdrawn_has_time_and_reason'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'sealed'), _negated=True), models.Q(('sealed_at__isnull', False), models.Q(('seal_reason', ''), _negated=True)), _connector='OR'), name='notice_sealed_has_time_and_reason'),
        ),
        migrations.AddConstraint(
            model_name='noticefile',
            constraint=models.UniqueConstraint(fields=('notice', 'format'), name='notice_file_one_per_format'),
        ),
        migrations.AddConstraint(
            model_name='noticepattern',
            constraint=models.UniqueConstraint(fields=('district', 'kind'), name='pattern_one_per_kind'),
        ),
        migrations.AddConstraint(
            model_name='noticepattern',
            constraint=models.CheckConstraint(condition=models.Q(('usual_days__gte', 1), ('usual_days__gte', models.F('minimum_days'))), name='pattern_usual_not_below_minimum'),
        ),
        written_once(
            "notices_notice",
            update_unless=(
                f"OLD.published_at IS NULL OR ({same(FACTS)} AND {STAYS_SEALED} AND {STAYS_WITHDRAWN} "
                f"AND (({same(WORDS)}) OR ({SEALED})))"
            ),
            delete_unless="OLD.published_at IS NULL",
        ),
        written_once(
            "notices_noticefile",
            update_unless=(
                "NEW.data IS NULL AND NEW.notice_id = OLD.notice_id AND NEW.format = OLD.format "
                "AND NEW.sha256 = OLD.sha256 AND NEW.sm3 = OLD.sm3"
            ),
            update_columns=("data",),
        ),
        written_once("notices_noticestep"),
    ]
