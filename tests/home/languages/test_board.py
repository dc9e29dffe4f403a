"""The board of a language: how far each thing has come, and since which change it is behind."""

import json

import pytest

from assessments.models import Question
from curriculum.models import LessonPage, ModulePage, WordSheet
from home.translating import State, board, open_all, subjects
from tests import make, translated

pytestmark = pytest.mark.django_db
QUESTIONS = ("Question m1-q1", "Question m1-q2")
BOARD = "/cms/reports/languages/sw/"


@pytest.fixture
def programme():
    return make.make_signed_programme()


def rows(language: str = "sw") -> dict:
    return {row.name: row for group in board(language) for row in group.rows}


def write(lesson: LessonPage, *texts: str, change: str = "") -> None:
    lesson.body = json.dumps([{"type": "text", "value": f"<p>{text}</p>"} for text in texts])
    lesson.save_revision()
    lesson.refresh_from_db()
    make.sign(lesson, change=change)


def test_everything_that_is_live_stands_on_the_board_closed(programme):
    make.make_lesson(ModulePage.objects.get(), "l2")  # a draft is nobody's to translate
    assert {name: row.state for name, row in rows().items()} == dict.fromkeys(
        ("P1 itself", "M1 itself", "Lesson L1", "Quiz m1", *QUESTIONS, "Checklist m1"),
        State.CLOSED,
    )
    assert [(group.percent, group.ready, group.closed) for group in board("sw")] == [
        (0, 0, 1),
        (0, 0, 6),
    ]


def test_a_lesson_goes_from_open_to_signed(programme):
    lesson = LessonPage.objects.get()
    sheet = translated.opened(lesson)
    row = rows()["Lesson L1"]
    assert (row.state, row.done, row.total, row.who) == (State.OPEN, 0, 3, ())
    translated.put(sheet)
    row = rows()["Lesson L1"]
    assert (row.state, row.done, row.total, row.who) == (State.WAITING, 3, 3, ("tom",))
    translated.signed(lesson)
    row = rows()["Lesson L1"]
    assert (row.state, row.who, row.signed_by, row.is_ready) == (State.SIGNED, (), "asha", True)
    assert rows("pt")["Lesson L1"].state == State.CLOSED
    assert [group.percent for group in board("sw")] == [0, 16]


def test_stale_says_since_when_and_which_texts(programme):
    lesson = LessonPage.objects.get()
    translated.signed(lesson)
    write(lesson, "Some text to study.", "New one.")
    write(lesson, "Some text to study.", "New one.", "New two.", change="critical")
    row = rows()["Lesson L1"]
    assert (row.state, row.is_ready, row.stale.texts, row.stale.is_critical) == (
        State.OPEN, False, ("<p>New one.</p>", "<p>New two.</p>"), True,
    )  # fmt: skip
    assert row.stale.day == sheet_editions(lesson)[1].published_at.date()
    translated.signed(lesson)
    assert (rows()["Lesson L1"].stale, rows()["Lesson L1"].state) == (None, State.SIGNED)


def sheet_editions(lesson: LessonPage) -> list:
    return list(WordSheet.objects.of(lesson).in_language("en").get().editions.order_by("number"))


def test_a_change_after_the_signature_waits_and_the_signed_words_stay(programme):
    lesson = LessonPage.objects.get()
    edition = translated.signed(lesson)
    translated.put(edition.sheet, {"A summary.": "Muhtasari."}, by=translated.person("neema"))
    row = rows()["Lesson L1"]
    assert (row.state, row.who, row.is_ready) == (State.WAITING, ("neema",), True)


def test_board_costs_as_many_queries_for_one_module_as_for_three(
    programme, django_assert_num_queries
):
    for code in ("m2", "m3", "m4"):
        module = make.make_module(programme, code)
        lesson = make.make_lesson(module)
        make.sign(module)
        make.sign(lesson)
        translated.signed(lesson)
        write(lesson, "Changed.")
        translated.put(translated.opened(lesson))
        with django_assert_num_queries(16):
            board("sw")


def test_authors_look_and_translators_open(programme, client):
    client.force_login(make.make_author())
    html = client.get(BOARD).content.decode()
    assert ("Kiswahili" in html, "for translation</button>" in html) == (True, False)
    assert client.post(BOARD + "open/", {"module": ModulePage.objects.get().pk}).status_code == 404
    client.force_login(translated.person())
    assert "Open 6 for translation" in client.get(BOARD).content.decode()
    client.post(BOARD + "open/", {"module": ModulePage.objects.get().pk})
    client.post(BOARD + "open/")
    assert WordSheet.objects.in_language("sw").count() == 7
    html = client.get(BOARD).content.decode()
    assert ("0 of 4" in html, "for translation</button>" in html) == (True, False)
    assert "Kiswahili" in client.get("/cms/reports/languages/").content.decode()


@pytest.mark.parametrize("language", ["en", "xx"])
def test_there_is_no_board_of_other_languages(programme, client, language):
    client.force_login(translated.person())
    assert client.get(f"/cms/reports/languages/{language}/").status_code == 404


def test_who_may_not_look_finds_nothing(programme, client):
    sheet = translated.opened(LessonPage.objects.get())
    client.force_login(make.make_user("ada", make.roles.ADMINISTRATOR))
    for address in (BOARD, "/cms/reports/languages/", f"/cms/translations/{sheet.pk}/"):
        assert client.get(address).status_code == 404


def test_opening_twice_changes_nothing(programme):
    tom = translated.person()
    [(_, _), (_, things)] = subjects()
    assert open_all(things, language="sw", by=tom, at=make.NOW) == 6
    before = WordSheet.objects.count()
    assert open_all(things, language="sw", by=tom, at=make.NOW) == 6
    assert WordSheet.objects.count() == before


def test_what_is_right_is_in_no_sheet(programme):
    """A translator holds words and nothing else."""
    question = Question.objects.first()
    sheet = translated.opened(question)
    said = " ".join(text for text in map(str, sheet.source().body.get_prep_value()))
    assert {"correct", "critical", str(question.options.first().uid)} & set(said.split()) == set()
    assert [pair.line.text for pair in sheet.pairs()] == ["What about m1-q1?", "a", "b", "c"]
