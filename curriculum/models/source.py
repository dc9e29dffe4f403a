"""Where a fact comes from."""

from django.db import models


class Source(models.Model):
    """One publication that facts point at. Never deleted while a page refers to it."""

    code = models.SlugField(max_length=12, unique=True, help_text="Short name, e.g. S1.")
    title = models.CharField(max_length=250)
    publisher = models.CharField(max_length=150, blank=True)
    edition = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    address = models.URLField(max_length=500, blank=True)
    how_read = models.CharField(
        max_length=300, blank=True, help_text="How we read it: the original, or a restatement."
    )

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return f"{self.code} {self.title}"
