"""Takes one guard away when the application starts."""

import os
import time
from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace

from django.apps import AppConfig


class LoosenedConfig(AppConfig):
    name = "tests.loosened"

    def ready(self):
        GUARDS[os.environ["GUARD_OFF"]]()


def close_in_two_steps():
    """Handing in asks first and writes later, instead of both in one statement."""
    from assessments.models import Attempt

    def close(self, at):
        now = Attempt.objects.get(pk=self.pk)
        time.sleep(0.2)
        if not now.is_in_progress:
            return 0
        return Attempt.objects.filter(pk=self.pk).update(state="graded", submitted_at=at)

    Attempt._close = close


def start_without_lock():
    """Starting locks no row."""
    from django.db.models import QuerySet

    from assessments.models.attempt_manager import AttemptManager

    QuerySet.select_for_update = lambda self, **how: self
    draw = AttemptManager._draw

    def slow_draw(self, *args):
        time.sleep(0.2)
        return draw(self, *args)

    AttemptManager._draw = slow_draw


def open_without_lock():
    """Opening for translation asks whether a sheet is there, and makes one a moment later, unlocked."""
    from django.db.models import QuerySet

    from curriculum.models import word_sheet

    QuerySet.select_for_update = lambda self, **how: self
    word_sheet.transaction = SimpleNamespace(atomic=nullcontext)
    take = word_sheet.WordSheet.take

    def slow_take(self, subject):
        time.sleep(1)  # between asking and writing
        take(self, subject)

    word_sheet.WordSheet.take = slow_take


def arrival_order():
    """What a phone counts is ignored: whatever arrives last counts."""
    from assessments.models import Attempt

    keep = Attempt.save_answers
    Attempt.save_answers = lambda self, posting: keep(self, replace(posting, sequence=None))


def phone_clock():
    """The phone says how late it is."""
    from assessments.models import Attempt

    keep = Attempt.save_answers
    Attempt.save_answers = lambda self, posting: keep(
        self, replace(posting, at=posting.said_at or posting.at)
    )


def no_deadline():
    """The server never says that the time is up."""
    from assessments.models import Attempt

    Attempt.is_over = lambda self, at: False


def closed_is_lost():
    """What comes after handing in is refused, as if nothing had been said."""
    from assessments.models import Attempt, AttemptRefused

    keep = Attempt.save_answers

    def save_answers(self, posting):
        if not Attempt.objects.get(pk=self.pk).is_in_progress:
            raise AttemptRefused(AttemptRefused.Reason.NOT_OPEN_ANY_MORE)
        return keep(self, posting)

    Attempt.save_answers = save_answers


def propose_without_lock():
    """Proposing asks first and writes later, and locks nothing."""
    from certificates.models import Placement, placement_manager

    placement_manager.lock_certificate = _only_read
    placement_manager.transaction = SimpleNamespace(atomic=nullcontext)
    Placement.refuse_overlap = _slowly(Placement.refuse_overlap)


def place_without_lock():
    """Beginning asks first and writes later, and locks nothing."""
    from certificates.models import Placement, placement

    placement.transaction = SimpleNamespace(atomic=nullcontext)
    Placement.lock = lambda self, by: Placement.objects.get(pk=self.pk)
    Placement.refuse_unless = _slowly(Placement.refuse_unless)


def enter_without_lock():
    """Writing a contact down asks first and writes later, and locks nothing."""
    from trainees.models import Enrolment, practicum

    practicum.transaction = SimpleNamespace(atomic=nullcontext)
    Enrolment.lock = lambda self: Enrolment.objects.get(pk=self.pk)
    manager = practicum.PracticumManager
    manager._refuse_unless_wanted = _slowly(manager._refuse_unless_wanted)


def _only_read(certificate_id):
    from certificates.models import Certificate

    return Certificate.objects.get(pk=certificate_id)


def _slowly(check):
    def checked(*args):
        check(*args)
        time.sleep(0.8)  # a busy machine must not space them out

    return checked


GUARDS = {
    guard.__name__: guard
    for guard in (
        close_in_two_steps,
        start_without_lock,
        arrival_order,
        phone_clock,
        no_deadline,
        closed_is_lost,
        propose_without_lock,
        place_without_lock,
        enter_without_lock,
        open_without_lock,
    )
}
