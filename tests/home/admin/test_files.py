"""Programme files, in the authors' room."""

import os
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from assessments.models import Question
from curriculum.models import LessonPage, ProgrammePage
from home import roles
from home.admin import files as page_of_files
from home.files.archive import packed
from tests import make
from tests.assessments.pages import signed_in
from tests.home.files.folders import FILES
from tests.home.test_loading_edits import edit
from tests.home.writing.test_round_trip import archive, load_every_type
from trainees.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return signed_in(make.make_author())


def look(desk, data: bytes):
    return desk.post(reverse("programme_files"), {"file": SimpleUploadedFile("p1.zip", data)})


def everything() -> dict[str, list[str]]:
    """Every row of every table but of the sessions, which say when somebody was last here."""
    rows = {}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.django_table_names()) - {"django_session"}:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = sorted(map(str, cursor.fetchall()))
    return rows


def test_archive_is_looked_at_before_anything_is_stored(desk):
    page = look(desk, packed(FILES))

    assert "12 new, 0 changed, 0 as they were." in page.content.decode()
    assert "Load as drafts" in page.content.decode()
    assert not ProgrammePage.objects.exists()


def test_looking_writes_nothing_into_any_table(desk):
    load_every_type()
    edit(Question.objects.get(code="q-short"), stem="Amara's own words?")
    before = everything()

    page = look(desk, packed(FILES | {"m1/l1.md": FILES["m1/l1.md"].replace("10", "11")}))

    assert page.context["looked"].report.updated
    assert everything() == before


def test_loading_would_be_seen_in_the_tables(desk):
    """The twin: so that the test above can fail."""
    load_every_type()
    before = everything()
    carried = look(desk, packed(FILES)).context["carried"]
    desk.post(reverse("programme_files"), {"carried": carried})

    assert everything() != before


def test_what_was_looked_at_is_loaded_as_the_authors_drafts(desk):
    carried = look(desk, packed(FILES)).context["carried"]

    page = desk.post(reverse("programme_files"), {"carried": carried})

    lesson = LessonPage.objects.get()
    assert "What was loaded" in page.content.decode()
    assert (lesson.live, lesson.latest_revision.user.username) == (False, "amara")


def test_what_somebody_changed_on_the_way_or_another_looked_at_is_not_loaded(desk):
    carried = look(desk, packed(FILES)).context["carried"]
    other = signed_in(make.make_author("amina"))

    for who, what in ((desk, "9" + carried), (other, carried)):
        page = who.post(reverse("programme_files"), {"carried": what}, follow=True)
        assert "Choose the file again" in page.content.decode()
    assert not ProgrammePage.objects.exists()


def test_what_became_broken_on_the_way_is_not_said_to_be_loaded(desk):
    """As when something here changed between looking and loading."""
    broken = packed(FILES | {"m1/l1.md": "no front matter"})
    carried = page_of_files.sign(broken, by=User.objects.get(username="amara"))

    page = desk.post(reverse("programme_files"), {"carried": carried}).content.decode()

    assert ("Nothing was loaded." in page, "The files are loaded." in page) == (True, False)
    assert "m1/l1.md:1: starts without front matter" in page
    assert not ProgrammePage.objects.exists()


def test_archive_without_news_has_nothing_to_load(desk):
    load_every_type()
    page = look(desk, archive().data)

    assert (page.context["carried"], page.context["looked"].report.is_empty) == ("", True)
    assert "Nothing here is new" in page.content.decode()


def test_hostile_and_broken_archives_say_why(desk):
    broken = FILES | {"m1/l1.md": "no front matter"}

    assert "leads out of the archive" in look(desk, packed(FILES | {"../x": ""})).content.decode()
    assert "m1/l1.md:1: starts without front matter" in look(desk, packed(broken)).content.decode()
    assert "not a ZIP archive" in look(desk, b"").content.decode()


def test_large_archive_is_sent_to_the_command(desk, monkeypatch):
    monkeypatch.setattr(page_of_files, "MOST_BYTES", 10)

    assert "by command" in look(desk, packed(FILES)).content.decode()


def test_largest_archive_fits_into_the_form_that_carries_it():
    carried = page_of_files.sign(os.urandom(page_of_files.MOST_BYTES), by=make.make_author())

    assert len(urlencode({"carried": carried})) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 1000


def test_programme_is_downloaded_and_that_is_logged(desk):
    load_every_type()
    reply = desk.get(reverse("programme_archive", args=["p1"]))

    assert (reply.content, reply["Content-Type"]) == (archive().data, "application/zip")
    assert reply["Content-Disposition"] == 'attachment; filename="p1.zip"'
    assert "home.download_files" in make.logged(ProgrammePage.objects.get())


def test_what_is_not_in_it_is_said_before_the_download(desk):
    load_every_type()
    edit(Question.objects.get(code="b1"), match_case=True)
    address = reverse("programme_archive", args=["p1"])

    assert "its match_case" in desk.get(address).content.decode()
    assert desk.get(address + "?anyway=1").content[:2] == b"PK"


def test_unfinished_programme_says_what_to_mend(desk):
    load_every_type()
    edit(Question.objects.get(code="q-short"), rationale="")

    page = desk.get(reverse("programme_archive", args=["p1"])).content.decode()
    assert "&#x27;rationale&#x27; is missing" in page


def test_page_lists_programmes_and_stands_in_the_menu(desk):
    load_every_type()

    assert "Download p1 as files" in desk.get(reverse("programme_files")).content.decode()
    assert reverse("programme_files") in desk.get("/cms/").content.decode()
    assert desk.get(reverse("programme_archive", args=["p9"])).status_code == 404


@pytest.mark.parametrize("role", [None, *(role for role in roles.ROLES if role != roles.AUTHOR)])
def test_only_authors_find_it(role):
    load_every_type()
    desk = signed_in(make.make_user("ada", role))

    for name, arguments in (("programme_files", []), ("programme_archive", ["p1"])):
        assert desk.get(reverse(name, args=arguments)).status_code == 404
    assert look(desk, packed(FILES)).status_code == 404
    assert desk.post(reverse("programme_files"), {"carried": "x"}).status_code == 404
    assert reverse("programme_files") not in desk.get("/cms/").content.decode()


def test_stranger_is_sent_to_the_door():
    load_every_type()

    for name, arguments in (("programme_files", []), ("programme_archive", ["p1"])):
        assert Client().get(reverse(name, args=arguments)).status_code == 302


def test_reviewer_would_find_it_without_the_guard(monkeypatch):
    load_every_type()
    monkeypatch.setattr(page_of_files, "may_load", lambda user: True)

    assert signed_in(make.make_reviewer()).get(reverse("programme_files")).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_programmes_costs_the_same_however_long(desk, count, django_assert_num_queries):
    for number in range(1, count + 1):
        make.make_programme(f"p{number}")
    desk.get(reverse("programme_files"))

    with django_assert_num_queries(12):
        desk.get(reverse("programme_files"))


def test_download_costs_what_the_archive_costs(desk, django_assert_num_queries):
    load_every_type()
    address = reverse("programme_archive", args=["p1"])
    desk.get(address)

    with django_assert_num_queries(163):
        desk.get(address)
