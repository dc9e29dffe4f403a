"""A draft in review that somebody at an invented ministry has read: so that "Signatures" shows something."""

import datetime as dt
from uuid import uuid4

from wagtail.models import Workflow

from curriculum.models import LessonPage
from home.invited import drafts_of
from home.models import ReviewLink
from home.roles import WORKFLOW
from trainees.models import User

HERSELF = {"who": "A. Example", "role": "Adviser"}


def build(author: User, at: dt.datetime) -> None:
    """One changed lesson, sent to be signed and to an invited reviewer, who asks for a change."""
    lesson = LessonPage.objects.live().order_by("-path").first()
    if lesson is None or ReviewLink.objects.exists():
        return
    lesson.minutes += 5
    lesson.summary = f"{lesson.summary} (A draft for the demonstration.)"[:250]
    lesson.save_revision(user=author)
    lesson.refresh_from_db()
    Workflow.objects.get(name=WORKFLOW).start(lesson, author)
    link, _ = ReviewLink.objects.make(
        shown=drafts_of(lesson, with_notes=False, with_keys=False),
        name="A. Example",
        office="Demonstration ministry",
        by=author,
        at=at,
    )
    link.open(at=at)
    text = "Five minutes more are too much for a busy clinic."
    link.comment(page=link.pages.get(), text=text, at=at, post=uuid4(), **HERSELF)
    link.decide(approves=False, text="Keep the old time.", at=at, post=uuid4(), **HERSELF)
