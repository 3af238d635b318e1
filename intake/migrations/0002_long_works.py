import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [
        ('intake', '0001_initial'),
        ('projects', '0013_words_of_the_search'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LongWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('read', '读取文件'), ('apply', '导入'), ('confirm', '确认转入'), ('ledger', '读取台账'), ('store', '存入台账')], max_length=8, verbose_name='事项')),
                ('key', models.CharField(max_length=80, verbose_name='所办的是')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('year', models.PositiveIntegerField(blank=True, null=True, verbose_name='年度')),
                ('data', models.BinaryField(blank=True, null=True, verbose_name='内容')),
                ('seen', models.CharField(blank=True, max_length=64, verbose_name='所见内容的摘要')),
                ('started_at', models.DateTimeField(verbose_name='开始时间')),
                ('state', models.CharField(choices=[('waiting', '等待开始'), ('working', '正在进行'), ('done', '已办完'), ('refused', '没有办成'), ('stopped', '没有完成')], default='waiting', max_length=8, verbose_name='状态')),
                ('step', models.PositiveIntegerField(default=1, verbose_name='步骤')),
                ('attempt', models.PositiveIntegerField(default=0, verbose_name='第几次')),
                ('lease_until', models.DateTimeField(blank=True, null=True, verbose_name='占用到')),
                ('said', models.TextField(blank=True, verbose_name='结果')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='projects.district', verbose_name='区县')),
                ('run', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='intake.importrun', verbose_name='导入')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经手')),
            ],
            options={
                'verbose_name': '较久的办理',
                'verbose_name_plural': '较久的办理',
                'ordering': ['-started_at', '-pk'],
                'indexes': [models.Index(fields=['state'], name='long_work_by_state')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'working'))), fields=('district', 'kind', 'key'), name='long_work_once_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'working'), _negated=True), ('lease_until__isnull', False), _connector='OR'), name='long_work_taken_has_lease')],
            },
        ),
    ]
