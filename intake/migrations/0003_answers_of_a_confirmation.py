from django.db import migrations, models


class Migration(migrations.Migration):
    runs_while_serving = False

    dependencies = [
        ('intake', '0002_long_works'),
    ]

    operations = [
        migrations.AddField(
            model_name='longwork',
            name='answers',
            field=models.JSONField(blank=True, default=dict, verbose_name='对矛盾的回答'),
        ),
    ]
