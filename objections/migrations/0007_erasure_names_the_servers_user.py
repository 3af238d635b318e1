
from django.db import migrations, models


class Migration(migrations.Migration):

    runs_while_serving = False

    dependencies = [
        ('objections', '0006_steps_at_their_moment'),
    ]

    operations = [
        migrations.AddField(
            model_name='erasure',
            name='proposed_on_server_by',
            field=models.CharField(blank=True, max_length=64, verbose_name='在服务器上提出的系统用户'),
        ),
    ]
