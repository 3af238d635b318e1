import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        ('notices', '0005_words_of_late_rows'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutsidePage',
            fields=[
                ('notice', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='outside', serialize=False, to='notices.notice', verbose_name='公示')),
                ('status', models.CharField(max_length=12, verbose_name='对外的状态')),
                ('since', models.DateTimeField(verbose_name='起于')),
            ],
            options={
                'verbose_name': '对外页面',
                'verbose_name_plural': '对外页面',
            },
        ),
    ]
