"""What a lesson is made of; above all: a draft that rests on a country's decision reaches nobody."""

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from wagtail.admin.icons import get_icons
from wagtail.blocks import StructBlockValidationError
from wagtail.images.tests.utils import get_test_image_file

from curriculum.blocks import guidance_keys, rows_of
from curriculum.drawings import DRAWINGS
from curriculum.models import Country, LessonPage, LocalGuidance, Picture, Recording
from tests import make

pytestmark = pytest.mark.django_db

ASK = "Ask your supervisor. Guidance for your country is not yet signed."
DRAFT = "Give it at nine in the morning"
SIGNED = "Local text for k1."


@pytest.fixture
def signers():
    return make.make_reviewer(), make.make_reviewer("thandi")


def lesson(*blocks: dict):
    return make.make_lesson(make.make_module(make.make_programme()), body=list(blocks))


def read_html(page, country: str = Country.DEMONSTRATION) -> str:
    """The body as a learner of ``country`` gets it."""
    guidance = LocalGuidance.objects.for_country(country).signed().by_key()
    return render_to_string("curriculum/lesson_body.html", {"page": page, "guidance": guidance})


def read(page, country: str = Country.DEMONSTRATION) -> str:
    return " ".join(strip_tags(read_html(page, country)).split())


def asking(key: str) -> dict:
    value = {"guidance_key": key, "question": "<p>When is it given?</p>"}
    return {"type": "local_guidance", "value": value}


def test_fact_without_a_key_shows_its_statement_and_source():
    page = lesson(make.make_fact(f"<p>{DRAFT}</p>"))
    assert read(page) == f"{DRAFT} Source S1 (S1). Check again by 1 Jan 2099"


def test_fact_with_an_unsigned_key_asks():
    make.make_guidance("k1")
    page = lesson(make.make_fact(f"<p>{DRAFT}</p>", key="k1"))
    assert read(page) == ASK
    assert DRAFT not in read_html(page)


def test_fact_signed_by_one_person_still_asks(signers):
    make.make_guidance("k1", signed_by=signers[:1])
    assert read(lesson(make.make_fact(f"<p>{DRAFT}</p>", key="k1"))) == ASK


def test_fact_with_a_signed_key_shows_the_country_text_and_not_the_draft(signers):
    make.make_guidance("k1", signed_by=signers)
    page = lesson(make.make_fact(f"<p>{DRAFT}</p>", key="k1"))
    assert read(page) == f"{SIGNED} Check again by 1 Jan 2099"
    assert DRAFT not in read_html(page)


def test_signature_of_another_country_or_key_does_not_help(signers):
    make.make_guidance("k1", country=Country.KENYA, signed_by=signers)
    make.make_guidance("k2", signed_by=signers)
    page = lesson(make.make_fact(f"<p>{DRAFT}</p>", key="k1"))
    assert read(page) == ASK
    assert read(page, Country.KENYA) == f"{SIGNED} Check again by 1 Jan 2099"


def test_fact_falls_back_to_asking_when_the_text_changes(signers):
    guidance = make.make_guidance("k1", signed_by=signers)
    page = lesson(make.make_fact(f"<p>{DRAFT}</p>", key="k1"))
    guidance.text = "Changed and unsigned."
    guidance.save()
    assert read(page) == ASK


def test_preview_without_any_guidance_asks():
    page = lesson(make.make_fact(f"<p>{DRAFT}</p>", key="k1"))
    html = render_to_string("curriculum/lesson_body.html", {"page": page})
    assert " ".join(strip_tags(html).split()) == ASK


def test_local_guidance_block_asks_until_it_is_signed(signers):
    page = lesson(asking("k1"))
    guidance = make.make_guidance("k1", signed_by=signers[:1])
    assert read(page) == f"When is it given? {ASK}"
    guidance.sign(by=signers[1], at=make.NOW, role="Clinical reviewer")
    assert read(page) == f"When is it given? {SIGNED} Check again by 1 Jan 2099"


def test_country_text_is_text_and_not_markup(signers):
    guidance = make.make_guidance("k1")
    guidance.text = "<script>alert(1)</script>"
    guidance.save()
    for user in signers:
        guidance.sign(by=user, at=make.NOW, role="Clinical reviewer")
    html = read_html(lesson(make.make_fact(key="k1")))
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 1
    assert html.count("<script>") == 0


