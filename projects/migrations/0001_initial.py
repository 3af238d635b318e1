import accounts.readable_json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import projects.models.districts
from django.conf import settings
from django.db import migrations, models

from accounts.append_only import written_once


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='日期')),
                ('is_workday', models.BooleanField(verbose_name='是工作日')),
                ('source', models.CharField(max_length=120, verbose_name='依据')),
            ],
            options={
                'verbose_name': '日历',
                'verbose_name_plural': '日历',
                'ordering': ['-day'],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='次序')),
                ('kind', models.CharField(choices=[('quantity', '数量'), ('rate', '比率'), ('percent_of_work', '形象进度')], default='quantity', max_length=20, verbose_name='类型')),
                ('label', models.CharField(max_length=120, verbose_name='名称')),
                ('subject', models.CharField(blank=True, max_length=120, verbose_name='对象')),
                ('unit', models.CharField(blank=True, max_length=20, verbose_name='单位')),
                ('qualifier', models.CharField(blank=True, max_length=20, verbose_name='限定词')),
                ('target', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='目标值')),
                ('target_printed', models.CharField(blank=True, max_length=40, verbose_name='原文目标值')),
                ('unit_printed', models.CharField(blank=True, max_length=20, verbose_name='原文单位')),
                ('baseline', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='基数')),
                ('direction', models.CharField(choices=[('up', '越高越好'), ('down', '越低越好')], default='up', max_length=4, verbose_name='方向')),
                ('from_percents', models.BooleanField(default=False, verbose_name='由阶段性目标的百分数生成')),
                ('basis', models.CharField(choices=[('cumulative', '累计'), ('in_period', '当期')], default='cumulative', max_length=12, verbose_name='口径')),
            ],
            options={
                'verbose_name': '指标',
                'verbose_name_plural': '指标',
                'ordering': ['task', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='月底')),
                ('text', models.TextField(verbose_name='阶段性目标')),
                ('percents', models.JSONField(blank=True, default=list, verbose_name='原文百分数')),
            ],
            options={
                'verbose_name': '阶段性目标',
                'verbose_name_plural': '阶段性目标',
                'ordering': ['task', 'month'],
            },
        ),
        migrations.CreateModel(
            name='AnnualPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='年度')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('document_number', models.CharField(blank=True, default='', max_length=60, verbose_name='文号')),
                ('issuer', models.CharField(blank=True, default='', max_length=80, verbose_name='印发机关')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='印发日期')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
            ],
            options={
                'verbose_name': '年度方案',
                'verbose_name_plural': '年度方案',
                'ordering': ['district', '-year'],
            },
        ),
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(verbose_name='排序')),
                ('name', models.CharField(max_length=80, verbose_name='名称')),
                ('printed_heading', models.CharField(blank=True, max_length=120, verbose_name='原文标题')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='categories', to='projects.annualplan', verbose_name='年度方案')),
            ],
            options={
                'verbose_name': '类别',
                'verbose_name_plural': '类别',
                'ordering': ['plan', 'order'],
            },
        ),
        migrations.CreateModel(
            name='District',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=6, unique=True, validators=[django.core.validators.RegexValidator('^\\d{6}$', '区划代码是六位数字（GB/T 2260）。')], verbose_name='区划代码')),
                ('slug', models.SlugField(max_length=40, unique=True, validators=[projects.models.districts.validate_slug_is_free], verbose_name='网址名')),
                ('name', models.CharField(help_text='文件里的简称，如“万州区”', max_length=40, verbose_name='名称')),
                ('full_name', models.CharField(blank=True, max_length=80, verbose_name='全称')),
                ('province', models.CharField(blank=True, max_length=40, verbose_name='省（市）')),
                ('commission_name', models.CharField(max_length=80, verbose_name='发展改革部门全称')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='排序')),
                ('shows_standing', models.BooleanField(default=False, verbose_name='公开亮灯')),
                ('reviewer_may_sign', models.BooleanField(default=False, verbose_name='审核人可以签发')),
                ('answers_need_approval', models.BooleanField(default=True, verbose_name='异议答复须另一人批准')),
                ('receipt_letters', models.CharField(blank=True, help_text='异议回执编号的头两个字母，如“WZ”；不填就用网址名的头两个字母。已发出的回执不变', max_length=2, validators=[django.core.validators.RegexValidator('\\A[A-Z]{2}\\Z', '回执字头是两个大写字母，如“WZ”。')], verbose_name='回执字头')),
                ('contact_name', models.CharField(blank=True, max_length=40, verbose_name='公示联系人')),
                ('contact_phone', models.CharField(blank=True, max_length=40, verbose_name='公示联系电话（含区号）')),
                ('postal_address', models.CharField(blank=True, max_length=120, verbose_name='通信地址')),
                ('postal_code', models.CharField(blank=True, max_length=6, validators=[django.core.validators.RegexValidator('^\\d{6}$', '邮政编码是六位数字。')], verbose_name='邮政编码')),
                ('visiting_place', models.CharField(blank=True, max_length=120, verbose_name='来访地点')),
                ('visiting_hours', models.CharField(blank=True, max_length=80, verbose_name='来访时间')),
            ],
            options={
                'verbose_name': '区县',
                'verbose_name_plural': '区县',
                'ordering': ['order', 'code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('slug__in', ['accounts', 'admin', 'api', 'check', 'desk', 'favicon', 'feed', 'healthz', 'help', 'livez', 'media', 'notices', 'objections', 'privacy', 'readyz', 'robots', 'search', 'sitemap', 'static', 'styleguide', 'topics', 'verify']), _negated=True), name='district_slug_not_reserved'), models.CheckConstraint(condition=django.db.models.lookups.In(django.db.models.functions.text.Length('receipt_letters'), [0, 2]), name='district_receipt_letters_none_or_two', violation_error_message='回执字头是两个大写字母，如“WZ”。')],
            },
        ),
        migrations.AddField(
            model_name='annualplan',
            name='district',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='projects.district', verbose_name='区县'),
        ),
        migrations.CreateModel(
            name='MilestoneTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.DecimalField(decimal_places=4, max_digits=18, verbose_name='阶段值')),
                ('printed', models.CharField(blank=True, max_length=40, verbose_name='原文数字')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestone_targets', to='projects.indicator', verbose_name='指标')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='projects.milestone', verbose_name='阶段性目标')),
            ],
            options={
                'verbose_name': '指标阶段目标',
                'verbose_name_plural': '指标阶段目标',
                'ordering': ['indicator', 'milestone__month'],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='版本')),
                ('content', models.JSONField(encoder=accounts.readable_json.ReadableJSON, verbose_name='内容')),
                ('content_sha256', models.CharField(max_length=64, verbose_name='摘要 SHA-256')),
                ('published_at', models.DateTimeField(verbose_name='发布时间')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='projects.annualplan', verbose_name='年度方案')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '方案版本',
                'verbose_name_plural': '方案版本',
                'ordering': ['plan', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='序号')),
                ('printed_number', models.CharField(blank=True, max_length=20, verbose_name='原文序号')),
                ('name', models.CharField(max_length=120, verbose_name='项目名称')),
                ('target', models.TextField(verbose_name='年度目标任务')),
                ('investment_plan', models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True, verbose_name='年度投资计划（万元）')),
                ('investment_printed', models.CharField(blank=True, max_length=40, verbose_name='原文投资计划')),
                ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='projects.category', verbose_name='类别')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='projects', to='projects.annualplan', verbose_name='年度方案')),
            ],
            options={
                'verbose_name': '项目',
                'verbose_name_plural': '项目',
                'ordering': ['plan', 'number'],
            },
        ),
        migrations.CreateModel(
            name='ResponsibleUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('kind', models.CharField(choices=[('department', '部门'), ('body', '其他单位'), ('group', '一类单位')], default='department', max_length=12, verbose_name='类型')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='排序')),
                ('is_commission', models.BooleanField(default=False, verbose_name='即发展改革部门')),
                ('contact_name', models.CharField(blank=True, max_length=40, verbose_name='联系人')),
                ('contact_phone', models.CharField(blank=True, max_length=40, verbose_name='联系电话')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='projects.district', verbose_name='区县')),
            ],
            options={
                'verbose_name': '责任单位',
                'verbose_name_plural': '责任单位',
                'ordering': ['district', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('reporter', '填报岗'), ('unit_head', '单位负责人'), ('compiler', '编制岗'), ('reviewer', '审核岗'), ('signer', '签发人'), ('handler', '异议办理岗'), ('security_admin', '安全管理员'), ('system_admin', '系统管理员'), ('auditor', '审计员')], max_length=20, verbose_name='岗位')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='projects.district', verbose_name='区县')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='人员')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='projects.responsibleunit', verbose_name='责任单位')),
            ],
            options={
                'verbose_name': '岗位',
                'verbose_name_plural': '岗位',
                'ordering': ['district', 'role', 'user'],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(default=1, verbose_name='序号')),
                ('text', models.TextField(verbose_name='目标任务')),
                ('carries_money', models.BooleanField(default=False, verbose_name='承载投资')),
                ('state', models.CharField(choices=[('running', '进行中'), ('paused', '已暂停'), ('stopped', '已终止')], default='running', max_length=10, verbose_name='状态')),
                ('added_on', models.DateField(blank=True, null=True, verbose_name='增加日期')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='projects.project', verbose_name='项目')),
            ],
            options={
                'verbose_name': '目标任务',
                'verbose_name_plural': '目标任务',
                'ordering': ['project', 'number'],
            },
        ),
        migrations.CreateModel(
            name='PlanChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('add', '增加'), ('adjust', '调整'), ('pause', '暂停'), ('stop', '终止'), ('resume', '恢复')], max_length=10, verbose_name='种类')),
                ('deciding_body', models.CharField(max_length=80, verbose_name='决定机关')),
                ('document_number', models.CharField(blank=True, max_length=60, verbose_name='文号')),
                ('decided_on', models.DateField(verbose_name='决定日期')),
                ('reason', models.TextField(verbose_name='原因')),
                ('text_before', models.TextField(blank=True, verbose_name='原目标任务')),
                ('text_after', models.TextField(blank=True, verbose_name='调整后目标任务')),
                ('details', models.JSONField(blank=True, default=list, verbose_name='数字改动')),
                ('addition', models.JSONField(blank=True, default=dict, verbose_name='拟增加的内容')),
                ('entered_at', models.DateTimeField(verbose_name='录入时间')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='批准时间')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='projects.annualplan', verbose_name='年度方案')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='projects.task', verbose_name='目标任务')),
            ],
            options={
                'verbose_name': '方案调整',
                'verbose_name_plural': '方案调整',
                'ordering': ['plan', '-decided_on', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='milestone',
            name='task',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='projects.task', verbose_name='目标任务'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='task',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='projects.task', verbose_name='目标任务'),
        ),
        migrations.CreateModel(
            name='TaskUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', '牵头'), ('cooperating', '配合')], default='lead', max_length=12, verbose_name='角色')),
                ('position', models.PositiveIntegerField(verbose_name='次序')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='task_units', to='projects.task', verbose_name='目标任务')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='task_units', to='projects.responsibleunit', verbose_name='责任单位')),
            ],
            options={
                'verbose_name': '任务单位',
                'verbose_name_plural': '任务单位',
                'ordering': ['task', 'position'],
            },
        ),
        migrations.CreateModel(
            name='UnitAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='写法')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='projects.district', verbose_name='区县')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='projects.responsibleunit', verbose_name='责任单位')),
            ],
            options={
                'verbose_name': '单位别名',
                'verbose_name_plural': '单位别名',
                'ordering': ['district', 'name'],
            },
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.UniqueConstraint(fields=('plan', 'order'), name='category_order_once'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.UniqueConstraint(fields=('plan', 'name'), name='category_name_once'),
        ),
        migrations.AddConstraint(
            model_name='annualplan',
            constraint=models.UniqueConstraint(fields=('district', 'year'), name='plan_one_per_district_year'),
        ),
        migrations.AddConstraint(
            model_name='annualplan',
            constraint=models.CheckConstraint(condition=models.Q(('year__range', (2000, 2100))), name='plan_year_sane'),
        ),
        migrations.AddConstraint(
            model_name='milestonetarget',
            constraint=models.UniqueConstraint(fields=('indicator', 'milestone'), name='milestone_target_once'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='plan_version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.CheckConstraint(condition=models.Q(('entered_by', models.F('published_by')), _negated=True), name='plan_version_two_people'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='project_number_once_in_plan'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='project_number_from_one'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('investment_plan__isnull', True), ('investment_plan__gte', 0), _connector='OR'), name='project_investment_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='responsibleunit',
            constraint=models.UniqueConstraint(fields=('district', 'name'), name='unit_name_once_in_district'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('user', 'district', 'role', 'unit'), name='membership_once_in_unit'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('unit__isnull', True)), fields=('user', 'district', 'role'), name='membership_once_in_district'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role__in', ('reporter', 'unit_head')), ('unit__isnull', False)), models.Q(models.Q(('role__in', ('reporter', 'unit_head')), _negated=True), ('unit__isnull', True)), _connector='OR'), name='membership_unit_for_unit_roles'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('role__in', ('security_admin', 'system_admin', 'auditor'))), fields=('user',), name='membership_one_separated_role'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('project', 'number'), name='task_number_once_in_project'),
        ),
        migrations.AddConstraint(
            model_name='planchange',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('entered_by')), _negated=True), _connector='OR'), name='plan_change_two_people'),
        ),
        migrations.AddConstraint(
            model_name='planchange',
            constraint=models.CheckConstraint(condition=models.Q(('task__isnull', False), models.Q(('approved_at__isnull', True), ('kind', 'add')), _connector='OR'), name='plan_change_has_task'),
        ),
        migrations.AddConstraint(
            model_name='planchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='plan_change_approved_has_time'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.UniqueConstraint(fields=('task', 'month'), name='milestone_one_per_month'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(('month__range', (1, 12))), name='milestone_month'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('task', 'position'), name='indicator_position_once'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('target__isnull', True), ('target__gte', 0), _connector='OR'), name='indicator_target_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='taskunit',
            constraint=models.UniqueConstraint(fields=('task', 'position'), name='task_unit_position_once'),
        ),
        migrations.AddConstraint(
            model_name='taskunit',
            constraint=models.UniqueConstraint(fields=('task', 'unit'), name='task_unit_once'),
        ),
        migrations.AddConstraint(
            model_name='taskunit',
            constraint=models.CheckConstraint(condition=models.Q(('role', 'lead'), ('position__gt', 1), _connector='OR'), name='task_unit_first_leads'),
        ),
        migrations.AddConstraint(
            model_name='unitalias',
            constraint=models.UniqueConstraint(fields=('district', 'name'), name='alias_once_in_district'),
        ),
        written_once("projects_planversion"),
    ]
