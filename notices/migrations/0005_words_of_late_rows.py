from django.db import migrations, models


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        ('notices', '0004_paper_signing'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notice',
            name='missing_rows',
            field=models.CharField(choices=[('block', '未通过的项目挡住发布'), ('blank', '未通过的项目不写进展，金额沿用上期公示')], default='block', max_length=8, verbose_name='未通过的项目'),
        ),
    ]
