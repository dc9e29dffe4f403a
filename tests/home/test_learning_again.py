"""A critical change after she learned: who must learn it again, what she reads, and what ends it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import Workflow

from assessments.models import Checklist, Question
from certificates.due import Choice, Kind, due
from certificates.models import Certificate
from curriculum.insert_only import InsertOnlyError
from curriculum.models import CriticalChange, LessonPage, ModulePage, ProgrammeEdition
from tests import make
from tests.assessments.admin.editor import texts
from tests.assessments.pages import signed_in
from tests.certificates import papers
from trainees.models import Enrolment, EnrolmentRefused, Relearned, to_relearn

pytestmark = pytest.mark.django_db
#: Before and after anything is published here: signatures carry the real clock.
BEFORE, AFTER = make.NOW.replace(year=2000), make.NOW.replace(year=2100)
SAID = "A spot of blood is enough: she goes now."
LESSON = "/learn/p1/m1/l1/"


@pytest.fixture
def programme():
    return make.make_signed_programme()


@pytest.fixture
def enrolment(programme) -> Enrolment:
    """Lindiwe, who studied the lesson long ago."""
    enrolment = make.make_enrolment(make.make_trainee(make.make_cohort(programme)))
    enrolment.study(LessonPage.objects.get(), at=BEFORE)
    return enrolment


@pytest.fixture
def bahati(enrolment):
    return make.User.objects.get(username="bahati")


def change(thing, kind: str = "critical", said: str = SAID) -> CriticalChange | None:
    """It is edited, and Ruth signs that as this kind of change."""
    thing.save_revision()
    thing.refresh_from_db()
    make.sign(thing, change=kind, said=said)
    return CriticalChange.objects.order_by("pk").last()


def complete(enrolment) -> None:
    module = ModulePage.objects.get()
    enrolment.complete_module(module, by=enrolment.trainee.user, at=BEFORE, evidence={})


# What a critical change makes


@pytest.mark.parametrize("kind", ["wording", "meaning", ""])
def test_other_changes_ask_nobody_to_learn_again(enrolment, kind):
    assert change(LessonPage.objects.get(), kind) is None
    assert list(to_relearn(enrolment.pk)) == []


def test_critical_change_makes_an_edition_that_asks_for_the_same(programme, enrolment):
    first = programme.editions.get()
    programme.observations = 9
    programme.save_revision()  # a draft that waits is no part of it

    made = change(LessonPage.objects.get())

    edition = programme.editions.first()
    assert (edition.number, edition.change, edition.sha256) == (2, "critical", first.sha256)
    assert made.edition == edition
    needs = ["position", "kind", "module", "module_key", "number"]
    assert list(edition.requirements.values_list(*needs)) == list(
        first.requirements.values_list(*needs)
    )
    assert first.requirements.exists()
    assert str(made) == f"{edition}: M1 L1"


def test_change_before_anything_was_published_concerns_nobody():
    programme = make.make_programme()
    module = make.make_module(programme)
    make.sign(module)
    lesson = make.make_lesson(module)

    assert change(lesson) is None
    assert not ProgrammeEdition.objects.exists()


def test_change_is_written_once(enrolment):
    made = change(LessonPage.objects.get())

    with pytest.raises(InsertOnlyError):
        made.save()


# Who must learn it again


def test_who_learned_the_old_one_and_nobody_else(programme, enrolment):
    other = make.make_enrolment(make.make_trainee(enrolment.trainee.cohort, "Mary Phiri"))
    later = make.make_enrolment(make.make_trainee(enrolment.trainee.cohort, "Dede Otieno"))

    made = change(LessonPage.objects.get())
    later.study(made.lesson, at=AFTER)

    assert list(to_relearn(enrolment.pk)) == [made]
    assert list(to_relearn(other.pk)) == list(to_relearn(later.pk)) == []


def test_question_sends_her_to_its_lesson(enrolment):
    question = Question.objects.first()
    question.lesson = LessonPage.objects.get()

    made = change(question)

    assert (made.lesson, list(to_relearn(enrolment.pk))) == (question.lesson, [made])


@pytest.mark.parametrize("thing", [Checklist, ModulePage, Question])
def test_what_has_no_lesson_concerns_who_completed_the_module(enrolment, thing):
    made = change(thing.objects.first())
    assert (made.lesson, list(to_relearn(enrolment.pk))) == (None, [])

    complete(enrolment)
    assert list(to_relearn(enrolment.pk)) == [made]


def test_lesson_that_was_taken_away_is_asked_of_nobody(enrolment):
    made = change(LessonPage.objects.get())
    made.lesson.unpublish()

    assert list(to_relearn(enrolment.pk)) == []
    assert signed_in(enrolment.trainee.user).get("/learn/").context["step_url"] != LESSON


def test_lesson_that_was_moved_is_found_where_it_is(enrolment, programme):
    made = change(LessonPage.objects.get())
    other = make.make_module(programme, code="m2")
    make.sign(other)
    LessonPage.objects.get().move(other, pos="last-child")

    (found,) = to_relearn(enrolment.pk)
    assert (found, found.place) == (made, "M2 L1")
    phone = signed_in(enrolment.trainee.user)
    address = phone.get("/learn/").context["step_url"]
    assert address == "/learn/p1/m2/l1/"
    assert phone.get(address).status_code == 200


# What ends it


def test_reading_again_ends_it_once(enrolment):
    made = change(LessonPage.objects.get())

    for _ in range(2):
        enrolment.study(made.lesson, at=AFTER)

    row = Relearned.objects.get()
    assert (row.change, row.by, row.at) == (made, enrolment.trainee.user, AFTER)
    assert list(to_relearn(enrolment.pk)) == []
    assert enrolment.lesson_progress.get().studied_at == BEFORE
    newer = change(LessonPage.objects.get())
    assert list(to_relearn(enrolment.pk)) == [newer]


def test_trainer_goes_through_a_skill_with_her_once(enrolment, bahati):
    made = change(Checklist.objects.get())
    complete(enrolment)

    for _ in range(2):
        enrolment.relearn(made, by=bahati, at=AFTER)

    assert (Relearned.objects.get().by, list(to_relearn(enrolment.pk))) == (bahati, [])
    assert make.logged(enrolment).count("trainees.relearn") == 1


def test_nobody_reads_a_lesson_for_her(enrolment, bahati):
    made = change(LessonPage.objects.get())

    with pytest.raises(EnrolmentRefused) as refusal:
        enrolment.relearn(made, by=bahati, at=AFTER)

    assert refusal.value.reason == EnrolmentRefused.Reason.HERS_TO_READ
    assert not Relearned.objects.exists()


def test_who_is_withdrawn_is_refused(enrolment, bahati):
    made = change(Checklist.objects.get())
    enrolment.withdraw(by=bahati, at=make.NOW, reason="She moved away.")

    with pytest.raises(EnrolmentRefused) as refusal:
        enrolment.relearn(made, by=bahati, at=AFTER)

    assert refusal.value.reason == EnrolmentRefused.Reason.NOT_ACTIVE


def test_database_holds_once_each(enrolment, bahati):
    row = {
        "enrolment": enrolment,
        "change": change(Checklist.objects.get()),
        "by": bahati,
        "at": AFTER,
    }
    Relearned.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        Relearned.objects.create(**row)


# What she reads


def test_her_desk_leads_to_the_lesson_until_she_has_read_it_again(enrolment):
    phone = signed_in(enrolment.trainee.user)
    change(LessonPage.objects.get())

    desk = phone.get("/learn/")
    assert desk.context["step_url"] == LESSON
    assert desk.context["step"].sentence == (
        "Something important changed in module M1, lesson L1. Read it again."
    )
    assert desk.context["missing"][0] == "Module M1: read lesson L1 again. It changed."
    assert "Changed. Read it again" in phone.get("/learn/p1/m1/").text
    assert SAID in phone.get(LESSON).text

    reply = phone.post(LESSON, follow=True)
    assert reply.redirect_chain[-1][0] == "/learn/"
    assert "Saved. You have read it again." in reply.text
    assert "changed" not in reply.context["step"].sentence
    assert SAID not in phone.get(LESSON).text


def test_who_has_completed_is_led_there_too(enrolment, bahati):
    make.complete(enrolment, bahati)
    change(LessonPage.objects.get())
    Enrolment.objects.update(state="completed", completed_at=AFTER)

    desk = signed_in(enrolment.trainee.user).get("/learn/")

    assert (desk.context["step_url"], len(desk.context["missing"])) == (LESSON, 1)


def test_a_skill_that_changed_is_on_her_list_and_on_her_trainers_page(enrolment, bahati):
    complete(enrolment)
    change(Checklist.objects.get(), said="Two gloves now.")
    person = reverse("home:person", args=[enrolment.trainee.number])
    trainer = signed_in(bahati)

    phone = signed_in(enrolment.trainee.user).get("/learn/")
    assert phone.context["missing"][0] == (
        "Module M1: something important changed. Two gloves now. Ask your trainer about it."
    )
    (button,) = texts(trainer.get(person), "//div[contains(@class, 'notice')]//button")
    assert button == "I went through it with her"

    address = reverse("trainees:relearn", args=[enrolment.trainee.number, enrolment.pk])
    for said in (CriticalChange.objects.get().pk, CriticalChange.objects.get().pk, "x", ""):
        assert trainer.post(address, {"change": said}).status_code == 302
    assert Relearned.objects.get().by == bahati
    assert texts(trainer.get(person), "//div[contains(@class, 'notice')]//button") == []


def test_another_trainer_finds_nothing(enrolment):
    made = change(Checklist.objects.get())
    address = reverse("trainees:relearn", args=[enrolment.trainee.number, enrolment.pk])

    stranger = signed_in(make.make_trainer("tendai", country=make.Country.KENYA))
    assert stranger.post(address, {"change": made.pk}).status_code == 404
    assert not Relearned.objects.exists()


def test_nothing_else_is_asked_so_nobody_is_offered_to_move_up(enrolment):
    change(LessonPage.objects.get())

    assert enrolment.newer_edition() is None


# What HR reads


def test_update_of_a_certificate_is_due_until_she_has_read_it_again():
    certificate = papers.make_certificate()
    enrolment = certificate.enrolment
    chris = make.make_hr(country=certificate.enrolment.trainee.country)
    choice, today = Choice(Kind.UPDATE), certificate.issued_on

    lesson = LessonPage.objects.first()
    enrolment.lesson_progress.all().delete()
    enrolment.study(lesson, at=BEFORE)
    other = papers.make_certificate("Mary Phiri")  # studied after the change, or never
    other.enrolment.lesson_progress.all().delete()
    assert list(due(chris, choice, today)) == []

    change(lesson)
    assert list(due(chris, choice, today)) == [certificate]
    enrolment.study(lesson, at=AFTER)
    assert list(due(chris, choice, today)) == []
    assert Certificate.objects.count() == 2


def test_moment_is_that_of_the_publication(enrolment):
    made = change(LessonPage.objects.get())

    assert made.at == LessonPage.objects.get().last_published_at
    assert abs(made.at - dt.datetime.now(dt.UTC)) < dt.timedelta(hours=1)


# What whoever signs is asked


@pytest.fixture
def state(enrolment):
    """The lesson in review."""
    lesson = LessonPage.objects.get()
    lesson.title = "Another title"
    lesson.save_revision(user=make.make_author())
    lesson.refresh_from_db()
    return Workflow.objects.get(active=True).start(lesson, lesson.owner).current_task_state


def dialog(state, said: str | None = None, action: str = "approve_critical"):
    ruth = signed_in(make.User.objects.get(username="ruth"))
    lesson = LessonPage.objects.get()
    address = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, action, state.pk])
    if said is None:
        return ruth.get(address)
    fields = {"comment": "", "said": said, "warnings_read": "on"}
    return ruth.post(address, fields, headers={"x-requested-with": "XMLHttpRequest"})


def test_critical_change_asks_what_is_new(state):
    assert "What is new, for those who learned the old" in dialog(state).json()["html"]
    assert "What is new" not in dialog(state, action="approve_meaning").json()["html"]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("", "This field is required."),
        ("x" * 301, "at most 300 characters"),
        ("Talk with the defaulter.", "Say this in other words: defaulter."),
        ("Give 600 mg.", "Say this in other words: 600 mg."),
    ],
)
def test_what_nobody_may_read_is_refused(state, said, error):
    assert error in dialog(state, said).json()["html"]
    assert not CriticalChange.objects.exists()


def test_what_she_says_stands_on_the_signature_and_in_the_change(state, enrolment):
    reply = dialog(state, SAID).json()
    assert reply["step"] == "success", reply["html"]

    (made,) = to_relearn(enrolment.pk)
    assert (made.sign_off.said, made.sign_off.change) == (SAID, "critical")
    page = signed_in(make.User.objects.get(username="ruth")).get(
        reverse("signatures", args=["page", made.lesson.pk])
    )
    assert f"To those who learned the old one: {SAID}" in page.text


def test_nobody_goes_round_the_question(state):
    task = state.task.specific

    with pytest.raises(PermissionDenied):
        task.on_action(
            state, make.User.objects.get(username="ruth"), "approve_critical", comment=""
        )

    assert not CriticalChange.objects.exists()
