"""A signature made on paper: who signed, who entered it, and what the signer said to it since."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.append_only import WrittenOnceModel, WrittenOnceQuerySet
from accounts.models import User
from notices.models.notices import Notice
from projects.models import District, Role


class PaperSigningQuerySet(WrittenOnceQuerySet["PaperSigning"]):
    def awaiting(self, user: User) -> Self:
        """Signatures entered in this person's name to which they have said nothing yet."""
        return self.filter(_awaiting(user))

    def disowned(self, user: User) -> Self:
        """Those whose signer said "not mine" while the notice still stands, for reviewers, signers and the security
        administrator of its district."""
        return self.filter(_disowned(user))

    def of_concern(self, user: User) -> Self:
        """Both."""
        return self.filter(_awaiting(user) | _disowned(user))


def _awaiting(user: User) -> Q:
    return Q(signer=user.pk, reply__isnull=True) & ~Q(notice__status=Notice.Status.SEALED)


def _disowned(user: User) -> Q:
    told = District.objects.with_post(user, (Role.REVIEWER, Role.SIGNER, Role.SECURITY_ADMIN))
    return Q(
        reply__is_mine=False,
        notice__district__in=told.values("pk"),
        notice__status=Notice.Status.PUBLISHED,
    )


class PaperSigning(WrittenOnceModel):
    """Written in the transaction that publishes. It counts at once and waits for the signer's own word (待本人确认)."""

    notice = models.OneToOneField(
        Notice, verbose_name="公示", on_delete=models.PROTECT, related_name="paper_signing"
    )
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="签发人", on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="登记人", on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField("登记时间")
    pages = models.PositiveIntegerField("扫描件页数")

    objects = PaperSigningQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "纸质签发"
        verbose_name_plural = "纸质签发"
        constraints = [
            models.CheckConstraint(
                name="paper_entered_by_another", condition=~Q(signer=F("entered_by"))
            ),
            models.CheckConstraint(name="paper_has_pages", condition=Q(pages__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.signer}"

    @property
    def said(self) -> PaperReply | None:
        return getattr(self, "reply", None)


class PaperReply(WrittenOnceModel):
    """The signer's own word: it is mine, or it is not."""

    signing = models.OneToOneField(
        PaperSigning, verbose_name="纸质签发", on_delete=models.PROTECT, related_name="reply"
    )
    is_mine = models.BooleanField("本人签发")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "本人确认"
        verbose_name_plural = "本人确认"

    def __str__(self) -> str:
        return f"{self.signing} {'确认' if self.is_mine else '否认'}"
