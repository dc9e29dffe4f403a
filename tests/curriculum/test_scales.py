"""Our own pages on the scales."""

import brotli
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail import hooks

from curriculum.scales import DRAWS_A_LESSON, bytes_sent, bytes_stored, weigh_lesson
from tests import make
from tests.conftest import ROOT

SHEET = ROOT / "static" / "css" / "site.css"


def test_static_files_weigh_what_is_sent():
    assert bytes_stored("css/site.css") == len(brotli.compress(SHEET.read_bytes()))
    assert bytes_stored("css/none.css") == 0


def test_collected_files_are_found_by_their_hashed_names(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "a.123.css").write_text("b { color: red }")

    assert bytes_stored("a.123.css") == len(brotli.compress(b"b { color: red }"))


def test_pictures_weigh_what_they_have():
    default_storage.save("files/a.svg", ContentFile(b"x" * 70))

    sizes = [bytes_sent(each) for each in ("/media/files/a.svg", "/media/files/b.svg", "//x/a.svg")]

    assert sizes == [70, None, None]


@pytest.mark.django_db
def test_a_lesson_is_weighed_as_a_trainee_gets_it():
    page = make.make_lesson(make.make_module(make.make_programme()))
    light = weigh_lesson(page).first_view
    page.body = [("text", "".join(f"<p>Words {number} of many.</p>" for number in range(900)))]

    assert bytes_stored("css/site.css") < light < weigh_lesson(page).first_view


@pytest.mark.django_db
def test_nobody_draws_nobody_weighs(monkeypatch):
    page = make.make_lesson(make.make_module(make.make_programme()))
    monkeypatch.setattr(hooks, "get_hooks", lambda name: [])

    assert (DRAWS_A_LESSON, weigh_lesson(page)) == ("draw_lesson", None)


@pytest.mark.django_db
def test_a_new_lesson_is_weighed_before_it_is_saved(django_assert_num_queries):
    """Its neighbours are drawn too, in one query."""
    lesson = make.make_lesson(make.make_module(make.make_programme()))
    lesson.pk = None

    with django_assert_num_queries(1):
        assert weigh_lesson(lesson).first_view > 0
