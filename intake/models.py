"""Files as they came in, what a reading of them would do, and what was decided about its doubts."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.readable_json import ReadableJSON
from documents.reading import Reading, from_record
from projects import access
from projects.models import AnnualPlan, District


class SourceDocument(models.Model):
    """A file as received, kept with its digest."""

    district = models.ForeignKey(
        District, verbose_name="区县", on_delete=models.PROTECT, related_name="source_documents"
    )
    name = models.CharField("文件名", max_length=200)
    data = models.BinaryField("内容")
    size = models.PositiveIntegerField("大小（字节）")
    sha256 = models.CharField("摘要", max_length=64, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "原件"
        verbose_name_plural = "原件"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def district_code(self) -> str:
        return self.district.code


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(district__in=access.staff_keys(user))


class ImportRun(models.Model):
    """One reading of a document on its way into the register: previewed, then applied all or nothing."""

    class Kind(models.TextChoices):
        PLAN = "plan", "年度方案"
        ROUND = "round", "本轮草稿"
        NOTICE = "notice", "旧公示转入"
        HISTORY = "history", "历年台账"

    READ_KINDS = (Kind.PLAN, Kind.ROUND, Kind.NOTICE)
    """What a reading of an official document can be imported as."""

    class Status(models.TextChoices):
        PREVIEW = "preview", "待确认"
        APPLIED = "applied", "已导入"
        WAITING = "waiting", "待第二人确认"
        UNDONE = "undone", "已撤销"
        DROPPED = "dropped", "已放弃"

    district = models.ForeignKey(District, verbose_name="区县", on_delete=models.PROTECT)
    source = models.ForeignKey(
        SourceDocument, verbose_name="原件", on_delete=models.PROTECT, related_name="runs"
    )
    plan = models.ForeignKey(
        AnnualPlan, verbose_name="年度方案", null=True, blank=True, on_delete=models.SET_NULL
    )
    kind = models.CharField("导入为", max_length=8, choices=Kind)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.PREVIEW)
    reading = models.JSONField("读取结果", encoder=ReadableJSON)
    corrections = models.JSONField("人工更正", default=dict, blank=True)
    outcome = models.JSONField("导入结果", default=dict, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField("开始时间")
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    applied_at = models.DateTimeField("导入时间", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "导入"
        verbose_name_plural = "导入"
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                name="import_confirmed_by_another",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("applied_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}（{self.get_kind_display()}）"

    _document: Reading | None = None

    @property
    def document(self) -> Reading:
        """What was read of the file; made once of the data it is kept as."""
        if self._document is None or self._document.record is not self.reading:
            self._document = from_record(self.reading)
        return self._document

    @property
    def district_code(self) -> str:
        return self.district.code


class Finding(models.Model):
    """A doubt a reading raised, and what was decided about it."""

    class Severity(models.TextChoices):
        ERROR = "error", "错误"
        WARNING = "warning", "请确认"
        NOTE = "note", "提示"

    run = models.ForeignKey(
        ImportRun, verbose_name="导入", on_delete=models.CASCADE, related_name="findings"
    )
    position = models.PositiveIntegerField("次序")
    severity = models.CharField("轻重", max_length=8, choices=Severity)
    code = models.CharField("代码", max_length=40)
    project_number = models.PositiveIntegerField("项目序号", null=True, blank=True)
    place = models.JSONField("位置", null=True, blank=True)
    printed = models.TextField("原文", null=True, blank=True)
    expected = models.TextField("应为", null=True, blank=True)
    message = models.TextField("说明")
    decision = models.CharField("处理", max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)

    class Meta:
        verbose_name = "疑点"
        verbose_name_plural = "疑点"
        ordering = ["run", "position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="finding_position_once"),
        ]

    def __str__(self) -> str:
        return self.message


class HistoryRow(models.Model):
    """One project of a past year as a ledger tells it: for looking up, never part of a plan or a notice."""

    district = models.ForeignKey(
        District, verbose_name="区县", on_delete=models.PROTECT, related_name="history"
    )
    year = models.PositiveIntegerField("年度")
    through_month = models.PositiveIntegerField("截至月份", default=12)
    number = models.PositiveIntegerField("序号")
    name = models.CharField("项目名称", max_length=120)
    category = models.CharField("类别", max_length=80, blank=True)
    units = models.CharField("责任单位", max_length=200, blank=True)
    target = models.TextField("年度目标任务", blank=True)
    investment_plan = models.DecimalField(
        "年度投资计划（万元）", max_digits=14, decimal_places=4, null=True, blank=True
    )
    invested = models.DecimalField(
        "完成投资（万元）", max_digits=14, decimal_places=4, null=True, blank=True
    )

    class Meta:
        verbose_name = "历年台账"
        verbose_name_plural = "历年台账"
        ordering = ["district", "-year", "-through_month", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "year", "through_month", "number"], name="history_row_once"
            ),
            models.CheckConstraint(name="history_month", condition=Q(through_month__range=(1, 12))),
            models.CheckConstraint(
                name="history_money_not_negative",
                condition=(Q(investment_plan__isnull=True) | Q(investment_plan__gte=0))
                & (Q(invested__isnull=True) | Q(invested__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年 {self.number} {self.name}"


class LongWorkQuerySet(models.QuerySet["LongWork"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(district__in=access.staff_districts(user))

    def unfinished(self) -> Self:
        return self.filter(state__in=LongWork.UNFINISHED)

    def open_to(self, user: User) -> Self:
        """Those whose page the person may open: the owner's, and of whoever has the same duty there."""
        confirms = Q(kind=LongWork.Kind.CONFIRM)
        return self.filter(
            (confirms & Q(district__in=access.districts_where(user, LongWork.CONFIRMING)))
            | (~confirms & Q(district__in=access.districts_where(user, LongWork.IMPORTING)))
        )


