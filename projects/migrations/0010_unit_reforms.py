"""Units are renamed, merged and split by one act; a unit that went up into another keeps its row."""

import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.append_only import written_once
from accounts.guard_sql import at_its_moment


class Migration(migrations.Migration):

    # The old version finds units that went up into others as if they stood, and would show them.
    runs_while_serving = True

    dependencies = [
        ('projects', '0009_projects_leave_by_decision'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='UnitReform',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('rename', '更名'), ('merge', '合并'), ('split', '拆分')], max_length=8, verbose_name='种类')),
                ('document', models.CharField(max_length=120, verbose_name='依据文件')),
                ('decided_on', models.DateField(verbose_name='日期')),
                ('old_names', models.JSONField(verbose_name='原单位')),
                ('new_names', models.JSONField(verbose_name='现单位')),
                ('moved', models.JSONField(default=list, verbose_name='随改的内容')),
                ('at', models.DateTimeField(verbose_name='办理时间')),
            ],
            options={
                'verbose_name': '机构改革',
                'verbose_name_plural': '机构改革',
                'ordering': ['district', '-pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='responsibleunit',
            name='unit_name_once_in_district',
        ),
        migrations.AddField(
            model_name='responsibleunit',
            name='successor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='projects.responsibleunit', verbose_name='并入'),
        ),
        migrations.AddConstraint(
            model_name='responsibleunit',
            constraint=models.UniqueConstraint(condition=models.Q(('successor__isnull', True)), fields=('district', 'name'), name='unit_name_once_in_district'),
        ),
        migrations.AddConstraint(
            model_name='responsibleunit',
            constraint=models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('successor', models.F('pk')), _negated=True), _connector='OR'), name='unit_is_not_its_own_successor'),
        ),
        migrations.AddField(
            model_name='unitreform',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='unitreform',
            name='district',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unit_reforms', to='projects.district', verbose_name='区县'),
        ),
        migrations.AddConstraint(
            model_name='unitreform',
            constraint=models.CheckConstraint(condition=models.Q(('decided_on__range', (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)))), name='unit_reform_day_sane'),
        ),
        written_once("projects_unitreform", insert_unless=at_its_moment("at")),
    ]
