"""Groups of words that the public search takes for one another."""

from __future__ import annotations

from django.db import models

from accounts.names import validate_name


class SearchWordGroup(models.Model):
    """自来水、供水、饮水: whoever asks for one finds the others too, and is told so. For the whole installation."""

    words = models.CharField("同义词", max_length=120, unique=True, validators=[validate_name])
    """Divided by 、, as `projects.search_words` reads them."""

    class Meta:
        verbose_name = "查找同义词"
        verbose_name_plural = "查找同义词"
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words
