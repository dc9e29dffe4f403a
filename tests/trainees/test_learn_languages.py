"""Lessons in the reader's language, and what stays hers when she changes it."""

import json

import pytest

from curriculum.models import LessonPage, ModulePage, ProgrammePage
from tests import make, translated
from trainees.models import LessonProgress, User

pytestmark = pytest.mark.django_db

LESSON = "/learn/p1/m1/l1/"
NOT_READY = "It is not ready in Kiswahili yet."
PARTLY = "The new parts are in English until they are ready in Kiswahili."


@pytest.fixture
def programme():
    return make.make_signed_programme()


@pytest.fixture
def lindiwe(programme, client):
    trainee = make.make_enrolment(make.make_trainee(make.make_cohort(programme))).trainee
    client.force_login(trainee.user)
    translated.reads(trainee)
    return trainee


def page(client, address: str = LESSON) -> str:
    return client.get(address).content.decode()


def write(*texts: str, change: str = "") -> None:
    """The lesson says other texts, signed."""
    lesson = LessonPage.objects.get()
    lesson.body = json.dumps([{"type": "text", "value": f"<p>{text}</p>"} for text in texts])
    lesson.save_revision()
    lesson.refresh_from_db()
    make.sign(lesson, change=change)


def test_lesson_module_and_programme_speak_her_language(client, lindiwe, programme):
    for thing in (ProgrammePage.objects.get(), ModulePage.objects.get(), LessonPage.objects.get()):
        translated.signed(thing)
    html = page(client)
    assert '<div lang="sw">' in html
    assert "<p>SW Some text to study.</p>" in html
    assert '<h1 lang="sw">SW Lesson l1</h1>' in html
    assert NOT_READY not in html
    assert '<h1 lang="sw">SW Module m1</h1>' in page(client, "/learn/p1/m1/")
    assert "SW Lesson l1" in page(client, "/learn/p1/m1/")
    assert '<h1 lang="sw">SW Foundation training</h1>' in page(client, "/learn/p1/")
    assert "SW Module m1" in page(client, "/learn/p1/")
    desk = page(client, "/learn/")
    assert ("SW Module m1" in desk, "SW Foundation training" in desk) == (True, True)


def test_without_a_signature_she_reads_the_english_and_is_told(client, lindiwe):
    translated.put(translated.opened(LessonPage.objects.get()))
    html = page(client)
    assert ("<p>Some text to study.</p>" in html, NOT_READY in html) == (True, True)
    assert "SW " not in html


def test_in_english_nothing_is_said_about_languages(client, lindiwe):
    translated.signed(LessonPage.objects.get())
    translated.reads(lindiwe, "en")
    html = page(client)
    assert ("<p>Some text to study.</p>" in html, "Kiswahili" in html, "SW" in html) == (
        True,
        False,
        False,
    )


def test_another_languages_words_are_not_hers(client, lindiwe):
    translated.signed(LessonPage.objects.get(), "pt")
    assert "SW " not in page(client)


def test_a_new_text_stands_in_english_among_the_translated_ones(client, lindiwe):
    translated.signed(LessonPage.objects.get())
    write("Some text to study.", "A new text.")
    html = page(client)
    assert "<p>SW Some text to study.</p>" in html
    told = html.split('<div lang="en">')
    assert (len(told), told[1].split("</div>")[0].strip()) == (2, "<p>A new text.</p>")
    assert PARTLY in html


def test_a_text_that_was_withdrawn_is_gone_in_every_language(client, lindiwe):
    """No translation outlives the statement that it translates."""
    translated.signed(LessonPage.objects.get())
    write("The dose is another.")
    html = page(client)
    assert ("SW Some text" in html, "Some text to study" in html) == (False, False)


def test_after_a_critical_change_the_whole_lesson_is_in_english(client, lindiwe):
    translated.signed(LessonPage.objects.get())
    write("Some text to study.", "A new fact.", change="critical")
    html = page(client)
    assert ("SW " in html, NOT_READY in html, "<h1>Lesson l1</h1>" in html) == (False, True, True)


def test_facts_keys_and_sources_are_the_sources_own(client, lindiwe):
    """A fact on which her country decides stays hidden, whatever its translation says."""
    lesson = LessonPage.objects.get()
    lesson.body = json.dumps(
        [make.make_fact("<p>Draft.</p>", key="k1"), make.make_fact("<p>Free.</p>")]
    )
    lesson.save_revision()
    lesson.refresh_from_db()
    make.sign(lesson)
    translated.signed(lesson)
    html = page(client)
    assert ("SW Draft" in html, "SW Free" in html, "ask your supervisor" in html.lower()) == (
        False, True, True,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "sw"])
def test_lesson_costs_as_many_queries_in_any_language(
    client, lindiwe, programme, language, django_assert_num_queries
):
    for code in ("l2", "l3"):
        lesson = make.make_lesson(ModulePage.objects.get(), code)
        make.sign(lesson)
        translated.signed(lesson)
    translated.signed(LessonPage.objects.get(slug="l1"))
    translated.reads(lindiwe, language)
    page(client)
    with django_assert_num_queries(4):
        page(client)
    with django_assert_num_queries(5):
        page(client, "/learn/p1/m1/")
    with django_assert_num_queries(4 + (language == "sw")):
        page(client, "/learn/p1/")


def test_she_chooses_and_keeps_what_she_studied(client, lindiwe):
    translated.reads(lindiwe, "en")
    client.post(LESSON)
    reply = client.post("/language/", {"language": "sw"}, follow=True)
    assert "You read in Kiswahili now." in reply.content.decode()
    assert User.objects.get(pk=lindiwe.user_id).language == "sw"
    translated.signed(LessonPage.objects.get())
    html = page(client)
    assert ("SW Some text" in html, "You have studied this lesson." in html) == (True, True)
    client.post(LESSON)
    assert LessonProgress.objects.count() == 1


@pytest.mark.parametrize("language", ["xx", "", "EN"])
def test_only_a_language_that_there_is_can_be_chosen(client, lindiwe, language):
    assert client.post("/language/", {"language": language}).status_code == 400
    assert User.objects.get(pk=lindiwe.user_id).language == "sw"


def test_a_browsers_language_decides_nothing(client, lindiwe):
    html = client.get(LESSON, headers={"accept-language": "fr"}).content.decode()
    assert '<html lang="en">' in html
