from django.db import migrations, models

from accounts.append_only import written_once
from accounts.guard_sql import at_its_moment


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        ('accounts', '0005_installation'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True, verbose_name='块号')),
                ('first', models.PositiveBigIntegerField(verbose_name='首条编号')),
                ('last', models.PositiveBigIntegerField(db_index=True, verbose_name='末条编号')),
                ('ranges', models.JSONField(verbose_name='各条编号')),
                ('columns', models.JSONField(verbose_name='入链的列')),
                ('count', models.PositiveIntegerField(verbose_name='条数')),
                ('rows_sha256', models.CharField(max_length=64, verbose_name='各条摘要')),
                ('previous', models.CharField(max_length=64, unique=True, verbose_name='上一块摘要')),
                ('digest', models.CharField(max_length=64, verbose_name='本块摘要')),
                ('made_at', models.DateTimeField(db_index=True, verbose_name='入链时间')),
            ],
            options={
                'verbose_name': '审计链块',
                'verbose_name_plural': '审计链块',
                'ordering': ['number'],
            },
        ),
        written_once("accounts_auditblock", insert_unless=at_its_moment("made_at")),
    ]
