import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.append_only import written_once


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('notices', '0001_initial'),
        ('projects', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt', models.CharField(max_length=32, unique=True, verbose_name='回执编号')),
                ('code_hash', models.CharField(blank=True, max_length=64, verbose_name='查询码摘要')),
                ('form_token', models.CharField(blank=True, max_length=64, null=True, unique=True, verbose_name='表单标记')),
                ('channel', models.CharField(choices=[('web', '网上'), ('letter', '来信'), ('phone', '来电'), ('visit', '来访'), ('fax', '传真或邮件')], max_length=8, verbose_name='渠道')),
                ('project_number', models.PositiveIntegerField(blank=True, null=True, verbose_name='项目序号')),
                ('column', models.CharField(blank=True, max_length=60, verbose_name='涉及栏目')),
                ('sealed_words', models.BinaryField(null=True, verbose_name='异议内容（加密）')),
                ('sealed_identity', models.BinaryField(null=True, verbose_name='姓名与联系方式（加密）')),
                ('sealed_summary', models.BinaryField(null=True, verbose_name='办理人摘要（加密，不含身份）')),
                ('wants_answer', models.BooleanField(default=False, verbose_name='要求答复本人')),
                ('privacy_version', models.CharField(blank=True, max_length=20, verbose_name='个人信息告知版本')),
                ('words_mark', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='内容标记')),
                ('contact_mark', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='联系方式标记')),
                ('source_mark', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='来源标记')),
                ('status', models.CharField(choices=[('received', '已收到'), ('accepted', '已受理'), ('not_accepted', '不予受理'), ('under_check', '核查中'), ('answered', '已答复'), ('withdrawn', '本人撤回')], default='received', max_length=14, verbose_name='状态')),
                ('outcome', models.CharField(blank=True, choices=[('', '未答复'), ('upheld', '属实，予以更正'), ('partly', '部分属实'), ('not_upheld', '不属实')], default='', max_length=12, verbose_name='结论')),
                ('received_at', models.DateTimeField(verbose_name='登记时间')),
                ('received_on', models.DateField(verbose_name='收到日期')),
                ('postmark_on', models.DateField(blank=True, null=True, verbose_name='邮戳日期')),
                ('is_late', models.BooleanField(default=False, verbose_name='逾期')),
                ('needs_human_check', models.BooleanField(default=False, verbose_name='待人工核对')),
                ('is_incomplete', models.BooleanField(default=False, verbose_name='登记未完')),
                ('told_on', models.DateField(blank=True, null=True, verbose_name='告知日期')),
                ('told_how', models.CharField(blank=True, choices=[('page', '查询页'), ('phone', '电话'), ('letter', '书面'), ('person', '当面')], max_length=8, verbose_name='告知方式')),
                ('accepted_on', models.DateField(blank=True, null=True, verbose_name='受理日期')),
                ('concluded_on', models.DateField(blank=True, null=True, verbose_name='办结日期')),
                ('sealed_refusal', models.BinaryField(null=True, verbose_name='不予受理原因（加密）')),
                ('extended_days', models.PositiveIntegerField(default=0, verbose_name='延长天数')),
                ('extension_asked_days', models.PositiveIntegerField(default=0, verbose_name='申请延长天数')),
                ('sealed_extension', models.BinaryField(null=True, verbose_name='延长原因（加密）')),
                ('answer_state', models.CharField(blank=True, choices=[('', '未起草'), ('draft', '起草中'), ('submitted', '等待批准'), ('returned', '退回修改'), ('approved', '已批准')], default='', max_length=10, verbose_name='答复')),
                ('answer_version', models.PositiveIntegerField(default=0, verbose_name='答复版本')),
                ('sealed_answer', models.BinaryField(null=True, verbose_name='答复（加密）')),
                ('answer_sent_on', models.DateField(blank=True, null=True, verbose_name='答复送达日期')),
                ('answer_sent_how', models.CharField(blank=True, choices=[('page', '查询页'), ('phone', '电话'), ('letter', '书面'), ('person', '当面')], max_length=8, verbose_name='送达方式')),
                ('public_outcome', models.CharField(blank=True, max_length=200, verbose_name='公开的处理结果')),
                ('outcome_released', models.BooleanField(default=False, verbose_name='处理结果已批准公开')),
                ('report_reopened_at', models.DateTimeField(blank=True, null=True, verbose_name='进展报告退回更正时间')),
                ('rating', models.CharField(blank=True, choices=[('good', '满意'), ('fair', '基本满意'), ('poor', '不满意')], max_length=6, verbose_name='本人评价')),
                ('rated_at', models.DateTimeField(blank=True, null=True, verbose_name='评价时间')),
                ('erasure_asked_at', models.DateTimeField(blank=True, null=True, verbose_name='本人申请删除时间')),
                ('identity_erased_at', models.DateTimeField(blank=True, null=True, verbose_name='身份和原文清除时间')),
                ('answer_approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('correction', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrects_objections', to='notices.notice', verbose_name='由此启动的更正')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='projects.district', verbose_name='区县')),
                ('extension_approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('extension_asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='notices.notice', verbose_name='公示')),
                ('registered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '异议',
                'verbose_name_plural': '异议',
                'ordering': ['-received_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='IdentityView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('reason', models.CharField(max_length=200, verbose_name='原因')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('objection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='identity_views', to='objections.objection', verbose_name='异议')),
            ],
            options={
                'verbose_name': '身份查看记录',
                'verbose_name_plural': '身份查看记录',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=200, verbose_name='原因')),
                ('proposed_at', models.DateTimeField(verbose_name='提出时间')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='批准时间')),
                ('declined_at', models.DateTimeField(blank=True, null=True, verbose_name='退回时间')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objection_erasures', to='projects.district', verbose_name='区县')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('objections', models.ManyToManyField(related_name='erasures', to='objections.objection', verbose_name='异议')),
            ],
            options={
                'verbose_name': '清除申请',
                'verbose_name_plural': '清除申请',
                'ordering': ['-proposed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ObjectionScan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed_file', models.BinaryField(verbose_name='扫描件（加密）')),
                ('content_type', models.CharField(max_length=40, verbose_name='类型')),
                ('size', models.PositiveIntegerField(verbose_name='大小（字节）')),
                ('added_at', models.DateTimeField(verbose_name='添加时间')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('objection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scans', to='objections.objection', verbose_name='异议')),
            ],
            options={
                'verbose_name': '来信扫描件',
                'verbose_name_plural': '来信扫描件',
                'ordering': ['objection', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ObjectionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=20, verbose_name='步骤')),
                ('from_status', models.CharField(blank=True, max_length=14, verbose_name='原状态')),
                ('to_status', models.CharField(max_length=14, verbose_name='新状态')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('note', models.CharField(blank=True, max_length=120, verbose_name='说明')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('objection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='objections.objection', verbose_name='异议')),
            ],
            options={
                'verbose_name': '异议流转',
                'verbose_name_plural': '异议流转',
                'ordering': ['objection', 'at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=12, verbose_name='用途')),
                ('mark', models.CharField(max_length=64, verbose_name='来源标记')),
                ('since', models.DateTimeField(verbose_name='起始时间')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='次数')),
            ],
            options={
                'verbose_name': '来访计数',
                'verbose_name_plural': '来访计数',
                'constraints': [models.UniqueConstraint(fields=('purpose', 'mark', 'since'), name='tally_once')],
            },
        ),
        migrations.CreateModel(
            name='UnitInquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed_question', models.BinaryField(verbose_name='核查事项（加密，不含身份）')),
                ('asked_at', models.DateTimeField(verbose_name='发出时间')),
                ('due_on', models.DateField(verbose_name='限期')),
                ('sealed_reply', models.BinaryField(null=True, verbose_name='核查答复（加密）')),
                ('replied_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='终止时间')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('objection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='objections.objection', verbose_name='异议')),
                ('replied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objection_inquiries', to='projects.responsibleunit', verbose_name='责任单位')),
            ],
            options={
                'verbose_name': '核查函',
                'verbose_name_plural': '核查函',
                'ordering': ['asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='KeptText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=60, verbose_name='页面')),
                ('sealed_text', models.BinaryField(verbose_name='内容（加密）')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_objection_texts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '留存的文字',
                'verbose_name_plural': '留存的文字',
                'constraints': [models.UniqueConstraint(fields=('user', 'page'), name='kept_text_one_per_page')],
            },
        ),
        migrations.AddIndex(
            model_name='objection',
            index=models.Index(fields=['district', 'needs_human_check', 'status'], name='objection_register'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('extended_days__lte', 30), ('extension_asked_days__lte', 30)), name='objection_extended_once_up_to_30'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('extended_days', 0), models.Q(('extension_approved_by__isnull', False), ('sealed_extension__isnull', False), models.Q(('extension_approved_by', models.F('extension_asked_by')), _negated=True)), _connector='OR'), name='objection_extension_has_another_approver'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'not_accepted'), _negated=True), ('sealed_refusal__isnull', False), _connector='OR'), name='objection_refusal_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['accepted', 'under_check', 'answered']), _negated=True), models.Q(('accepted_on__isnull', False), ('sealed_summary__isnull', False)), _connector='OR'), name='objection_accepted_has_day_and_summary'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'answered'), _negated=True), models.Q(models.Q(('outcome', ''), _negated=True), ('answer_state', 'approved'), ('answered_by__isnull', False), ('concluded_on__isnull', False), ('sealed_answer__isnull', False)), _connector='OR'), name='objection_answered_has_outcome_and_day'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), ('status', 'answered'), _connector='OR'), name='objection_outcome_only_when_answered'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('outcome_released', False), models.Q(('status', 'answered'), models.Q(('public_outcome', ''), _negated=True)), _connector='OR'), name='objection_released_outcome_is_written'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('identity_erased_at__isnull', True), models.Q(('contact_mark', ''), ('sealed_identity__isnull', True), ('sealed_words__isnull', True), ('words_mark', '')), _connector='OR'), name='objection_erased_holds_nothing'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('told_on__isnull', True), models.Q(('told_how', ''), _negated=True), _connector='OR'), name='objection_told_says_how'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='erasure_approver_is_another'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at__isnull', True), ('approved_by__isnull', False), _connector='OR'), name='erasure_approval_has_person'),
        ),
        migrations.AddConstraint(
            model_name='unitinquiry',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True), ('replied_at__isnull', True)), fields=('objection', 'unit'), name='inquiry_one_waiting_per_unit'),
        ),
        migrations.AddConstraint(
            model_name='unitinquiry',
            constraint=models.CheckConstraint(condition=models.Q(('replied_at__isnull', True), models.Q(('replied_by__isnull', False), ('sealed_reply__isnull', False)), _connector='OR'), name='inquiry_reply_has_person'),
        ),
        written_once("objections_objectionstep"),
        written_once("objections_identityview"),
    ]
