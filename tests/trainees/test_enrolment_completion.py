"""How an enrolment is completed: module by module, then the one signal that goes up."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from certificates.models import Certificate
from curriculum.models import ModulePage
from tests import make
from trainees.models import Completion, Enrolment, EnrolmentRefused, EnrolmentState
from trainees.progress import Missing, Need
from trainees.signals import enrolment_completed

pytestmark = pytest.mark.django_db

Reason = EnrolmentRefused.Reason
LATER = make.NOW + dt.timedelta(days=1)
EVIDENCE = {"quiz": {"edition": 1}, "observed_by": ["bahati"]}


@pytest.fixture
def enrolment():
    programme = make.make_programme()
    for code in ("m1", "m2"):
        make.sign(make.make_module(programme, code))
    make.sign(programme)
    return make.make_enrolment(make.make_trainee(make.make_cohort(programme)))


@pytest.fixture
def bahati(enrolment):
    return make.User.objects.get(username="bahati")


def module(code: str) -> ModulePage:
    return ModulePage.objects.get(slug=code)


def complete(enrolment, code: str, by, at=make.NOW):
    return enrolment.complete_module(module(code), by=by, at=at, evidence=EVIDENCE)


@contextmanager
def listening(receiver):
    enrolment_completed.connect(receiver)
    try:
        yield
    finally:
        enrolment_completed.disconnect(receiver)


@pytest.fixture
def heard():
    """What the signal said: who was completed when, and whether inside a transaction."""
    calls = []

    def note(sender, enrolment, at, **kwargs):
        inside = connection.in_atomic_block and len(connection.savepoint_ids) > 0
        calls.append((sender, enrolment.pk, enrolment.state, at, inside))

    with listening(note):
        yield calls


def test_complete_module_freezes_the_evidence_and_is_logged(enrolment, bahati, heard):
    done = complete(enrolment, "m1", bahati)
    done.refresh_from_db()
    assert (done.module, done.module_key) == (module("m1"), module("m1").translation_key)
    assert (done.completed_at, done.evidence) == (make.NOW, EVIDENCE)
    assert str(done) == f"{enrolment} completed {done.module_id}"
    assert make.logged(enrolment) == ["trainees.enrol", "trainees.complete_module"]
    assert (enrolment.state, heard) == (EnrolmentState.ACTIVE, [])


def test_complete_module_twice_returns_the_first(enrolment, bahati):
    first = complete(enrolment, "m1", bahati)
    again = enrolment.complete_module(module("m1"), by=bahati, at=LATER, evidence={})
    assert (again, again.completed_at, again.evidence) == (first, make.NOW, EVIDENCE)
    assert make.logged(enrolment).count("trainees.complete_module") == 1


def test_complete_module_refuses_a_module_of_another_programme(enrolment, bahati):
    make.make_module(make.make_programme("p2"), "m9")
    with pytest.raises(EnrolmentRefused) as refusal:
        complete(enrolment, "m9", bahati)
    assert (refusal.value.reason, Completion.objects.count()) == (Reason.NOT_REQUIRED, 0)


def test_complete_module_refuses_a_module_that_came_later(enrolment, bahati):
    programme = enrolment.programme
    make.sign(make.make_module(programme, "m3"))
    programme.refresh_from_db()
    programme.save_revision()
    make.sign(programme)
    with pytest.raises(EnrolmentRefused) as refusal:
        complete(enrolment, "m3", bahati)
    assert (refusal.value.reason, Completion.objects.count()) == (Reason.NOT_REQUIRED, 0)


@pytest.mark.parametrize("state", [EnrolmentState.WITHDRAWN, EnrolmentState.COMPLETED])
def test_complete_module_refuses_an_enrolment_that_is_not_active(enrolment, bahati, state):
    moment = make.NOW if state == EnrolmentState.COMPLETED else None
    Enrolment.objects.update(state=state, completed_at=moment)  # since the caller read it
    with pytest.raises(EnrolmentRefused) as refusal:
        complete(enrolment, "m1", bahati)
    assert (refusal.value.reason, Completion.objects.count()) == (Reason.NOT_ACTIVE, 0)


def test_complete_module_rolled_back_leaves_nothing(enrolment, bahati):
    with make.rolled_back():
        complete(enrolment, "m1", bahati)
        assert Completion.objects.count() == 1
    assert (Completion.objects.count(), make.logged(enrolment)) == (0, ["trainees.enrol"])


def test_completed_once_is_kept_by_the_database(enrolment, bahati):
    done = complete(enrolment, "m1", bahati)
    with pytest.raises(IntegrityError), transaction.atomic():
        enrolment.completions.create(
            module=done.module, module_key=done.module_key, completed_at=LATER, evidence={}
        )
    assert list(Completion.objects.all()) == [done]


def test_last_completion_completes_and_sends_the_signal_in_its_transaction(
    enrolment, bahati, heard
):
    enrolment.note_assessors(["bahati", "tendai"], by=bahati, at=make.NOW)
    complete(enrolment, "m1", bahati)
    assert heard == []
    complete(enrolment, "m2", bahati, at=LATER)
    assert (enrolment.state, enrolment.completed_at) == (EnrolmentState.COMPLETED, LATER)
    assert heard == [(Enrolment, enrolment.pk, EnrolmentState.COMPLETED, LATER, True)]
    assert make.logged(enrolment)[-2:] == ["trainees.complete_module", "trainees.complete"]
    complete(enrolment, "m2", bahati, at=LATER)
    assert len(heard) == 1


def test_last_assessor_completes_too(enrolment, bahati, heard):
    for code in ("m1", "m2"):
        complete(enrolment, code, bahati)
    enrolment.note_assessors(["bahati"], by=bahati, at=make.NOW)
    assert (enrolment.state, heard) == (EnrolmentState.ACTIVE, [])
    enrolment.note_assessors(["bahati", "tendai"], by=bahati, at=LATER)
    assert (enrolment.state, enrolment.completed_at) == (EnrolmentState.COMPLETED, LATER)
    assert heard == [(Enrolment, enrolment.pk, EnrolmentState.COMPLETED, LATER, True)]


def test_last_completion_rolled_back_leaves_her_active(enrolment, bahati):
    enrolment.note_assessors(["bahati", "tendai"], by=bahati, at=make.NOW)
    complete(enrolment, "m1", bahati)
    with make.rolled_back():
        complete(enrolment, "m2", bahati)
        assert enrolment.state == EnrolmentState.COMPLETED
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.completed_at) == (EnrolmentState.ACTIVE, None)
    assert "trainees.complete" not in make.logged(enrolment)


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["tendai", "bahati", "bahati"], ["bahati", "tendai"]),
        (["bahati"], ["bahati"]),  # tendai's observation was voided meanwhile
        ([], []),
    ],
)
def test_note_assessors_keeps_whoever_counts_now(enrolment, bahati, names, kept):
    enrolment.note_assessors(["bahati", "tendai"], by=bahati, at=make.NOW)
    enrolment.note_assessors(names, by=bahati, at=make.NOW)
    assert Enrolment.objects.get().assessors == kept


def test_note_assessors_alone_completes_no_module(enrolment, bahati):
    enrolment.note_assessors(["bahati", "tendai"], by=bahati, at=make.NOW)
    assert [gap.need.kind for gap in enrolment.missing()] == ["module", "module"]


@pytest.mark.parametrize("state", [EnrolmentState.WITHDRAWN, EnrolmentState.COMPLETED])
def test_note_assessors_leaves_an_enrolment_that_is_not_active(enrolment, bahati, state):
    moment = make.NOW if state == EnrolmentState.COMPLETED else None
    Enrolment.objects.update(state=state, completed_at=moment)
    enrolment.note_assessors(["bahati"], by=bahati, at=LATER)
    assert Enrolment.objects.get().assessors == []


def test_note_assessors_rolled_back_changes_nothing(enrolment, bahati):
    with make.rolled_back():
        enrolment.note_assessors(["bahati"], by=bahati, at=make.NOW)
    assert Enrolment.objects.get().assessors == []


def test_missing_tells_what_and_how_much(enrolment, bahati, django_assert_num_queries):
    complete(enrolment, "m1", bahati)
    enrolment.note_assessors(["bahati"], by=bahati, at=make.NOW)
    with django_assert_num_queries(2):
        missing = enrolment.missing()
    key = str(module("m2").translation_key)
    assert missing == [
        Missing(Need("module", key, 1), 0),
        Missing(Need("assessors", "", 2), 1),
    ]


def ready_for_the_last(enrolment, bahati) -> None:
    enrolment.note_assessors(["bahati", "tendai"], by=bahati, at=make.NOW)
    complete(enrolment, "m1", bahati)


def break_the_database(*args, **kwargs):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM nowhere")


def test_receiver_that_fails_does_not_harm_the_completion(enrolment, bahati, monkeypatch, caplog):
    monkeypatch.setattr(type(Certificate.objects), "issue", break_the_database)
    ready_for_the_last(enrolment, bahati)
    complete(enrolment, "m2", bahati)
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.completions.count()) == (EnrolmentState.COMPLETED, 2)
    assert Certificate.objects.count() == 0
    assert [record.getMessage() for record in caplog.records] == [
        f"No certificate for enrolment {enrolment.pk} yet"
    ]


def test_receiver_without_its_guard_would_take_the_completion_away(enrolment, bahati):
    ready_for_the_last(enrolment, bahati)
    with listening(break_the_database), pytest.raises(DatabaseError, match="nowhere"):
        complete(enrolment, "m2", bahati)
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.completions.count()) == (EnrolmentState.ACTIVE, 1)
