"""The report "Quizzes by country"."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from curriculum.models import Country, GuidanceKey
from tests import make
from tests.assessments.admin.editor import author, texts
from tests.assessments.pages import queries, signed_in

pytestmark = pytest.mark.django_db
REPORT = "/cms/reports/quizzes-by-country/"


@pytest.fixture
def module():
    module = make.make_module(make.make_programme())
    make.sign(module)
    return module


def signed_quiz(module, code: str, **values):
    """Its question as if from before the linter refused a critical one without a twin."""
    question = make.make_question(module, f"{code}-q", **values)
    question.live = True
    question.save()
    question.freeze_edition(at=make.NOW)
    quiz = make.make_quiz(module, [question], code=code)
    make.sign(quiz)
    return quiz


def test_report_says_per_country_which_quizzes_certify_nobody_and_why(module):
    key = GuidanceKey.objects.create(key="law", kind="LOC", question="?")
    two = make.make_user("one"), make.make_user("two")
    make.make_guidance("law", Country.KENYA, signed_by=two)
    make.make_cohort(module.get_parent().specific, country=Country.MALAWI)
    signed_quiz(module, "m1", critical=True, guidance_key=key)
    signed_quiz(module, "m2")

    page = author().get(REPORT)

    assert reverse("quizzes_by_country") == REPORT
    assert texts(page, "//section") == [
        "Kenya Every live quiz certifies here.",
        'Malawi Quiz Certifies nobody, because m1 m1-q waits for "law".',
    ]


def test_report_without_countries_says_so(db):
    page = author().get(REPORT)

    assert "No country has a site or signed guidance yet." in page.content.decode()


def test_report_stands_in_the_menu_of_authors(db):
    page = author().get("/cms/").content.decode()

    assert REPORT in page


def test_queries_do_not_grow_with_quizzes(module):
    make.make_cohort(module.get_parent().specific, country=Country.MALAWI)
    desk = author()
    signed_quiz(module, "m1")
    desk.get(REPORT)
    one = queries(lambda: desk.get(REPORT))
    for code in ("m2", "m3"):
        signed_quiz(module, code)

    assert queries(lambda: desk.get(REPORT)) == one


def test_report_is_closed_to_whoever_may_not_see_quizzes(db):
    trainer = make.make_trainer(country="XD")
    editor = make.make_user("elsewhere")
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))

    replies = [signed_in(who).get(REPORT) for who in (trainer, editor)]

    assert [reply.status_code for reply in replies] == [404, 404]
