"""The page "Signatures" and the dialog of whoever approves: what changed, whom it touches, who signed."""

import pytest
from django.urls import reverse
from lxml import html
from wagtail.models import Workflow

from assessments.models import Question, Quiz
from curriculum.models import LanguageReview, LessonPage, ProgrammePage
from home.touched import Touched, touched_by
from tests import make
from tests.assessments.admin.editor import texts
from tests.assessments.pages import signed_in

pytestmark = pytest.mark.django_db
QUERIES = 16


@pytest.fixture
def programme():
    return make.make_signed_programme()


@pytest.fixture
def amara(programme):
    return make.make_author()


def edited(amara, thing, **values):
    """A draft that is in review; gives the state of the reviewer's task."""
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save_revision(user=amara)
    thing.refresh_from_db()
    return Workflow.objects.get(active=True).start(thing, amara).current_task_state


def address(kind: str, thing) -> str:
    return reverse("signatures", args=[kind, thing.pk])


def ruth():
    return signed_in(make.User.objects.get(username="ruth"))


def test_page_says_what_waits_and_who_signed_what(programme, amara):
    edited(amara, LessonPage.objects.get(), title="New")

    reply = ruth().get(address("page", LessonPage.objects.get()))

    assert texts(reply, "//section/h2 | //article/h3") == [
        "Not published yet",
        "Signed",
        "2 March 2099",
        "Ask somebody without an account",
    ]
    assert texts(reply, "//ul[@class='changed']/li") == [
        "The title changed from “Lesson l1” to “New”.",
        "Nothing of this was signed before: all of it is new.",
    ]
    assert texts(reply, "//article/p") == ["Ruth, Clinical reviewer."]


def test_what_was_signed_is_read_later_with_its_kind(programme, amara):
    edited(amara, programme, hours=41)
    make.sign(programme, change="critical")

    reply = ruth().get(address("page", programme))

    assert texts(reply, "//article/p")[0] == (
        "Ruth, Clinical reviewer. Critical fact: who learned the old one must learn it again."
    )
    assert texts(reply, "//article[1]//li") == ["The guided hours changed from “40” to “41”."]
    assert "Not published yet" not in reply.text


def test_page_says_who_read_the_language_and_what_waits_for_it(programme, amara):
    zanele = make.make_user("zanele", make.roles.LANGUAGE_REVIEWER)
    lesson = LessonPage.objects.get()
    for title in ("Given up", "Published", "Waiting"):
        edited(amara, lesson, title=title).workflow_state.cancel()
        make.sign(lesson)
        if title == "Published":
            LanguageReview.sign(
                lesson.latest_revision, by=zanele, at=make.NOW, role="Language reviewer"
            )
            lesson.refresh_from_db()

    reply = signed_in(zanele).get(address("page", lesson))

    said = texts(reply, "//article/p")
    assert said[1::2] == [
        "A language reviewer who neither wrote nor signed it must read it now.",
        "Zanele, Language reviewer, 2 March 2099. Published then.",
        "Never published: it was changed before a language reviewer signed it.",
    ]


@pytest.mark.parametrize(
    ("kind", "model"), [("question", Question), ("quiz", Quiz), ("page", ProgrammePage)]
)
def test_each_kind_has_its_page(programme, kind, model):
    assert ruth().get(address(kind, model.objects.first())).status_code == 200


@pytest.mark.parametrize("kind", ["page", "question", "nothing"])
def test_what_is_not_there_or_not_signed_is_not_found(programme, kind):
    assert ruth().get(f"/cms/signatures/{kind}/0/").status_code == 404


def test_an_administrator_who_edits_nothing_finds_nothing(programme):
    ada = make.make_user("ada", make.roles.ADMINISTRATOR)

    assert signed_in(ada).get(address("page", programme)).status_code == 404
    assert signed_in(ada).get(address("question", Question.objects.first())).status_code == 404


@pytest.mark.parametrize("drafts", [1, 3])
def test_page_costs_the_same_whatever_was_signed(
    programme, amara, drafts, django_assert_num_queries
):
    lesson = LessonPage.objects.get()
    for n in range(drafts):
        edited(amara, lesson, title=f"Title {n}").workflow_state.cancel()
        make.sign(lesson)
    desk = ruth()
    desk.get(address("page", lesson))

    with django_assert_num_queries(QUERIES):
        desk.get(address("page", lesson))


def test_dialog_says_what_changed_and_whom_it_touches(programme, amara):
    state = edited(amara, programme, hours=41)
    make.make_enrolment(make.make_trainee(make.make_cohort(programme)))

    name = "wagtailadmin_pages:workflow_action"
    reply = ruth().get(reverse(name, args=[programme.pk, "approve_critical", state.pk]))

    page = html.fromstring(reply.json()["html"])
    assert page.xpath("string(//ul[@class='changed']/li)") == (
        "The guided hours changed from “40” to “41”."
    )
    assert "1 is enrolled in this programme now." in page.text_content()
    assert "0 hold a valid certificate of it." in page.text_content()


def test_dialog_of_a_question_says_its_key(programme, amara):
    question = Question.objects.first()
    parts = list(question.options.all())
    parts[0].correct, parts[1].correct = False, True
    question.options.set(parts)
    state = edited(amara, question)

    name = "wagtailsnippets_assessments_question:workflow_action"
    reply = ruth().get(reverse(name, args=[question.pk, "approve_meaning", state.pk]))

    assert "The right answer changed from “a” to “b”." in reply.json()["html"]


def test_the_way_to_the_page_stands_in_the_editor_and_the_list(programme):
    question = Question.objects.first()

    editor = ruth().get(reverse("wagtailadmin_pages:edit", args=[programme.pk]))
    rows = ruth().get(reverse("wagtailsnippets_assessments_question:list"))

    assert address("page", programme) in editor.text
    assert address("question", question) in rows.text


# Whom a change touches


def test_touched_are_the_enrolled_and_the_certified_of_the_programme(programme):
    cohort = make.make_cohort(programme)
    make.make_enrolment(make.make_trainee(cohort))
    done = make.make_enrolment(make.make_trainee(cohort, "Nomsa Dube"))
    trainers = [
        make.User.objects.get(username="bahati"),
        make.make_trainer("tendai", cohort=cohort),
    ]
    make.complete(done, *trainers)
    done.note_assessors(["bahati", "tendai"], by=trainers[0], at=make.NOW)
    other = make.make_programme("p2")

    today = make.NOW.date()
    assert touched_by(Question.objects.filter(module__slug="m1").first(), today) == Touched(1, 1)
    assert touched_by(other, today) == Touched(0, 0)
    assert touched_by(programme, today.replace(year=2199)) == Touched(1, 0)


def test_withdrawn_are_not_touched(programme, django_assert_num_queries):
    enrolment = make.make_enrolment(make.make_trainee(make.make_cohort(programme)))
    enrolment.withdraw(by=enrolment.trainee.user, at=make.NOW, reason="She moved away.")

    lesson = LessonPage.objects.get()

    with django_assert_num_queries(3):
        assert touched_by(lesson, make.NOW.date()) == Touched(0, 0)
