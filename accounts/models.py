"""People and the trail of what they did. Knows no district: a subject is a label, a key and a code."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from accounts.append_only import WrittenOnceModel
from accounts.names import validate_name
from documents.day_ranges import EVER


class PeopleManager(UserManager["User"]):
    """Django's, but for the superuser, whom a production installation does not have (rules.md, Powers)."""

    def create_superuser(self, *args: Any, **kwargs: Any) -> User:
        if settings.IS_PRODUCTION:
            raise ImproperlyConfigured(
                "no superusers in production: posts give what a person may do"
            )
        return super().create_superuser(*args, **kwargs)


class User(AbstractUser):
    """A person who signs in. What they may do stands in their memberships."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("姓名", max_length=40, validators=[validate_name])
    phone = models.CharField("联系电话", max_length=40, blank=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=False)
    needs_second_factor = models.BooleanField("登录须动态口令", default=False)
    session_number = models.PositiveIntegerField("会话批次", default=1)
    """Every session carries the number it was begun under; a higher one ends them all."""

    request_depth: int | None = None
    """Transactions that were open when the request came in that carries this very object; None: no request does.

    Only an object of a request may keep what was read of the person, and only at this depth (`projects/held_posts.py`).
    """

    objects: ClassVar[PeopleManager] = PeopleManager()

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "用户"
        verbose_name_plural = "用户"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's mark of a session, with the number that ends them: a post that ended takes its sessions along."""
        mark: str = salted_hmac(
            "accounts.User.session",
            f"{self.session_number}:{self.password}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()
        return mark

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class AuditEvent(WrittenOnceModel):
    """One act: who, when, what, on which subject. Written by every service, in the same transaction."""

    at = models.DateTimeField("时间", db_index=True)
    actor = models.ForeignKey(
        User, verbose_name="人员", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_label = models.CharField("人员姓名", max_length=80)
    verb = models.CharField("操作", max_length=60, db_index=True)
    subject_label = models.CharField("对象", max_length=200)
    subject_key = models.CharField("对象编号", max_length=80, db_index=True)
    district_code = models.CharField("区县代码", max_length=12, blank=True, db_index=True)
    detail = models.JSONField("内容", default=dict, blank=True)
    address = models.CharField("来源地址", max_length=45, blank=True, default="")
    """Of the client (`accounts.client_address`); empty for commands, and for what objectors do themselves."""

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.verb} {self.subject_label}"


class AuditBlock(WrittenOnceModel):
    """Events of the trail, digested together upon the block before (`accounts.audit_chain`)."""

    number = models.PositiveIntegerField("块号", unique=True)
    first = models.PositiveBigIntegerField("首条编号")
    last = models.PositiveBigIntegerField("末条编号", db_index=True)
    ranges = models.JSONField("各条编号")
    """Which events, as pairs of the first and last key of a run."""
    columns = models.JSONField("入链的列")
    """What of an event is digested: a column that joined the table later is not missed in an old block."""
    count = models.PositiveIntegerField("条数")
    rows_sha256 = models.CharField("各条摘要", max_length=64)
    previous = models.CharField("上一块摘要", max_length=64, unique=True)
    """Once only: of two jobs at the same moment one makes the block."""
    digest = models.CharField("本块摘要", max_length=64)
    made_at = models.DateTimeField("入链时间", db_index=True)

    class Meta:
        verbose_name = "审计链块"
        verbose_name_plural = "审计链块"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"审计第{self.number}块"


class VerifiedPoint(models.Model):
    """Up to where a chain was verified, and how its rows stood then (`accounts.row_marks`).

    A convenience of the daily verification: whatever stands here, the full one looks at everything.
    """

    scope = models.CharField("范围", max_length=40, primary_key=True)
    """A district's code, or `audit`."""
    count = models.PositiveIntegerField("条数")
    digest = models.CharField("末条摘要", max_length=64, blank=True)
    """The record digest of the newest record, or of the block up to which the trail was verified."""
    marks = models.CharField("行标记", max_length=64)
    verified_at = models.DateTimeField("核对时间")
    full_at = models.DateTimeField("全量核对时间")
    """When the contents themselves were last held to their digests."""

    class Meta:
        verbose_name = "核对位置"
        verbose_name_plural = "核对位置"

    def __str__(self) -> str:
        return f"{self.scope} {self.count}"


class StrangeSignIn(models.Model):
    """Sign-ins on a day from an address with a name that nobody has. What was typed is kept nowhere.

    Apart from the trail and bounded, so that inventing names fills neither (`accounts.services.failures`).
    """

    day = models.DateField("日期")
    address = models.CharField("来源地址", max_length=45, blank=True)
    count = models.PositiveIntegerField("次数", default=0)
    last_at = models.DateTimeField("最近一次")

    class Meta:
        verbose_name = "陌生用户名登录"
        verbose_name_plural = "陌生用户名登录"
        ordering = ["-day", "address"]
        constraints = [
            models.UniqueConstraint(fields=["day", "address"], name="strange_sign_in_once"),
            models.CheckConstraint(
                name="strange_sign_in_day_sane", condition=models.Q(day__range=EVER)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.address or '其他地址'} {self.count}"


class Contribution(WrittenOnceModel):
    """One person's hand in a row or text that another has yet to approve, written in the transaction of the act.

    Where the past is recorded as steps (reports, notices, objections) those are read; this is for what keeps no steps:
    the rows of a plan, a change to it, a preview at the import desk. `about` names it as text, so that it outlives the
    row; `after` is how often it had been approved before (the last published version of a plan).
    """

    about = models.CharField("对象", max_length=60)
    after = models.PositiveIntegerField("第几次通过之后", default=0)
    how = models.CharField("怎样经手", max_length=20)
    by = models.ForeignKey(User, verbose_name="人员", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "经手记录"
        verbose_name_plural = "经手记录"
        ordering = ["pk"]
        indexes = [models.Index(fields=["about", "after"], name="contribution_about")]

    def __str__(self) -> str:
        return f"{self.about} {self.by} {self.how}"


class Installation(models.Model):
    """One row: whether this database is that of an installation in production. Guards of the database look at it.

    The owner of the tables marks it (`accounts.services.mark_production`); the portal's role can only read it.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    is_production = models.BooleanField("正式运行", default=False)
    marked_at = models.DateTimeField("标记时间")

    class Meta:
        verbose_name = "部署标记"
        verbose_name_plural = "部署标记"
        constraints = [models.CheckConstraint(name="installation_one", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return "正式运行" if self.is_production else "演示或试用"


class OneTimeSecret(models.Model):
    """A link that signs in once, or the code that goes with it or enrols a second factor. Only its digest is kept."""

    class Kind(models.TextChoices):
        LINK = "link", "登录链接"
        CODE = "code", "绑定码"

    person = models.ForeignKey(
        User, verbose_name="人员", on_delete=models.PROTECT, related_name="secrets"
    )
    kind = models.CharField("种类", max_length=8, choices=Kind)
    digest = models.CharField("摘要", max_length=64, unique=True)
    asks_code = models.BooleanField("须同时填绑定码", default=False)
    """Of a link: it opens nothing without the code that another person hands out."""
    made_by = models.ForeignKey(
        User, verbose_name="发放人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("发放时间")
    expires_at = models.DateTimeField("有效期至")
    ended_at = models.DateTimeField("用过或作废", null=True, blank=True)

    class Meta:
        verbose_name = "一次性链接和绑定码"
        verbose_name_plural = "一次性链接和绑定码"
        constraints = [
            models.CheckConstraint(
                name="secret_never_handed_to_oneself", condition=~Q(person=F("made_by"))
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(ended_at__isnull=True),
                name="secret_one_open_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_kind_display()}"


class AccountNotice(models.Model):
    """A change of somebody's account, shown to them after they sign in next."""

    person = models.ForeignKey(
        User, verbose_name="人员", on_delete=models.CASCADE, related_name="account_notices"
    )
    at = models.DateTimeField("时间")
    text = models.CharField("内容", max_length=300)
    read_at = models.DateTimeField("看过", null=True, blank=True)

    class Meta:
        verbose_name = "账号变动"
        verbose_name_plural = "账号变动"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text


class FailedAttempts(models.Model):
    """Wrong passwords or codes under one key, and until when the next is refused unread."""

    key = models.CharField("对象", max_length=240, unique=True)
    failures = models.PositiveIntegerField("次数", default=0)
    last_at = models.DateTimeField("最近一次", db_index=True)
    until = models.DateTimeField("暂停至", null=True, blank=True)

    class Meta:
        verbose_name = "连续输错"
        verbose_name_plural = "连续输错"

    def __str__(self) -> str:
        return self.key


class OutgoingMail(models.Model):
    """A mail on its way: written with what it tells of, sent by `send_mails`, kept a while after it went out."""

    to = models.EmailField("收件人")
    subject = models.CharField("主题", max_length=120)
    text = models.TextField("正文")
    made_at = models.DateTimeField("写入时间")
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    attempts = models.PositiveIntegerField("试过次数", default=0)
    last_error = models.CharField("最近一次没发出的原因", max_length=300, blank=True)
    next_at = models.DateTimeField("下次发送")
    """Not before this moment; while one process sends it, the others see it as of later."""

    class Meta:
        verbose_name = "待发邮件"
        verbose_name_plural = "待发邮件"
        ordering = ["made_at", "pk"]
        indexes = [
            models.Index("next_at", name="mail_waiting", condition=Q(sent_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.made_at:%Y-%m-%d}"


class KeptText(models.Model):
    """What a person had typed into a form that was not taken: theirs alone, encrypted, offered back for a day."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_texts")
    page = models.CharField("提交到", max_length=200)
    came_from = models.CharField("填写的页面", max_length=200, blank=True)
    sealed_text = models.BinaryField("内容（加密）")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "留存的文字"
        verbose_name_plural = "留存的文字"
        constraints = [
            models.UniqueConstraint(fields=["user", "page"], name="kept_text_once_a_page"),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.at:%Y-%m-%d %H:%M}"
