"""Which topics a person chose for a project, against what its words suggest (`projects.topics`)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.models.plans import AnnualPlan


class TopicChoice(models.Model):
    """A project's topics as a compiler set them. It orders public pages and is part of no version and no notice.

    Named by plan and lasting number, so that it holds for every version and for notices of years without a plan.
    """

    plan = models.ForeignKey(
        AnnualPlan, verbose_name="年度方案", on_delete=models.CASCADE, related_name="topic_choices"
    )
    project_key = models.PositiveIntegerField("项目固定号")
    main = models.CharField("主要领域", max_length=20)
    second = models.CharField("第二领域", max_length=20, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="选定人", on_delete=models.PROTECT, related_name="+"
    )
    chosen_at = models.DateTimeField("选定时间")

    class Meta:
        verbose_name = "项目领域"
        verbose_name_plural = "项目领域"
        ordering = ["plan", "project_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "project_key"], name="topic_choice_once_of_project"
            ),
            models.CheckConstraint(
                name="topic_choice_names_two_different",
                condition=~Q(main="") & ~Q(main=F("second")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} 第{self.project_key}件的领域"
