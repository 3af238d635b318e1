from django.db import migrations, models


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [
        ('intake', '0003_answers_of_a_confirmation'),
    ]

    operations = [
        migrations.AlterField(
            model_name='longwork',
            name='answers',
            field=models.JSONField(blank=True, default=dict, verbose_name='所作的回答'),
        ),
        migrations.AlterField(
            model_name='longwork',
            name='kind',
            field=models.CharField(choices=[('read', '读取文件'), ('answer', '按更正重读'), ('apply', '导入'), ('confirm', '确认转入'), ('ledger', '读取台账'), ('store', '存入台账')], max_length=8, verbose_name='事项'),
        ),
    ]
