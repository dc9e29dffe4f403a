"""What Wagtail's own dialog for approving lacks: what changed, and whom it touches."""

from django import template
from django.utils import timezone

from home.review_desk import Waiting, about

register = template.Library()


@register.simple_tag
def about_draft(task_state) -> Waiting:
    """The draft that somebody is about to approve."""
    return about(task_state.revision, timezone.localdate())
