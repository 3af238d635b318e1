import accounts.readable_json
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.append_only import written_once


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('projects', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProgressReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('draft', '填报中'), ('submitted', '已提交'), ('returned', '已退回'), ('approved', '已通过')], default='draft', max_length=12, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('narrative', models.TextField(blank=True, verbose_name='进展情况')),
                ('invested', models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True, verbose_name='完成投资（万元）')),
                ('invested_printed', models.CharField(blank=True, max_length=40, verbose_name='原文完成投资')),
                ('remark', models.CharField(blank=True, max_length=5000, verbose_name='备注')),
                ('problem', models.TextField(blank=True, verbose_name='存在问题（不公开）')),
                ('next_step', models.TextField(blank=True, verbose_name='下一步（不公开）')),
                ('nothing_cause', models.CharField(blank=True, choices=[('', '有进展'), ('season', '季节或天气原因'), ('procedure', '前期手续办理中'), ('funds', '资金未到位'), ('not_due', '未到实施阶段'), ('done', '已完成，本期无新增'), ('other', '其他（请在进展说明中写明）')], default='', max_length=12, verbose_name='本期无进展的原因')),
                ('filled_by', models.CharField(blank=True, max_length=40, verbose_name='填报人')),
                ('filled_by_phone', models.CharField(blank=True, max_length=40, verbose_name='填报人电话')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='提交时间')),
                ('review_begun_at', models.DateTimeField(blank=True, null=True, verbose_name='开始审核时间')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='通过时间')),
                ('due_again_on', models.DateField(blank=True, null=True, verbose_name='退回后新的截止日期')),
                ('on_behalf', models.BooleanField(default=False, verbose_name='代填')),
                ('brought_over', models.BooleanField(default=False, verbose_name='由旧公示转入')),
                ('updated_at', models.DateTimeField(blank=True, null=True, verbose_name='最近改动')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review_begun_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='projects.task', verbose_name='目标任务')),
            ],
            options={
                'verbose_name': '进展报告',
                'verbose_name_plural': '进展报告',
                'ordering': ['round', 'task__project__number', 'task__number'],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='文件名')),
                ('file', models.FileField(upload_to='evidence/', verbose_name='文件')),
                ('content_type', models.CharField(max_length=80, verbose_name='类型')),
                ('size', models.PositiveIntegerField(verbose_name='大小（字节）')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('is_stamped_sheet', models.BooleanField(default=False, verbose_name='盖章件扫描')),
                ('added_at', models.DateTimeField(verbose_name='时间')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='progress.progressreport', verbose_name='报告')),
            ],
            options={
                'verbose_name': '佐证',
                'verbose_name_plural': '佐证',
                'ordering': ['report', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportingRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('through_month', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='截至月份')),
                ('opens_on', models.DateField(verbose_name='开始日期')),
                ('due_on', models.DateField(verbose_name='截止日期')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='关闭时间')),
                ('brought_over', models.BooleanField(default=False, verbose_name='由旧公示转入')),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='projects.annualplan', verbose_name='年度方案')),
            ],
            options={
                'verbose_name': '填报轮次',
                'verbose_name_plural': '填报轮次',
                'ordering': ['plan', 'through_month'],
            },
        ),
        migrations.CreateModel(
            name='ReportDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('base_version', models.PositiveIntegerField(default=0, verbose_name='基于版本')),
                ('values', models.JSONField(default=dict, verbose_name='内容')),
                ('saved_at', models.DateTimeField(verbose_name='保存时间')),
                ('sequence', models.PositiveIntegerField(default=1, verbose_name='第几次保存')),
                ('tab', models.CharField(blank=True, default='', max_length=32, verbose_name='保存它的页面')),
                ('aside', models.CharField(blank=True, default='', max_length=32, verbose_name='另存')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='projects.task')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='progress.reportinground')),
            ],
            options={
                'verbose_name': '草稿',
                'verbose_name_plural': '草稿',
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='日期')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('text', models.TextField(verbose_name='内容')),
                ('mailed_to', models.PositiveIntegerField(default=0, verbose_name='邮件人数')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='projects.responsibleunit', verbose_name='责任单位')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='progress.reportinground', verbose_name='轮次')),
            ],
            options={
                'verbose_name': '催报',
                'verbose_name_plural': '催报',
                'ordering': ['round', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='progressreport',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='progress.reportinground', verbose_name='轮次'),
        ),
        migrations.CreateModel(
            name='ReportParagraph',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='内容')),
                ('written_at', models.DateTimeField(verbose_name='时间')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paragraphs', to='progress.progressreport', verbose_name='报告')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='projects.responsibleunit', verbose_name='责任单位')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '单位来稿',
                'verbose_name_plural': '单位来稿',
            },
        ),
        migrations.CreateModel(
            name='ReportRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='次数')),
                ('content', models.JSONField(encoder=accounts.readable_json.ReadableJSON, verbose_name='内容')),
                ('approved_at', models.DateTimeField(verbose_name='通过时间')),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='progress.progressreport', verbose_name='报告')),
            ],
            options={
                'verbose_name': '定稿',
                'verbose_name_plural': '定稿',
                'ordering': ['report', 'number'],
            },
        ),
        migrations.CreateModel(
            name='ReportStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=20, verbose_name='步骤')),
                ('from_status', models.CharField(blank=True, max_length=12, verbose_name='原状态')),
                ('to_status', models.CharField(max_length=12, verbose_name='新状态')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('note', models.TextField(blank=True, verbose_name='意见')),
                ('detail', models.JSONField(blank=True, default=dict, verbose_name='内容')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='progress.progressreport', verbose_name='报告')),
            ],
            options={
                'verbose_name': '流转',
                'verbose_name_plural': '流转',
                'ordering': ['report', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RoundExtension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(verbose_name='延至')),
                ('reason', models.CharField(max_length=200, verbose_name='原因')),
                ('granted_at', models.DateTimeField(verbose_name='批准时间')),
                ('granted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='extensions', to='progress.reportinground', verbose_name='轮次')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='projects.responsibleunit', verbose_name='责任单位')),
            ],
            options={
                'verbose_name': '延期',
                'verbose_name_plural': '延期',
            },
        ),
        migrations.CreateModel(
            name='RoundStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('open', '开启'), ('extend', '延期'), ('close', '关闭'), ('reopen', '重新开启')], max_length=10, verbose_name='操作')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='progress.reportinground', verbose_name='轮次')),
            ],
            options={
                'verbose_name': '轮次经过',
                'verbose_name_plural': '轮次经过',
                'ordering': ['round', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RuleSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='名称')),
                ('effective_from', models.DateField(unique=True, verbose_name='起用日期')),
                ('milestone_behind_over', models.DecimalField(decimal_places=1, default=30, max_digits=5, verbose_name='按节点：差多少个百分点以上为滞后')),
                ('elapsed_slow_over', models.DecimalField(decimal_places=1, default=10, max_digits=5, verbose_name='按时间：差多少个百分点以上为偏慢')),
                ('elapsed_behind_over', models.DecimalField(decimal_places=1, default=30, max_digits=5, verbose_name='按时间：差多少个百分点以上为滞后')),
                ('ahead_from', models.DecimalField(decimal_places=1, default=10, max_digits=5, verbose_name='按时间：多多少个百分点起为超前')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='依据')),
            ],
            options={
                'verbose_name': '亮灯规则',
                'verbose_name_plural': '亮灯规则',
                'ordering': ['effective_from'],
                'constraints': [models.CheckConstraint(condition=models.Q(('elapsed_slow_over__lte', models.F('elapsed_behind_over'))), name='rule_set_bands_in_order')],
            },
        ),
        migrations.CreateModel(
            name='MilestoneAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('yes', '已完成'), ('partly', '部分完成'), ('no', '未完成')], max_length=8, verbose_name='是否完成')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='projects.milestone', verbose_name='阶段性目标')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='progress.progressreport', verbose_name='报告')),
            ],
            options={
                'verbose_name': '节点是否完成',
                'verbose_name_plural': '节点是否完成',
                'constraints': [models.UniqueConstraint(fields=('report', 'milestone'), name='milestone_answer_once')],
            },
        ),
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.DecimalField(decimal_places=4, max_digits=18, verbose_name='完成值')),
                ('printed', models.CharField(blank=True, max_length=40, verbose_name='原文数字')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='projects.indicator', verbose_name='指标')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measurements', to='progress.progressreport', verbose_name='报告')),
            ],
            options={
                'verbose_name': '完成值',
                'verbose_name_plural': '完成值',
                'ordering': ['report', 'indicator__position'],
                'constraints': [models.UniqueConstraint(fields=('report', 'indicator'), name='measurement_once'), models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='measurement_not_negative')],
            },
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.UniqueConstraint(fields=('plan', 'through_month'), name='round_one_per_plan_month'),
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.CheckConstraint(condition=models.Q(('through_month__range', (1, 12))), name='round_month'),
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.CheckConstraint(condition=models.Q(('opens_on__lte', models.F('due_on'))), name='round_opens_before_due'),
        ),
        migrations.AddConstraint(
            model_name='reportdraft',
            constraint=models.UniqueConstraint(fields=('task', 'round', 'user', 'aside'), name='report_draft_one_per_person'),
        ),
        migrations.AddConstraint(
            model_name='reminder',
            constraint=models.UniqueConstraint(fields=('round', 'unit', 'on'), name='reminder_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.UniqueConstraint(fields=('task', 'round'), name='report_one_per_task_round'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(('invested__isnull', True), ('invested__gte', 0), _connector='OR'), name='report_invested_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['submitted', 'approved']), _negated=True), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='report_submitted_has_person_and_time'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), ('status', 'approved')), models.Q(models.Q(('status', 'approved'), _negated=True), ('approved_at__isnull', True), ('approved_by__isnull', True)), _connector='OR'), name='report_approved_has_person_and_time'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('submitted_by')), _negated=True), _connector='OR'), name='report_two_people'),
        ),
        migrations.AddConstraint(
            model_name='reportparagraph',
            constraint=models.UniqueConstraint(fields=('report', 'unit'), name='paragraph_one_per_unit'),
        ),
        migrations.AddConstraint(
            model_name='reportrevision',
            constraint=models.UniqueConstraint(fields=('report', 'number'), name='revision_number_once'),
        ),
        migrations.AddConstraint(
            model_name='roundextension',
            constraint=models.UniqueConstraint(fields=('round', 'unit'), name='extension_one_per_unit'),
        ),
        written_once("progress_roundstep"),
        written_once("progress_reminder"),
        written_once("progress_reportstep"),
        written_once("progress_reportrevision"),
    ]