class LongWork(models.Model):
    """Work of the import desk that takes longer than a person likes to wait: carried out outside of the request.

    Whoever takes it has it until `lease_until`, by the machine's clock as `started_at` is, under the number of the attempt; what it writes
    and that it is done are one transaction, which only the newest attempt may commit. The file stands here only until
    it is read: one that cannot be read is not kept.
    """

    class Kind(models.TextChoices):
        READ = "read", "读取文件"
        ANSWER = "answer", "按更正重读"
        APPLY = "apply", "导入"
        CONFIRM = "confirm", "确认转入"
        READ_LEDGER = "ledger", "读取台账"
        APPLY_LEDGER = "store", "存入台账"

    class State(models.TextChoices):
        WAITING = "waiting", "等待开始"
        WORKING = "working", "正在进行"
        DONE = "done", "已办完"
        REFUSED = "refused", "没有办成"
        STOPPED = "stopped", "没有完成"

    UNFINISHED = (State.WAITING, State.WORKING)
    IMPORTING, CONFIRMING = access.Act.IMPORT, access.Act.CONFIRM_TAKE_OVER

    district = models.ForeignKey(District, verbose_name="区县", on_delete=models.PROTECT)
    kind = models.CharField("事项", max_length=8, choices=Kind)
    key = models.CharField("所办的是", max_length=80)
    name = models.CharField("文件名", max_length=200)
    year = models.PositiveIntegerField("年度", null=True, blank=True)
    data = models.BinaryField("内容", null=True, blank=True)
    seen = models.CharField("所见内容的摘要", max_length=64, blank=True)
    answers = models.JSONField("所作的回答", default=dict, blank=True)
    """Of a confirmation what was said to contradictions; of a re-reading all that was chosen and typed in the preview."""
    run = models.ForeignKey(
        ImportRun, verbose_name="导入", null=True, blank=True, on_delete=models.SET_NULL
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="经手", on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField("开始时间")
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    step = models.PositiveIntegerField("步骤", default=1)
    attempt = models.PositiveIntegerField("第几次", default=0)
    lease_until = models.DateTimeField("占用到", null=True, blank=True)
    said = models.TextField("结果", blank=True)

    objects = LongWorkQuerySet.as_manager()

    class Meta:
        verbose_name = "较久的办理"
        verbose_name_plural = "较久的办理"
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="long_work_once_at_a_time",
                fields=["district", "kind", "key"],
                condition=Q(state__in=("waiting", "working")),
            ),
            models.CheckConstraint(
                name="long_work_taken_has_lease",
                condition=~Q(state="working") | Q(lease_until__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state"], name="long_work_by_state")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}《{self.name}》"

    @property
    def district_code(self) -> str:
        return self.district.code

    @property
    def act(self) -> access.Act:
        """The duty it belongs to."""
        return self.CONFIRMING if self.kind == self.Kind.CONFIRM else self.IMPORTING

    @property
    def is_of_ledger(self) -> bool:
        return self.kind in (self.Kind.READ_LEDGER, self.Kind.APPLY_LEDGER)

    def is_interrupted(self, at: datetime) -> bool:
        """Whoever had it is gone: its lease ran out, or it was given up. Nothing of it is written."""
        lapsed = self.lease_until is not None and self.lease_until < at
        return self.state == self.State.STOPPED or (self.state == self.State.WORKING and lapsed)
