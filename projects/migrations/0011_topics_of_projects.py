"""Which topics a person chose for a project; no row: its words suggest them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        ('projects', '0010_unit_reforms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TopicChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('project_key', models.PositiveIntegerField(verbose_name='项目固定号')),
                ('main', models.CharField(max_length=20, verbose_name='主要领域')),
                ('second', models.CharField(blank=True, max_length=20, verbose_name='第二领域')),
                ('chosen_at', models.DateTimeField(verbose_name='选定时间')),
                ('chosen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='选定人')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topic_choices', to='projects.annualplan', verbose_name='年度方案')),
            ],
            options={
                'verbose_name': '项目领域',
                'verbose_name_plural': '项目领域',
                'ordering': ['plan', 'project_key'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'project_key'), name='topic_choice_once_of_project'), models.CheckConstraint(condition=models.Q(models.Q(('main', ''), _negated=True), models.Q(('main', models.F('second')), _negated=True)), name='topic_choice_names_two_different')],
            },
        ),
    ]