def test_guidance_keys_are_those_of_facts_and_guidance():
    page = lesson(
        make.make_fact(key="k1"),
        make.make_fact(),
        asking("k2"),
        asking("k1"),
        {"type": "text", "value": "<p>k3</p>"},
    )
    assert guidance_keys(page.body) == {"k1", "k2"}


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("text", "<p>Words.</p>", "Words."),
        ("key_message", "<p>Words.</p>", "Remember Words."),
        ("reflection", "<p>Words.</p>", "Think for a moment Words."),
        ("case", {"title": "Ana", "body": "<p>W.</p>"}, "A story to think about Ana W."),
        (
            "role_play",
            {"title": "Ana", "minutes": 10, "body": "<p>W.</p>"},
            "Role-play · 10 minutes Ana W.",
        ),
    ],
)
def test_block_is_drawn(kind, value, words):
    html = read_html(lesson({"type": kind, "value": value}))
    spaced = strip_tags(html.replace("<", " <"))
    assert " ".join(spaced.split()) == words


# Wagtail leaves the buffer of a new rendition for the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
def test_image_is_drawn_with_its_words_and_lazily():
    picture = Picture.objects.create(title="T", file=get_test_image_file("hiv-mother.png"))
    value = {"image": picture.pk, "alt": "A cup", "caption": "Tea"}
    html = read_html(lesson({"type": "image", "value": value}))
    assert [html.count(part) for part in ('alt="A cup"', 'loading="lazy"', ">Tea<")] == [1, 1, 1]
    assert html.count("hiv-mother") == 0


def test_audio_is_drawn_with_its_transcript():
    recording = Recording.objects.create(title="A talk", file="files/a.mp3", duration=3)
    value = {"recording": recording.pk, "transcript": "<p>Good morning.</p>"}
    html = read_html(lesson({"type": "audio", "value": value}))
    assert html.count('preload="none" src="/media/files/a.mp3"') == 1
    assert html.count("<p>Good morning.</p>") == 1


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        ({"type": "danger", "value": "<p>Go now.</p>"}, "Danger sign Go now."),
        ({"type": "do", "value": "<ul><li>Ask.</li></ul>"}, "Do Ask."),
        ({"type": "dont", "value": "<ul><li>Guess.</li></ul>"}, "Do not Guess."),
        (
            {"type": "myth", "value": {"myth": "Cups pass it.", "truth": "<p>They do not.</p>"}},
            "People say Cups pass it. What is true They do not.",
        ),
        (
            {"type": "check", "value": {"question": "Why?", "answer": "<p>Because.</p>"}},
            "Check yourself: Why? Because.",
        ),
    ],
)
def test_blocks_for_teaching_are_read(block, shown):
    apart = read_html(lesson(block)).replace("<", " <")

    assert " ".join(strip_tags(apart).split()) == shown


def test_self_check_opens_without_a_script():
    page = lesson({"type": "check", "value": {"question": "Why?", "answer": "<p>Because.</p>"}})

    assert "<details" in read_html(page)


def test_a_note_for_the_trainer_reaches_no_trainee(client):
    """Its twin is the trainer's preview, which shows it."""
    note = {"type": "facilitator", "value": "<p>Eight minutes in pairs.</p>"}
    page = lesson({"type": "text", "value": "<p>Read this.</p>"}, note)
    module = page.get_parent().specific
    for each in (page, module, module.get_parent().specific):
        make.sign(each)
    trainee = make.make_trainee(make.make_cohort(module.get_parent().specific))
    make.make_enrolment(trainee)
    client.force_login(trainee.user)

    read_by_her = client.get("/learn/p1/m1/l1/").content.decode()
    previews = {
        mode: page.make_preview_request(preview_mode=mode).render().content.decode()
        for mode, _ in page.preview_modes
    }

    assert "Read this." in read_by_her
    assert "Eight minutes" not in read_by_her
    assert {mode: "Eight minutes" in html for mode, html in previews.items()} == {
        "": False,
        "facilitator": True,
        "paper": False,
        "checks": False,
    }


def steps_of(*steps: dict, in_order: bool = True) -> dict:
    items = [
        {"type": "item", "value": step, "id": str(number)} for number, step in enumerate(steps)
    ]
    return {"type": "picture_steps", "value": {"steps": items, "in_order": in_order}}


