import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.append_only import written_once
from accounts.guard_sql import at_its_moment


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        ('notices', '0003_ways_of_a_published_notice'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperSigning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entered_at', models.DateTimeField(verbose_name='登记时间')),
                ('pages', models.PositiveIntegerField(verbose_name='扫描件页数')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人')),
                ('notice', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper_signing', to='notices.notice', verbose_name='公示')),
                ('signer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签发人')),
            ],
            options={
                'verbose_name': '纸质签发',
                'verbose_name_plural': '纸质签发',
            },
        ),
        migrations.CreateModel(
            name='PaperReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_mine', models.BooleanField(verbose_name='本人签发')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('signing', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reply', to='notices.papersigning', verbose_name='纸质签发')),
            ],
            options={
                'verbose_name': '本人确认',
                'verbose_name_plural': '本人确认',
            },
        ),
        migrations.AddConstraint(
            model_name='papersigning',
            constraint=models.CheckConstraint(condition=models.Q(('signer', models.F('entered_by')), _negated=True), name='paper_entered_by_another'),
        ),
        migrations.AddConstraint(
            model_name='papersigning',
            constraint=models.CheckConstraint(condition=models.Q(('pages__gte', 1)), name='paper_has_pages'),
        ),
        written_once("notices_papersigning", insert_unless=at_its_moment("entered_at")),
        written_once("notices_paperreply", insert_unless=at_its_moment("at")),
    ]
