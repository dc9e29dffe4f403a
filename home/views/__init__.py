"""The desks that join rooms, the front door, and the door for invited reviewers."""

from home.views.desks import desk, healthz, learn, person, start, styleguide
from home.views.review import review, review_close, review_page, review_read

__all__ = [
    "desk",
    "healthz",
    "learn",
    "person",
    "review",
    "review_close",
    "review_page",
    "review_read",
    "start",
    "styleguide",
]