FEVER = {"drawing": "fever", "text": "A fever"}
SHOWN = '<img src="/static/drawings/d16.svg" width="160" height="120" alt="{}" loading="lazy"'


def test_drawing_is_shown_with_its_own_words_or_the_authors():
    block = {"type": "image", "value": {"drawing": "fever", "caption": "Hot & ill"}}
    html = read_html(lesson(block))
    block["value"]["alt"] = 'She "burns"'
    other = read_html(make.make_lesson(make.make_module(make.make_programme("p2")), body=[block]))

    assert html.count(SHOWN.format(DRAWINGS["fever"].alt)) == 1
    assert html.count("<figcaption>Hot &amp; ill</figcaption>") == 1
    assert other.count(SHOWN.format("She &quot;burns&quot;")) == 1


@pytest.mark.parametrize(
    ("in_order", "tag"), [(True, '<ol class="steps">'), (False, '<ul class="steps">')]
)
def test_steps_are_a_list_of_pictures_with_a_line_each(in_order, tag):
    html = read_html(lesson(steps_of(FEVER, {**FEVER, "text": "2 < 3"}, in_order=in_order)))

    assert [html.count(part) for part in (tag, "<li>", "/d16.svg", "<p>2 &lt; 3</p>")] == [
        *(1, 2, 2, 1)
    ]


def test_drawing_that_is_no_more_leaves_its_line():
    html = read_html(lesson(steps_of(FEVER, {"drawing": "gone", "text": "Still here"})))

    assert (html.count("<img"), html.count("Still here")) == (1, 1)


def test_pictures_cost_no_query(django_assert_num_queries):
    page = lesson(steps_of(FEVER, FEVER), {"type": "image", "value": {"drawing": "fever"}})
    page = type(page).objects.get(pk=page.pk)

    with django_assert_num_queries(0):
        assert render_to_string("curriculum/lesson_body.html", {"page": page}).count("<img") == 3


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        ({"drawing": "fever"}, {}),
        ({"image": True, "alt": "A cup"}, {}),
        ({}, {"drawing": "Choose a drawing or a picture of your own."}),
        (
            {"drawing": "fever", "image": True, "alt": "A cup"},
            {"drawing": "Choose a drawing or a picture of your own."},
        ),
        ({"image": True}, {"alt": "Say what the picture teaches."}),
        ({"drawing": "cat"}, {"drawing": "Select a valid choice. cat is not one of the available choices."}),
    ],
)  # fmt: skip
def test_picture_is_a_drawing_or_her_own_with_words(value, faults):
    block = LessonPage._meta.get_field("body").stream_block.child_blocks["image"]
    if "image" in value:
        value["image"] = Picture.objects.create(title="T", file=get_test_image_file()).pk
    picture = block.to_python(value)

    try:
        block.clean(picture)
        found = {}
    except StructBlockValidationError as fault:
        found = {name: each.messages[0] for name, each in fault.block_errors.items()}

    assert found == faults
    if value.get("drawing") != "cat":
        block.clean_deferred(picture)  # a draft may be unfinished


def test_author_sees_each_drawing_beside_its_name():
    field = LessonPage._meta.get_field("body").stream_block.child_blocks["image"]
    html = field.child_blocks["drawing"].field.widget.render("d", "fever", {"id": "x"})

    assert html.count("<img") == len(DRAWINGS)
    assert html.count('src="/static/drawings/d16.svg"') == 1
    assert " ".join(strip_tags(html).split()).startswith("No drawing Much virus Little virus")
    assert html.count("checked") == 1


def test_change_of_pictures_is_told_in_words():
    page = lesson(steps_of(FEVER, {"drawing": "bleeding", "alt": "Blood", "text": "Any"}))

    (row,) = rows_of(page.body)

    assert row["text"] == "Woman: fever, A fever; Woman: bleeding, Blood, Any"
    assert (row["more"], row["layout"]) == ({"one after the other": "yes"}, "")


def test_every_block_has_an_icon_that_exists():
    drawn = get_icons()
    blocks = LessonPage._meta.get_field("body").stream_block.child_blocks.values()

    assert [each.name for each in blocks if f'id="icon-{each.meta.icon}"' not in drawn] == []
