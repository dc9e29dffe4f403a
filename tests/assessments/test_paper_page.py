"""The paper page tells what is asked and nothing of what is right; the result tells it afterwards."""

import re

import pytest
from lxml import html

from assessments import forms
from home.demonstration import right_answers
from tests import make
from tests.assessments.canaries import CANARIES, heard, sing
from tests.assessments.course import BY_HAND, EVERY_KIND, make_course, wrong_answers
from tests.assessments.pages import address, form, signed_in

pytestmark = pytest.mark.django_db
KEEPS_ITS_OWN = ("numeric", "short", "cloze")  # her own right answer would be the canary


@pytest.fixture
def sung(monkeypatch):
    """A course whose every question carries the canaries in all that must not be told."""
    sing(monkeypatch)
    return make_course(*EVERY_KIND, BY_HAND)


def test_paper_page_holds_no_key_feedback_or_rationale(sung):
    attempt = make.start(sung.enrolment, sung.quiz)
    phone = signed_in(sung.user)
    saved = _without_typed(attempt)

    empty = phone.get(address(attempt))
    phone.post(address(attempt), form(attempt, saved, "save"))
    filled = phone.get(address(attempt))
    refused = phone.post(address(attempt), form(attempt, saved))
    synced = phone.post("/learn/sync/", form(attempt, saved, "save", attempt=attempt.uuid))

    replies = (empty, filled, refused, synced)
    assert [reply.status_code for reply in replies] == [200, 200, 400, 200]
    assert [heard(reply) for reply in replies] == [[], [], [], []]


def _without_typed(attempt) -> dict:
    kinds = {item.pk: item.question.content["type"] for item in attempt.paper()}
    answers = right_answers(attempt)
    return {pk: said for pk, said in answers.items() if kinds[pk] not in KEEPS_ITS_OWN}


def test_no_page_that_she_can_reach_tells_anything_before_she_hands_in(sung):
    """S1: from her first page along every link, with an attempt under way."""
    attempt = make.start(sung.enrolment, sung.quiz)
    phone = signed_in(sung.user)

    seen = crawl(phone, "/learn/")

    assert {"/learn/attempts/start/m1/", address(attempt)} <= set(seen)
    assert {place: heard(reply) for place, reply in seen.items() if heard(reply)} == {}


def crawl(phone, start: str) -> dict:
    """Every page behind a link from ``start``, by its address; nothing that would change anything."""
    seen, waiting = {}, [start, "/learn/attempts/start/m1/"]
    while waiting:
        place = waiting.pop()
        if place in seen or place.startswith(("/static/", "/sign-out/", "/admin/")):
            continue
        reply = seen[place] = phone.get(place, follow=True)
        links = re.findall(r'href="(/[^"#?]*)', reply.content.decode("utf-8", "replace"))
        waiting += links + [place for place, _ in reply.redirect_chain]
    return seen


def test_parts_stand_apart_from_their_keys(sung):
    """No uid joins a stem to its choice, every stem offers the same, and no order is the right one."""
    attempt = make.start(sung.enrolment, sung.quiz)
    page = html.fromstring(signed_in(sung.user).get(address(attempt)).content.decode())
    content = {item.question.content["type"]: item for item in attempt.paper()}

    pairs = content["matching"].question.content["pairs"]
    offered = [
        [option.get("value") for option in select.iter("option")]
        for select in page.xpath(
            "//select[starts-with(@name, $q)]", q=f"q{content['matching'].pk}-"
        )
    ]
    assert {pair["uid"] for pair in pairs} & {pair["choice_uid"] for pair in pairs} == set()
    assert offered == [["", *content["matching"].options]] * 2
    right = [item["uid"] for item in content["ordering"].question.content["items"]]
    named = [
        select.get("name").partition("-")[2]
        for select in page.xpath(
            "//select[starts-with(@name, $q)]", q=f"q{content['ordering'].pk}-"
        )
    ]
    assert (named == right, sorted(named) == sorted(right)) == (False, True)


def test_right_and_wrong_options_look_alike(sung):
    attempt = make.start(sung.enrolment, sung.quiz)
    page = signed_in(sung.user).get(address(attempt)).content.decode()

    shapes = {True: set(), False: set()}
    for item in attempt.paper()[:3]:
        for option in item.question.content["options"]:
            line = next(line for line in page.splitlines() if option["uid"] in line)
            said = line.replace(option["uid"], "").replace(f"<span>{option['text']}</span>", "")
            shapes[option["correct"]].add(said.replace(f'name="q{item.pk}"', ""))

    assert shapes[True] == shapes[False]
    assert len(shapes[True]) == 2  # a round box, a square box


def test_without_the_guard_the_canaries_would_be_heard(sung, monkeypatch):
    """The page of a result has them, so this test would notice a paper page that had."""
    attempt = make.start(sung.enrolment, sung.quiz)
    make.submit(attempt)

    told = heard(signed_in(sung.user).get(address(attempt)), CANARIES)

    assert told == ["canary-feedback-right", "canary-rationale", "canary-accepted", "73915824"]


def test_failed_result_explains_her_choice_but_gives_no_key_away(sung):
    attempt = make.start(sung.enrolment, sung.quiz)
    make.submit(attempt, wrong_answers(attempt))

    page = signed_in(sung.user).get(address(attempt))

    assert heard(page, CANARIES) == ["canary-feedback-wrong", "canary-rationale"]
    assert "Also right" not in page.content.decode()


def test_passed_result_names_the_right_options_that_she_missed(full):
    attempt = make.start(full.enrolment, full.quiz)
    answers = right_answers(attempt)
    multiple = attempt.paper()[1]
    answers[multiple.pk] = {"chosen": answers[multiple.pk]["chosen"][:1]}
    make.submit(attempt, answers)

    page = signed_in(full.user).get(address(attempt)).content.decode()

    assert (page.count("Also right"), page.count("Partly right")) == (1, 1)
    assert "93 % right; 80 % is needed." in page


def test_result_counts_missed_critical_questions(full):
    attempt = make.start(full.enrolment, full.quiz)
    answers = right_answers(attempt)
    critical = attempt.paper()[0]
    answers[critical.pk] = wrong_answers(attempt)[critical.pk]
    make.submit(attempt, answers)

    page = signed_in(full.user).get(address(attempt)).content.decode()

    assert "One critical question was not right." in page
    assert "Not passed yet" in page


def test_text_of_a_question_is_escaped():
    course = make_course(
        {"stem": "<script>alert(1)</script>", "options": [("<b>", True), ("x", 0)]}
    )
    attempt = make.start(course.enrolment, course.quiz)

    page = signed_in(course.user).get(address(attempt)).content.decode()

    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)
    assert "<b>" not in page


def test_without_ids_made_of_content_a_changed_answer_would_be_lost(full, monkeypatch):
    """The twin of the lost reply: with the form's id alone, the second posting passes for a replay."""
    attempt = make.start(full.enrolment, full.quiz)
    phone = signed_in(full.user)
    saved = form(attempt, wrong_answers(attempt), "save")
    monkeypatch.setattr(forms, "digest", lambda said: "the same")
    phone.post(address(attempt), saved)

    phone.post(address(attempt), form(attempt, right_answers(attempt), post=saved["post"]))

    attempt.refresh_from_db()
    assert attempt.current_grading.passed is False
