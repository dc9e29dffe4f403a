"""Contacts of the practicum: who writes them down, which count, and what they complete."""

from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from curriculum.insert_only import InsertOnlyError
from curriculum.models import Country
from tests import make
from tests.trainees.practice import DAY, bahati, enter, make_enrolment
from trainees.models import (
    Enrolment,
    EnrolmentState,
    PracticumEntry,
    PracticumRefused,
    PracticumVoid,
    Site,
)
from trainees.models.practicum import MOST_A_DAY
from trainees.progress import Missing, Need, Practice
from trainees.signals import enrolment_completed

pytestmark = pytest.mark.django_db
Reason = PracticumRefused.Reason
Kind, Why = PracticumEntry.Kind, PracticumVoid.Reason


@pytest.fixture
def enrolment():
    return make_enrolment(conduct=())


@pytest.fixture
def heard():
    calls = []

    def note(sender, enrolment, at, **kwargs):
        calls.append((enrolment.pk, at))

    enrolment_completed.connect(note)
    yield calls
    enrolment_completed.disconnect(note)


@contextmanager
def refused(reason):
    before = PracticumEntry.objects.count()
    with pytest.raises(PracticumRefused) as refusal:
        yield
    assert (refusal.value.reason, PracticumEntry.objects.count()) == (reason, before)


def elsewhere() -> Site:
    return Site.objects.create(code="far", name="Far away", country=Country.KENYA)


def test_entry_says_what_was_seen_and_is_logged(enrolment):
    uuid = uuid4()
    entry = enter(enrolment, uuid=uuid, kind=Kind.GROUP)
    entry.refresh_from_db()
    assert (entry.uuid, entry.enrolment, entry.kind) == (uuid, enrolment, "group")
    assert (entry.seen_on, entry.entered_at) == (make.NOW.date(), make.NOW)
    assert (entry.site.code, entry.witnessed_by, entry.is_void) == ("site-xd", bahati(), False)
    assert make.logged(enrolment) == ["trainees.enrol", "trainees.enter_contact"]
    assert str(entry) == f"{enrolment} contact"


def test_missing_tells_how_many_count_in_three_queries(enrolment, django_assert_num_queries):
    enter(enrolment)
    enrolment = Enrolment.objects.with_people().get(pk=enrolment.pk)
    with django_assert_num_queries(3):
        assert enrolment.missing() == [Missing(Need("contacts", "", 2), 1)]


def test_last_contact_completes_exactly_once(enrolment, heard):
    enter(enrolment)
    assert (enrolment.state, heard) == (EnrolmentState.ACTIVE, [])
    uuid = uuid4()
    last = enter(enrolment, uuid=uuid, at=make.NOW + DAY)
    again = enter(enrolment, uuid=uuid, at=make.NOW + DAY)
    assert (again, enrolment.state) == (last, EnrolmentState.COMPLETED)
    assert heard == [(enrolment.pk, make.NOW + DAY)]
    assert make.logged(enrolment).count("trainees.complete") == 1
    assert enrolment.certificates.count() == 1


def test_sent_twice_counts_once(enrolment):
    uuid = uuid4()
    assert enter(enrolment, uuid=uuid) == enter(enrolment, uuid=uuid, kind=Kind.GROUP)
    assert (enrolment.practice().contacts, PracticumEntry.objects.get().kind) == (1, "feeding")


