"""The root of the tree. It is never served; the programmes hang below it."""

from wagtail.models import Page


class HomePage(Page):
    """The unserved root of one language's programmes."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["curriculum.ProgrammePage"]
    max_count_per_parent = 1
