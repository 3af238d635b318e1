"""State only: validators are no part of a table."""

import accounts.names
from django.db import migrations, models


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='user',
            name='name',
            field=models.CharField(max_length=40, validators=[accounts.names.validate_name], verbose_name='姓名'),
        ),
    ]
