"""The notice as a plain Django project would keep it: rows in tables, read anew for every request."""

from __future__ import annotations

from django.db import models


class District(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=40)
    commission = models.CharField(max_length=80)


class Notice(models.Model):
    district = models.ForeignKey(District, on_delete=models.CASCADE)
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    lead = models.TextField(blank=True)
    source = models.CharField(max_length=80)
    published_at = models.DateTimeField()
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    contact_name = models.CharField(max_length=40)
    contact_phone = models.CharField(max_length=40)


class Attachment(models.Model):
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="files")
    form = models.CharField(max_length=6)


class Category(models.Model):
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="categories")
    name = models.CharField(max_length=80)
    order = models.PositiveIntegerField()


class Unit(models.Model):
    district = models.ForeignKey(District, on_delete=models.CASCADE)
    name = models.CharField(max_length=80)


class Row(models.Model):
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    target = models.TextField()
    progress = models.TextField()
    investment_plan = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    invested = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    remark = models.TextField(blank=True)
    units = models.ManyToManyField(Unit)

    @property
    def ratio(self):
        if not self.investment_plan or self.invested is None:
            return None
        return self.invested / self.investment_plan * 100


class Measure(models.Model):
    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="measures")
    label = models.CharField(max_length=80)
    target = models.CharField(max_length=20, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    reported = models.CharField(max_length=20, blank=True)
