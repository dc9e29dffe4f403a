"""The root of the tree. It is never served; the programmes hang below it."""

from django.db import models
from wagtail.models import Page


class HomePage(Page):
    """The unserved root of one language's programmes."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["curriculum.ProgrammePage"]
    max_count_per_parent = 1


class LoadedItem(models.Model):
    """What ``load_curriculum`` last wrote for one item of the files: so that it never overwrites an edit.

    ``state`` is what the item was right after loading: the id of its revision, or (for what has no
    revisions) the hash of its values. An item whose state differs was edited by somebody. ``said`` is
    what the file said, so that it can be written again to the letter: names of options and objectives
    and how a number was spelt have no column. Null: loaded before this was kept. Personal data: none.
    """

    path = models.CharField(max_length=120, unique=True)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=64)
    said = models.JSONField(null=True)

    def __str__(self):
        return self.path
