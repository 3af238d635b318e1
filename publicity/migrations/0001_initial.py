from django.db import migrations, models

from publicity.generation import WATCHED, unwatching_sql, watching_sql
from publicity.search.forgetting import forgetting_sql, unforgetting_sql


# The index of bigrams: FTS5 on SQLite, a GIN index on PostgreSQL. A derived copy: rebuilt by `reindex_search`.
SEARCH = {
    "sqlite": ["CREATE VIRTUAL TABLE publicity_searchgrams USING fts5(grams, tokenize = 'unicode61')"],
    "postgresql": [
        "ALTER TABLE publicity_searchentry ADD COLUMN grams text[] NOT NULL DEFAULT '{}'",
        "CREATE INDEX publicity_searchentry_grams ON publicity_searchentry USING gin (grams)",
    ],
}
SEARCH_GONE = {
    "sqlite": ["DROP TABLE publicity_searchgrams"],
    "postgresql": ["ALTER TABLE publicity_searchentry DROP COLUMN grams"],
}


def add_search(apps, schema_editor):
    for statement in SEARCH.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


def remove_search(apps, schema_editor):
    for statement in SEARCH_GONE.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


def watch(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for watched in WATCHED:
        for statement in watching_sql(vendor, watched):
            schema_editor.execute(statement)
    for statement in forgetting_sql(vendor):
        schema_editor.execute(statement)


def unwatch(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for watched in WATCHED:
        for statement in unwatching_sql(vendor, watched):
            schema_editor.execute(statement)
    for statement in unforgetting_sql(vendor):
        schema_editor.execute(statement)



class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("notices", "0001_initial"),
        ("objections", "0001_initial"),
        ("progress", "0001_initial"),
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name='Generation',
            fields=[
                ('scope', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='区县网址名')),
                ('number', models.PositiveBigIntegerField(default=0, verbose_name='代次')),
                ('mark', models.CharField(blank=True, max_length=32, verbose_name='标记')),
                ('searched', models.CharField(blank=True, max_length=32, verbose_name='检索到的标记')),
            ],
            options={
                'verbose_name': '公开内容代次',
                'verbose_name_plural': '公开内容代次',
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('district', models.CharField(db_index=True, max_length=40, verbose_name='区县网址名')),
                ('district_name', models.CharField(max_length=40, verbose_name='区县')),
                ('kind', models.CharField(choices=[('project', '项目'), ('notice', '公示')], max_length=8, verbose_name='种类')),
                ('path', models.CharField(max_length=120, unique=True, verbose_name='地址')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('year', models.PositiveIntegerField(verbose_name='年度')),
                ('number', models.PositiveIntegerField(default=0, verbose_name='序号')),
                ('body', models.TextField(verbose_name='正文')),
                ('folded', models.TextField(verbose_name='比对用正文')),
            ],
            options={
                'verbose_name': '检索条目',
                'verbose_name_plural': '检索条目',
                'ordering': ['pk'],
            },
        ),
        migrations.RunPython(add_search, remove_search),
        migrations.RunPython(watch, unwatch),
    ]
