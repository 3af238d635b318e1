"""Up to where a chain was verified, for the daily verification."""

from django.db import migrations, models


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [
        ('accounts', '0010_kept_texts'),
    ]

    operations = [
        migrations.CreateModel(
            name='VerifiedPoint',
            fields=[
                ('scope', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='范围')),
                ('count', models.PositiveIntegerField(verbose_name='条数')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='末条摘要')),
                ('marks', models.CharField(max_length=64, verbose_name='行标记')),
                ('verified_at', models.DateTimeField(verbose_name='核对时间')),
                ('full_at', models.DateTimeField(verbose_name='全量核对时间')),
            ],
            options={
                'verbose_name': '核对位置',
                'verbose_name_plural': '核对位置',
            },
        ),
    ]
