"""State only: validators are no part of a table."""

import accounts.names
from django.db import migrations, models


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        ('projects', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='annualplan',
            name='document_number',
            field=models.CharField(blank=True, default='', max_length=60, validators=[accounts.names.validate_name], verbose_name='文号'),
        ),
        migrations.AlterField(
            model_name='annualplan',
            name='issuer',
            field=models.CharField(blank=True, default='', max_length=80, validators=[accounts.names.validate_name], verbose_name='印发机关'),
        ),
        migrations.AlterField(
            model_name='annualplan',
            name='title',
            field=models.CharField(max_length=200, validators=[accounts.names.validate_name], verbose_name='标题'),
        ),
        migrations.AlterField(
            model_name='category',
            name='name',
            field=models.CharField(max_length=80, validators=[accounts.names.validate_name], verbose_name='名称'),
        ),
        migrations.AlterField(
            model_name='district',
            name='commission_name',
            field=models.CharField(max_length=80, validators=[accounts.names.validate_name], verbose_name='发展改革部门全称'),
        ),
        migrations.AlterField(
            model_name='district',
            name='contact_name',
            field=models.CharField(blank=True, max_length=40, validators=[accounts.names.validate_name], verbose_name='公示联系人'),
        ),
        migrations.AlterField(
            model_name='district',
            name='full_name',
            field=models.CharField(blank=True, max_length=80, validators=[accounts.names.validate_name], verbose_name='全称'),
        ),
        migrations.AlterField(
            model_name='district',
            name='name',
            field=models.CharField(help_text='文件里的简称，如“万州区”', max_length=40, validators=[accounts.names.validate_name], verbose_name='名称'),
        ),
        migrations.AlterField(
            model_name='district',
            name='province',
            field=models.CharField(blank=True, max_length=40, validators=[accounts.names.validate_name], verbose_name='省（市）'),
        ),
        migrations.AlterField(
            model_name='project',
            name='name',
            field=models.CharField(max_length=120, validators=[accounts.names.validate_name], verbose_name='项目名称'),
        ),
        migrations.AlterField(
            model_name='responsibleunit',
            name='contact_name',
            field=models.CharField(blank=True, max_length=40, validators=[accounts.names.validate_name], verbose_name='联系人'),
        ),
        migrations.AlterField(
            model_name='responsibleunit',
            name='name',
            field=models.CharField(max_length=60, validators=[accounts.names.validate_name], verbose_name='名称'),
        ),
        migrations.AlterField(
            model_name='unitalias',
            name='name',
            field=models.CharField(max_length=60, validators=[accounts.names.validate_name], verbose_name='写法'),
        ),
    ]
