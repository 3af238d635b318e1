"""Words that the public search takes for one another, with those an office would write first."""

import accounts.names
from django.db import migrations, models


FIRST = (
    "饮水、自来水、供水",
    "公租房、廉租房、保障房",
    "养老、敬老、老年人",
    "幼儿园、学前教育",
    "托育、托幼、托管",
    "充电桩、充电设施",
    "农贸市场、菜市场",
    "公厕、厕所",
    "卫生院、卫生室、诊所",
    "残疾人、助残",
)


def write_first(apps, schema_editor):
    groups = apps.get_model("projects", "SearchWordGroup")
    groups.objects.bulk_create(groups(words=words) for words in FIRST)


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        ('projects', '0012_people_of_a_version_have_names'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchWordGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=120, unique=True, validators=[accounts.names.validate_name], verbose_name='同义词')),
            ],
            options={
                'verbose_name': '查找同义词',
                'verbose_name_plural': '查找同义词',
                'ordering': ['words'],
            },
        ),
        migrations.RunPython(write_first, migrations.RunPython.noop),
    ]
