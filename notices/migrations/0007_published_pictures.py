"""Pictures of projects that are published, and what the database lets change of them: nothing but being taken down."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.append_only import written_once
from accounts.guard_sql import Way, ways_only

COLUMNS = (
    "id", "district_id", "task_id", "year", "project_key", "stage", "text", "taken_on", "status", "source_name",
    "source_sha256", "content_sha256", "offered_by_id", "offered_at", "decided_by_id", "decided_at",
    "decision_note", "published_by_id", "published_at", "in_head", "withdrawn_by_id", "withdrawn_at",
    "withdrawal_reason",
)  # fmt: skip


def event(name, *more):
    """The audit event of this very act stands: the service writes it before the row."""
    conditions = ["e.subject_key = 'notices.picture:' || NEW.id", f"e.verb = 'picture.{name}'", "MINE(e)", *more]
    return f"EXISTS (SELECT 1 FROM accounts_auditevent e WHERE {' AND '.join(conditions)})"


# Before it is published anything may change; with the publication its moment, and what was released is what stands.
UNPUBLISHED = "OLD.published_at IS NULL AND (NEW.published_at IS NULL OR (" + " AND ".join(
    [
        "OLD.status = 'released' AND NEW.status = 'published' AND NEW.withdrawn_at IS NULL AND NOT NEW.in_head",
        "NEW.content_sha256 = OLD.content_sha256 AND NEW.text = OLD.text AND NEW.stage = OLD.stage",
        "NEW.taken_on = OLD.taken_on AND NEW.task_id = OLD.task_id AND NEW.district_id = OLD.district_id",
        "NEW.decided_by_id = OLD.decided_by_id AND NEW.decision_note = OLD.decision_note",
        "(NOT IN_PRODUCTION OR CARRIED_OVER OR NEAR_NOW(NEW.published_at, 300))",
        event("publish", "e.actor_id = NEW.published_by_id"),
    ]
) + "))"
WAYS = (
    Way(
        "withdraw",
        ("status", "in_head", "withdrawn_by_id", "withdrawn_at", "withdrawal_reason"),
        "OLD.status = 'published' AND NEW.status = 'withdrawn' AND "
        + event("withdraw", "e.actor_id = NEW.withdrawn_by_id"),
    ),
    Way("head", ("in_head",), "OLD.status = 'published' AND " + event("head")),
)
EMPTIED = (
    "NEW.data IS NULL AND NEW.id = OLD.id AND NEW.picture_id = OLD.picture_id AND NEW.width = OLD.width AND "
    "NEW.height = OLD.height AND NEW.form = OLD.form AND NEW.size = OLD.size AND NEW.sha256 = OLD.sha256 AND "
    "EXISTS (SELECT 1 FROM notices_picture p WHERE p.id = OLD.picture_id AND p.status IN ('withdrawn', 'back'))"
)
GUARDED = [
    written_once(
        "notices_picture",
        update_unless=ways_only(COLUMNS, WAYS, free=UNPUBLISHED),
        insert_unless="NOT IN_PRODUCTION OR CARRIED_OVER OR NEW.published_at IS NULL",
        update_columns=tuple(name for name in COLUMNS if name != "id"),
    ),
    written_once(
        "notices_picturefile",
        update_unless=EMPTIED,
        insert_unless="NOT IN_PRODUCTION OR CARRIED_OVER OR EXISTS (SELECT 1 FROM notices_picture p "
        "WHERE p.id = NEW.picture_id AND p.published_at IS NULL)",
        update_columns=("data",),
    ),
]


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        ('notices', '0006_outside_pages'),
        ('projects', '0010_unit_reforms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveIntegerField(verbose_name='年度')),
                ('project_key', models.PositiveIntegerField(verbose_name='项目固定号')),
                ('stage', models.CharField(choices=[('before', '施工前'), ('now', '施工中'), ('after', '完工')], max_length=6, verbose_name='阶段')),
                ('text', models.CharField(max_length=120, verbose_name='说明')),
                ('taken_on', models.DateField(verbose_name='拍摄日期')),
                ('status', models.CharField(choices=[('offered', '待审核'), ('refused', '未放行'), ('back', '已收回'), ('released', '已放行，待公布'), ('published', '已公布'), ('withdrawn', '已撤下')], default='offered', max_length=9, verbose_name='状态')),
                ('source_name', models.CharField(max_length=120, verbose_name='原文件名')),
                ('source_sha256', models.CharField(max_length=64, verbose_name='原文件摘要')),
                ('content_sha256', models.CharField(db_index=True, max_length=64, verbose_name='内容摘要')),
                ('offered_at', models.DateTimeField(verbose_name='提出时间')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='审核时间')),
                ('decision_note', models.TextField(blank=True, verbose_name='放行依据或退回原因')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='公布时间')),
                ('in_head', models.BooleanField(default=False, verbose_name='放在区县首页')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤下时间')),
                ('withdrawal_reason', models.TextField(blank=True, verbose_name='撤下原因')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='审核人')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to='projects.district', verbose_name='区县')),
                ('offered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提出人')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='公布人')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to='projects.task', verbose_name='目标任务')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='撤下人')),
            ],
            options={
                'verbose_name': '公布的图片',
                'verbose_name_plural': '公布的图片',
                'ordering': ['district', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PictureFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('width', models.PositiveIntegerField(verbose_name='宽（像素）')),
                ('height', models.PositiveIntegerField(verbose_name='高（像素）')),
                ('form', models.CharField(choices=[('jpg', 'JPEG'), ('webp', 'WebP')], max_length=4, verbose_name='格式')),
                ('data', models.BinaryField(null=True, verbose_name='内容')),
                ('size', models.PositiveIntegerField(verbose_name='大小（字节）')),
                ('sha256', models.CharField(db_index=True, max_length=64, verbose_name='摘要 SHA-256')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='notices.picture', verbose_name='图片')),
            ],
            options={
                'verbose_name': '图片文件',
                'verbose_name_plural': '图片文件',
                'ordering': ['picture', 'width', 'form'],
            },
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('source_sha256', ''), _negated=True)), name='picture_has_words'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['released', 'published']), _negated=True), models.Q(('decided_by__isnull', False), models.Q(('decided_by', models.F('offered_by')), _negated=True), models.Q(('decision_note', ''), _negated=True)), _connector='OR'), name='picture_released_by_another_with_a_note'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), models.Q(('published_by__isnull', False), models.Q(('published_by', models.F('decided_by')), _negated=True)), _connector='OR'), name='picture_published_by_another'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('status__in', ['published', 'withdrawn'])), models.Q(('published_at__isnull', True), ('status__in', ['offered', 'refused', 'released', 'back'])), _connector='OR'), name='picture_public_states_have_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('withdrawal_reason', ''), ('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('in_head', False), ('status', 'withdrawn'), ('withdrawn_at__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='picture_withdrawn_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['offered', 'released', 'published', 'withdrawn'])), fields=('content_sha256',), name='picture_once'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.UniqueConstraint(condition=models.Q(('in_head', True)), fields=('district',), name='picture_one_in_a_head'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(('in_head', False), ('status', 'published'), _connector='OR'), name='picture_in_head_is_published'),
        ),
        migrations.AddConstraint(
            model_name='picturefile',
            constraint=models.UniqueConstraint(fields=('picture', 'width', 'form'), name='picture_file_one_per_size_and_form'),
        ),
        *GUARDED,
    ]