def test_uuid_is_unique_in_the_database_too(enrolment):
    entry = enter(enrolment)
    values = {field.attname: getattr(entry, field.attname) for field in entry._meta.fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        PracticumEntry(**values | {"id": None}).save()


def test_a_form_of_another_trainer_or_woman_is_refused(enrolment):
    uuid = uuid4()
    enter(enrolment, uuid=uuid)
    nomsa = make.make_enrolment(make.make_trainee(enrolment.trainee.cohort, "Nomsa Dlamini"))
    tendai = make.make_trainer("tendai", cohort=enrolment.trainee.cohort)
    with refused(Reason.FORM_USED):
        enter(nomsa, uuid=uuid)
    with refused(Reason.FORM_USED):
        enter(enrolment, tendai, uuid=uuid)


def test_nobody_writes_down_her_own(enrolment):
    make.StaffScope.objects.create(
        user=enrolment.trainee.user, role="trainer", cohort=enrolment.trainee.cohort
    )
    with refused(Reason.HERSELF):
        enter(enrolment, enrolment.trainee.user)


def test_trainer_of_another_cohort_writes_and_voids_nothing(enrolment):
    other = make.make_cohort(enrolment.programme, "c2")
    tendai = make.make_trainer("tendai", cohort=other)
    entry = enter(enrolment)
    with refused(Reason.NOT_HER_TRAINER):
        enter(enrolment, tendai)
    with refused(Reason.NOT_HER_TRAINER):
        entry.void(by=tendai, at=make.NOW, reason=Why.TWICE)
    make.StaffScope.objects.create(user=tendai, role="trainer", cohort=enrolment.trainee.cohort)
    assert enter(enrolment, tendai).witnessed_by == tendai


def test_site_is_one_that_she_looks_after(enrolment):
    with refused(Reason.NOT_YOUR_SITE):
        enter(enrolment, site=elsewhere())
    make.StaffScope.objects.create(user=bahati(), role="trainer", site=Site.objects.get(code="far"))
    assert enter(enrolment, site=Site.objects.get(code="far")).site.code == "far"


@pytest.mark.parametrize(
    ("days", "reason"), [(-1, Reason.BEFORE_ENROLMENT), (4, Reason.DAY_TO_COME)]
)
def test_day_lies_between_enrolment_and_today(enrolment, days, reason):
    at = make.NOW + 3 * DAY
    with refused(reason):
        enter(enrolment, at=at, seen_on=(make.NOW + days * DAY).date())
    for good in (0, 3):
        enter(enrolment, at=at, seen_on=(make.NOW + good * DAY).date())
    assert enrolment.practice().contacts == 2


def test_a_trainer_sees_so_many_a_day_and_no_more():
    enrolment = make_enrolment(contacts=30)
    tendai = make.make_trainer("tendai", cohort=enrolment.trainee.cohort)
    entries = [enter(enrolment) for _ in range(MOST_A_DAY)]
    with refused(Reason.TOO_MANY):
        enter(enrolment)
    enter(enrolment, tendai)
    enter(enrolment, at=make.NOW + DAY)
    entries[0].void(by=bahati(), at=make.NOW, reason=Why.TWICE)
    enter(enrolment)
    assert enrolment.practice().contacts == MOST_A_DAY + 2


@pytest.mark.parametrize("end", ["completed", "withdrawn"])
def test_enrolment_that_is_not_active_takes_no_more(enrolment, end):
    uuid = uuid4()
    first = enter(enrolment, uuid=uuid)
    if end == "completed":
        enter(enrolment)
    else:
        enrolment.withdraw(by=bahati(), at=make.NOW, reason="x")
    with refused(Reason.NOT_ACTIVE):
        enter(enrolment)
    assert enter(enrolment, uuid=uuid) == first


def test_programme_that_asks_for_none_takes_none():
    with refused(Reason.NOT_ASKED):
        enter(make_enrolment(contacts=0))


def test_enrolment_in_an_older_edition_is_not_asked(django_assert_num_queries):
    enrolment = make_enrolment(contacts=0, conduct=(), assessors=1)
    programme = enrolment.programme
    programme.contacts = 15
    programme.save_revision()
    make.sign(programme)
    with refused(Reason.NOT_ASKED):
        enter(enrolment)
    with django_assert_num_queries(2):
        assert [gap.need.kind for gap in enrolment.missing()] == ["assessors"]
    newer = make.make_enrolment(make.make_trainee(enrolment.trainee.cohort, "Nomsa Dlamini"))
    assert [gap.need.kind for gap in newer.missing()] == ["assessors", "contacts"]


def test_rolled_back_leaves_nothing(enrolment):
    with make.rolled_back():
        enter(enrolment)
    assert (enrolment.practice(), make.logged(enrolment)) == (Practice(), ["trainees.enrol"])


def test_void_takes_it_out_of_the_count_and_keeps_it(enrolment):
    entry = enter(enrolment)
    gone = entry.void(by=bahati(), at=make.NOW + DAY, reason=Why.NOT_SEEN)
    entry = PracticumEntry.objects.get()
    assert (entry.is_void, entry.voided, enrolment.practice().contacts) == (True, gone, 0)
    assert (gone.reason, gone.by, gone.at) == ("not_seen", bahati(), make.NOW + DAY)
    assert make.logged(enrolment)[-1] == "trainees.void_contact"
    assert str(gone) == f"{entry} void"


def test_void_twice_is_quiet(enrolment):
    entry = enter(enrolment)
    first = entry.void(by=bahati(), at=make.NOW, reason=Why.TWICE)
    assert entry.void(by=bahati(), at=make.NOW, reason=Why.NOT_SEEN) == first
    assert (first.reason, make.logged(enrolment).count("trainees.void_contact")) == ("twice", 1)


def test_void_by_herself_is_refused(enrolment):
    entry = enter(enrolment)
    with refused(Reason.HERSELF):
        entry.void(by=enrolment.trainee.user, at=make.NOW, reason=Why.TWICE)


def test_void_after_completion_takes_nothing_back(enrolment):
    first, _ = enter(enrolment), enter(enrolment)
    first.void(by=bahati(), at=make.NOW, reason=Why.NOT_SEEN)
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.practice().contacts) == (EnrolmentState.COMPLETED, 1)
    assert enrolment.certificates.count() == 1


@pytest.mark.parametrize("model", [PracticumEntry, PracticumVoid])
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_rows_are_written_once_for_model_and_database(enrolment, model, verb):
    enter(enrolment).void(by=bahati(), at=make.NOW, reason=Why.TWICE)
    row, table = model.objects.get(), model._meta.db_table
    for change in (row.save, row.delete):
        with pytest.raises(InsertOnlyError):
            change()
    with pytest.raises(DatabaseError, match="insert-only"):
        run(verb.format(table))
    drop_triggers(table)
    assert run(f"UPDATE {table} SET id = id") == 1


def run(statement: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def drop_triggers(table: str) -> None:
    is_sqlite = connection.vendor == "sqlite"
    names = ["no_update", "no_delete"] if is_sqlite else ["insert_only"]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER {table}_{name}{'' if is_sqlite else f' ON {table}'}")
