import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from config.context import everywhere
from home import roles
from tests import make

PEOPLE = [
    ("/desk/", "People"),
    ("/desk/people/add/", "Add a trainee"),
    ("/desk/quizzes/", "Results"),
    ("/desk/marking/", "Marking"),
    ("/desk/sheets/", "Paper sheets"),
]
HR = [("/hr/", "Check a certificate"), ("/hr/look-ups/", "Look-ups")]
WRITE = [("/cms/", "Write")]


def context(user, path: str = "/somewhere/") -> dict:
    request = RequestFactory().get(path)
    request.user = user
    return everywhere(request)


def bar(user, path: str = "/somewhere/") -> list[tuple[str, str]]:
    return [(page["url"], page["label"]) for page in context(user, path)["desk_nav"]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "pages"),
    [
        (roles.AUTHOR, WRITE),
        (roles.REVIEWER, WRITE),
        (roles.TRAINER, PEOPLE),
        (roles.HR_OFFICER, HR),
        (roles.ADMINISTRATOR, PEOPLE + HR + WRITE),
        (None, []),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_bar_holds_the_pages_open_to_a_role(role, pages):
    assert bar(make.make_user("somebody", role)) == pages


def test_bar_is_empty_for_a_stranger():
    assert bar(AnonymousUser()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/desk/", "/desk/people/add/", "/elsewhere/"])
def test_bar_marks_the_page_that_is_shown(path):
    pages = context(make.make_user("bahati", roles.TRAINER), path)["desk_nav"]

    assert {page["url"]: page["current"] for page in pages} == {
        url: url == path for url, _label in PEOPLE
    }


def test_every_page_knows_whether_this_is_a_demonstration(settings):
    shown = context(AnonymousUser())["demo"]
    settings.DEMO = False

    assert (shown, context(AnonymousUser())["demo"]) == (True, False)


@pytest.mark.django_db
def test_bar_asks_for_nothing_before_a_page_shows_it(django_assert_num_queries):
    user = make.make_user("bahati", roles.TRAINER)

    with django_assert_num_queries(0):
        context(user)
