"""Questions in and out, in the authors' room."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.admin import bank
from assessments.importers import read
from assessments.models import Question
from tests import make
from tests.assessments.pages import signed_in
from tests.assessments.test_bank import GIFT

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(course):
    return signed_in(make.make_author())


def look(desk, course, data: bytes = GIFT, format: str = "gift"):
    file = SimpleUploadedFile("bank", data)
    return desk.post(reverse("quiz_bank", args=[course.quiz.pk]), {"format": format, "file": file})


def test_file_is_looked_at_before_anything_is_stored(desk, course):
    page = look(desk, course)

    assert Question.objects.filter(external_id="g1").count() == 0
    text = page.content.decode()
    assert "Can come in: 2" in text
    assert "Refused: 1" in text
    assert "no } follows" in text


def test_what_was_looked_at_is_brought_in(desk, course):
    carried = look(desk, course).context["carried"]

    page = desk.post(reverse("quiz_bank", args=[course.quiz.pk]), {"carried": carried})

    assert "In: 2" in page.content.decode()
    assert Question.objects.get(external_id="g1").latest_revision.user.username == "amara"


def test_what_somebody_changed_on_the_way_is_not_brought_in(desk, course):
    carried = look(desk, course).context["carried"]

    page = desk.post(
        reverse("quiz_bank", args=[course.quiz.pk]), {"carried": "aiken" + carried[4:]}, follow=True
    )

    assert "Choose the file again" in page.content.decode()
    assert Question.objects.filter(external_id="g1").count() == 0


def test_file_that_cannot_be_read_says_why(desk, course):
    page = look(desk, course, b"<!DOCTYPE quiz [<!ENTITY a 'a'>]><quiz/>", "moodlexml")

    assert "declares a document type" in page.content.decode()
    assert page.context["report"] is None


def test_file_that_is_too_large_for_the_page_names_the_way(desk, course, monkeypatch):
    monkeypatch.setattr(bank, "MOST_BYTES", 10)

    assert "by command" in look(desk, course).content.decode()


@pytest.mark.parametrize(("format", "name"), [("xlsx", "m1.xlsx"), ("moodlexml", "m1.xml")])
def test_questions_are_downloaded_under_a_neutral_name(desk, course, format, name):
    reply = desk.get(reverse("quiz_bank_file", args=[course.quiz.pk, format]))

    assert reply["Content-Disposition"] == f'attachment; filename="{name}"'
    assert len(read(reply.content, format).questions) == 2


def test_empty_sheet_is_downloaded(desk, course):
    reply = desk.get(reverse("quiz_bank_file", args=[course.quiz.pk, "template"]))

    assert len(read(reply.content, "xlsx").questions) == 9


def test_other_kind_of_file_is_not_there(desk, course):
    assert desk.get(reverse("quiz_bank_file", args=[course.quiz.pk, "pdf"])).status_code == 404


def test_trainer_finds_no_bank(course):
    desk = signed_in(course.bahati)

    assert desk.get(reverse("quiz_bank", args=[course.quiz.pk])).status_code == 404
    address = reverse("quiz_bank_file", args=[course.quiz.pk, "xlsx"])
    assert desk.get(address).status_code == 404
