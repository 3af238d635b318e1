from django.db import migrations, models

from accounts.kept_triggers import TriggersKept


class Migration(migrations.Migration):

    runs_while_serving = False

    dependencies = [
        ('accounts', '0007_handed_out_secrets'),
    ]

    operations = [
        TriggersKept(
            "accounts_auditevent",
            [
                migrations.AddField(
                    model_name='auditevent',
                    name='address',
                    field=models.CharField(blank=True, default='', max_length=45, verbose_name='来源地址'),
                ),
            ],
        ),
        migrations.CreateModel(
            name='StrangeSignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='日期')),
                ('address', models.CharField(blank=True, max_length=45, verbose_name='来源地址')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='次数')),
                ('last_at', models.DateTimeField(verbose_name='最近一次')),
            ],
            options={
                'verbose_name': '陌生用户名登录',
                'verbose_name_plural': '陌生用户名登录',
                'ordering': ['-day', 'address'],
                'constraints': [models.UniqueConstraint(fields=('day', 'address'), name='strange_sign_in_once')],
            },
        ),
    ]
