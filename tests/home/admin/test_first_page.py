"""The editors' first page: translations that are behind, and what an administrator looks at."""

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from certificates.models import Alarm
from curriculum.languages import OTHERS
from curriculum.models import LessonPage, ModulePage
from home import roles
from home.tallies import tallies
from home.translating import board
from tests import make, translated

pytestmark = pytest.mark.django_db
HEADINGS = ("Translations behind", "To look at", "People, roles and sites")


def first_page(client, user) -> str:
    client.force_login(user)
    html = client.get("/cms/").content.decode()
    return " ".join(strip_tags(html[html.index("w-dashboard") :].replace("<", " <")).split())


def change(lesson: LessonPage) -> None:
    lesson.title = "Another title"
    lesson.save_revision()
    lesson.refresh_from_db()
    make.sign(lesson)


def one_signed_and_one_behind() -> None:
    make.make_signed_programme()
    lesson = LessonPage.objects.get()
    translated.signed(lesson)
    translated.signed(ModulePage.objects.get())
    change(lesson)


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (roles.AUTHOR, ["Translations behind"]),
        (roles.REVIEWER, ["Translations behind"]),
        (roles.LANGUAGE_REVIEWER, []),
        (roles.TRANSLATOR, ["Translations behind"]),
        (roles.ADMINISTRATOR, ["To look at", "People, roles and sites"]),
    ],
)
def test_each_sees_what_concerns_her(client, role, shown):
    page = first_page(client, make.make_user("anna", role))

    assert [each for each in HEADINGS if each in page] == shown
    assert "This is your dashboard" not in page or not shown


def test_a_translator_reads_one_line_for_each_language(client):
    one_signed_and_one_behind()

    words = first_page(client, translated.person())

    assert "Kiswahili : 1 of 7 texts and questions signed and up to date, 1 behind the" in words
    assert "Português : 0 of 7 texts and questions signed and up to date, nothing behind" in words


def test_each_line_leads_to_its_board(client):
    client.force_login(translated.person())
    html = client.get("/cms/").content.decode()

    assert [code for code in OTHERS if f'href="/cms/reports/languages/{code}/"' in html] == [
        *OTHERS
    ]


def test_tallies_are_those_of_the_boards():
    one_signed_and_one_behind()
    boards = {code: board(code) for code in OTHERS}

    assert {each.code: (each.things, each.ready, each.stale) for each in tallies()} == {
        code: (
            sum(len(group.rows) for group in groups),
            sum(group.ready for group in groups),
            sum(group.stale for group in groups),
        )
        for code, groups in boards.items()
    }


QUERIES = 9


@pytest.mark.parametrize("count", [1, 3])
def test_tallies_take_as_many_queries_for_any_number_of_things(count, django_assert_num_queries):
    make.make_signed_programme(tuple(f"m{number + 1}" for number in range(count)))
    for lesson in LessonPage.objects.all():
        translated.signed(lesson)
    tallies()

    with django_assert_num_queries(QUERIES):
        assert sum(each.ready for each in tallies()) == count


def test_an_administrator_reads_who_is_here_and_which_role_nobody_holds(client):
    make.make_author()
    make.make_trainee(make.make_cohort(make.make_programme()))

    words = first_page(client, make.make_user("ada", roles.ADMINISTRATOR))

    assert "1 trainee in 1 cohort at 1 site. See the people" in words
    assert "Author: 1 Clinical reviewer: nobody" in words
    assert "Lindiwe" not in words


def test_an_administrator_reads_what_the_health_report_says(client):
    ada = make.make_user("ada", roles.ADMINISTRATOR)
    assert "Nothing needs an administrator." in first_page(client, ada)
    Alarm(kind="burst", began_at=timezone.now(), misses=30, at=timezone.now()).save()

    assert "somebody may be guessing" in first_page(client, ada)
