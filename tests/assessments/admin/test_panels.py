"""What authors see: every part of a question, what to mend, previews of what is not saved yet."""

import pytest
from lxml import html

from assessments.models import Question
from tests import make
from tests.assessments.admin.editor import author, form_of, place, texts, with_row
from tests.assessments.course import EVERY_KIND

pytestmark = pytest.mark.django_db
PARTS = ["options", "pairs", "items", "gaps", "accepted", "rubric"]


@pytest.fixture
def module():
    module = make.make_module(make.make_programme())
    make.sign(module)
    return module


def previewed(desk, thing, fields: dict, mode: str = "") -> str:
    """What the preview shows of a form that is not saved."""
    address = place(thing, "preview_on_edit")
    assert desk.post(address, fields).json() == {"is_valid": True, "is_available": True}
    return desk.get(address, {"mode": mode}).content.decode()


def test_form_offers_every_field_that_an_author_writes(module):
    fields = form_of(author().get(place(make.make_question(module, kind="multiple"))))
    written = {
        field.name
        for field in Question._meta.concrete_fields
        if field.editable
        and field.name not in ("id", "first_published_at", "go_live_at", "expire_at")
    }
    ticks = {name for name in written if name.startswith("match_")} | {"critical"}

    assert written - set(fields) == ticks
    assert [f"{part}-TOTAL_FORMS" in fields for part in PARTS] == [True] * 6


def test_each_part_says_which_types_use_it(module):
    page = author().get(place(make.make_question(module)))
    said = {
        (section.get("data-rows"), section.get("data-kinds"))
        for section in html.fromstring(page.content.decode()).xpath("//section[@data-kinds]")
        if section.get("data-rows")
    }

    assert said == {
        ("options", "single multiple true_false cloze"),
        ("pairs", "matching"),
        ("items", "ordering"),
        ("gaps", "cloze"),
        ("accepted", "short numeric cloze"),
        ("rubric", "short"),
    }
    assert {kind for _, named in said for kind in named.split()} == set(Question.Kind.values)


def test_paste_is_offered_for_rows_of_words_and_hidden_without_script(module):
    page = author().get(place(make.make_question(module)))

    assert texts(page, "//div[@data-paste and @hidden]/label") == [
        "Paste options, one per line; * before a right one",
        "Paste pairs, one per line: left = right",
        "Paste several, one per line",
        "Paste several, one per line",
        "Paste several, one per line",
    ]


def test_question_page_says_what_to_mend(module):
    question = make.make_question(module, options=[("a", True), ("b", True)])

    page = author().get(place(question))

    assert texts(page, "//div[@class='mend']/h3") == [
        "Must be mended before anybody can sign",
        "Please look",
    ]
    assert texts(page, "//div[@class='mend']/ul[1]/li") == [
        "options: 2 options are right but one can be chosen: keep one. (L01)"
        " Bad: two options are right in a single choice. Good: one is right, the others are wrong."
    ]


def test_new_question_is_not_told_off_before_it_is_written(module):
    page = author().get("/cms/snippets/assessments/question/add/")

    assert texts(page, "//div[@class='mend']") == []


def test_quiz_page_says_luck_flaws_blueprint_and_countries(module):
    quiz = make.make_quiz(module, [make.make_question(module, objective="o1")])

    page = author().get(place(quiz))

    assert texts(page, "//div[@class='mend']//h3")[-4:] == [
        "Passing by luck",
        "Questions with something to mend",
        "What is asked about",
        "Countries that cannot use it yet",
    ]
    assert (
        "In one try: 1 in 3 who only guess would pass. In 3 tries: 70 in 100 who only guess would"
        " pass." in texts(page, "//div[@class='mend']/p")
    )
    assert texts(page, "//div[@class='mend']//tbody/tr") == ["o1 0 1 0 1"]


@pytest.mark.parametrize("values", EVERY_KIND, ids=lambda values: values["kind"])
@pytest.mark.parametrize("mode", ["", "key", "mend"])
def test_every_type_can_be_previewed_before_it_is_saved(module, values, mode):
    question = make.make_question(module, **values)
    desk = author()
    new = f"{question.stem} Say it." + " Take your time." * 20

    page = previewed(desk, question, form_of(desk.get(place(question))) | {"stem": new}, mode)

    question.refresh_from_db()
    assert (question.latest_revision.content["stem"], "<h1>q1</h1>" in page) == (
        question.stem,
        True,
    )
    shown = {"": "Say it." in page, "key": "Say it." in page, "mend": "Please look" in page}
    assert shown[mode] is True


def test_preview_shows_rows_that_are_not_saved(module):
    question = make.make_question(module)
    desk = author()
    fields = with_row(
        form_of(desk.get(place(question))), "options", text="brand new", safety="neither"
    )

    assert "brand new" in previewed(desk, question, fields)
    assert [option.text for option in question.options.all()] == ["a", "b", "c"]


def test_preview_of_what_to_mend_covers_rows_that_are_not_saved(module):
    question = make.make_question(module)
    desk = author()
    fields = with_row(
        form_of(desk.get(place(question))), "options", text="d", correct="on", safety="neither"
    )

    assert "2 options are right but one can be chosen" in previewed(desk, question, fields, "mend")


@pytest.mark.parametrize("mode", ["", "key", "mend"])
def test_quiz_can_be_previewed_in_each_mode(module, mode):
    quiz = make.make_quiz(module, [make.make_question(module)])
    desk = author()

    page = previewed(desk, quiz, form_of(desk.get(place(quiz))), mode)

    assert {"": "What about q1?", "key": "80 %. Test.", "mend": "Passing by luck"}[mode] in page


@pytest.mark.parametrize("kind", Question.Kind.values)
def test_half_written_question_of_any_type_opens_and_previews(module, kind):
    """Drafts may be saved half filled; nothing of them may be an error page."""
    question = Question(code="half", module=module, kind=kind, live=False)
    question.save()
    question.save_revision(clean=False)
    desk = author()
    fields = form_of(desk.get(place(question)))

    pages = [previewed(desk, question, fields, mode) for mode in ("", "key", "mend")]

    assert ["<h1>half</h1>" in page for page in pages] == [True, True, True]


def test_preview_starts_as_a_phone_of_360_pixels(module):
    question = make.make_question(module)

    first = question.preview_sizes[0]

    assert (question.default_preview_size, first["device_width"]) == (first["name"], 360)
    assert question.preview_modes == [
        ("", "As the trainee sees it"),
        ("key", "With the key"),
        ("mend", "What to mend"),
    ]
