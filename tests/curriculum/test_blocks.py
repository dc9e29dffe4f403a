"""What a lesson is made of; above all: a draft that rests on a country's decision reaches nobody."""

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from wagtail.images.tests.utils import get_test_image_file

from curriculum.blocks import guidance_keys
from curriculum.models import Country, LocalGuidance, Picture, Recording
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
