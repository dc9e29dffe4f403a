"""The observation page: rating, paper and the second trainer, over plain forms."""

import datetime as dt
import re

import pytest

from assessments.models import Countersignature, Observation, ObservationSheet
from tests import make
from tests.assessments.course import ask
from tests.assessments.pages import main_of, queries, signed_in

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def desk(course):
    return signed_in(course.bahati)


@pytest.fixture
def second(course):
    return signed_in(make.make_trainer("tendai", cohort=course.cohort))


@pytest.fixture
def asked(course):
    """The checklist asks for a rating and a second trainer."""
    ask(course.checklist, rating_at_least=3, countersigned=True)
    return course


@pytest.fixture
def paper(course, desk):
    """A draft that Bahati types in from a sheet that was printed long ago."""
    sheet = ObservationSheet.make(
        enrolment=course.enrolment, checklist=course.checklist, by=course.bahati, at=make.LONG_AGO
    )
    return Observation.objects.begin_from_sheet(sheet=sheet, by=course.bahati, at=make.NOW)


def begin(course):
    return Observation.objects.begin(
        enrolment=course.enrolment, checklist=course.checklist, by=course.bahati, at=make.NOW
    )


def place(observation, verb: str = "") -> str:
    return f"/desk/observations/{observation.uuid}/{verb}"


def ticks(observation, *texts) -> list[str]:
    return [each["uid"] for each in observation.edition.content["steps"] if each["text"] in texts]


def text_of(reply) -> str:
    """What a person reads in the page's main part and its messages, blanks made single."""
    words = re.sub(r"<[^>]+>", " ", reply.content.decode())
    return " ".join(words.split())


# Rating --------------------------------------------------------------------------------------------


def test_draft_asks_for_the_rating_where_the_edition_does(asked, desk):
    page = desk.get(place(begin(asked)))

    assert main_of(page).count(b'type="radio"') == 5
    assert "On the whole it must be “pass” or better." in text_of(page)
    assert "It counts when a second trainer has countersigned it." in text_of(page)


def test_draft_asks_for_none_where_the_edition_does_not(course, desk):
    page = desk.get(place(begin(course)))

    assert main_of(page).count(b'type="radio"') == 0
    assert "On the whole" not in text_of(page)
    assert "second trainer" not in text_of(page)


def test_finish_without_a_rating_keeps_everything_that_was_typed(asked, desk):
    draft = begin(asked)
    fields = {"do": "finish", "step": ticks(draft, "greets", "asks"), "remark": "calm"}

    page = desk.post(place(draft), fields, follow=True)

    assert "Choose how she did on the whole. Your ticks are saved." in text_of(page)
    draft.refresh_from_db()
    assert (draft.state, draft.ticked, draft.remark) == ("draft", fields["step"], "calm")


@pytest.mark.parametrize("junk", ["", "0", "6", "good", "3.0"])
def test_rating_that_cannot_be_read_is_none(asked, desk, junk):
    draft = begin(asked)

    desk.post(place(draft), {"do": "finish", "rating": junk, "step": ticks(draft, "asks")})

    draft.refresh_from_db()
    assert (draft.state, draft.rating, draft.ticked) == ("draft", None, ticks(draft, "asks"))


def test_kept_rating_comes_back_chosen(asked, desk):
    draft = begin(asked)

    page = desk.post(place(draft), {"do": "keep", "rating": "4"}, follow=True).content.decode()

    assert re.findall(r'value="(\d)" required checked', page) == ["4"]


def test_finished_observation_shows_its_rating_and_points(asked, desk):
    steps = (("greets", True, 3), ("asks", False))
    heavy = make.make_checklist(asked.module, steps, "other", pass_at=4, rating_at_least=3)
    make.sign(heavy)
    draft = Observation.objects.begin(
        enrolment=asked.enrolment, checklist=heavy, by=asked.bahati, at=make.NOW
    )
    asks = text_of(desk.get(place(draft)))

    fields = {"do": "finish", "rating": "2", "step": ticks(draft, "greets")}
    page = text_of(desk.post(place(draft), fields, follow=True))

    assert "at least 4 of 4 points." in asks
    assert "1 of 2 steps done. 3 of 4 points. On the whole: Borderline." in page
    assert "Not yet competent" in page


# Paper ---------------------------------------------------------------------------------------------


def test_paper_draft_asks_for_the_day_it_was_used(desk, paper):
    page = desk.get(place(paper))

    found = re.search(rb'name="seen_on" value="" min="([^"]+)"', page.content)
    assert found[1] == b"2020-01-06"
    assert f"From the paper sheet {paper.sheet.shown_code} : tick here" in text_of(page)


def test_live_draft_asks_for_no_day(course, desk):
    assert b"seen_on" not in main_of(desk.get(place(begin(course))))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("", "Write the day on which you watched her. Your ticks are saved."),
        ("yesterday", "Write the day on which you watched her. Your ticks are saved."),
        ("2099-03-02", "That day is still to come. Look at the date on the sheet."),
        ("2020-01-05", "On that day the sheet was not printed yet. Look at the date on the sheet."),
    ],
)
def test_day_that_cannot_be_right_is_refused_and_the_ticks_are_kept(desk, paper, day, reason):
    fields = {"do": "finish", "step": ticks(paper, "greets", "asks"), "seen_on": day}

    page = desk.post(place(paper), fields, follow=True)

    assert reason in text_of(page)
    paper.refresh_from_db()
    assert (paper.state, paper.ticked) == ("draft", fields["step"])


def test_finished_paper_says_when_it_was_seen_and_from_which_sheet(desk, paper):
    fields = {"do": "finish", "step": ticks(paper, "greets", "asks"), "seen_on": "2026-03-02"}

    page = text_of(desk.post(place(paper), fields, follow=True))

    code = paper.sheet.shown_code
    assert f"Observed by bahati on 2 March 2026, on the paper sheet {code}; typed in on" in page
    assert Observation.objects.get().seen_on == TODAY


def test_sheet_typed_in_by_mistake_is_given_back(desk, second, paper):
    offered = "This sheet is not mine" in text_of(desk.get(place(paper)))

    page = text_of(desk.post(place(paper, "void/"), {"reason": "not mine"}, follow=True))
    again = second.post("/desk/sheets/", {"code": paper.sheet.code, "watched": "on"})

    assert offered is True
    assert "Begun by bahati and not finished." in page
    assert again["Location"] == place(Observation.objects.exclude(pk=paper.pk).get())


def test_only_whoever_typed_it_in_can_give_it_back(second, paper):
    assert "This sheet is not mine" not in text_of(second.get(place(paper)))
    assert second.post(place(paper, "void/"), {"reason": "x"}).status_code == 404


# The second trainer --------------------------------------------------------------------------------


def waiting(course):
    return make.observe(course.enrolment, course.checklist, course.bahati)


def test_assessor_reads_that_it_waits_and_finds_no_button(asked, desk):
    page = desk.get(place(waiting(asked)))

    assert "Competent, waits for a second trainer" in text_of(page)
    assert "You cannot do that yourself." in text_of(page)
    assert b"countersign/" not in page.content


def test_second_trainer_countersigns(asked, second):
    seen = waiting(asked)
    offered = b"countersign/" in second.get(place(seen)).content

    fields = {"remark": "She knew it the next day too."}
    page = second.post(place(seen, "countersign/"), fields, follow=True)

    assert offered is True
    assert "You have countersigned. The observation counts now." in text_of(page)
    assert "Countersigned by tendai on " in text_of(page)
    assert "She knew it the next day too." in text_of(page)
    assert (b"countersign/" in page.content, Countersignature.objects.count()) == (False, 1)


def test_assessor_who_posts_all_the_same_is_refused_in_words(asked, desk):
    page = desk.post(place(waiting(asked), "countersign/"), follow=True)

    assert "Somebody else must countersign." in text_of(page)
    assert Countersignature.objects.count() == 0


def test_countersign_is_not_found_for_strangers_and_herself(asked):
    asked.user.groups.add(make.Group.objects.get(name=make.roles.TRAINER.name))
    make.StaffScope.objects.create(user=asked.user, role="trainer", cohort=asked.cohort)
    cohort = make.make_cohort(asked.programme, "c2", "ZA")
    stranger = make.make_trainer("joyce", cohort=cohort)
    address = place(waiting(asked), "countersign/")

    replies = [signed_in(user).post(address) for user in (stranger, asked.user)]

    assert [reply.status_code for reply in replies] == [404, 404]
    assert signed_in(asked.bahati).get(address).status_code == 405
    assert Countersignature.objects.count() == 0


def test_observation_page_costs_the_same_with_paper_and_countersignature(asked, desk, second):
    seen = waiting(asked)
    before = queries(lambda: desk.get(place(seen)))
    second.post(place(seen, "countersign/"))

    assert (before, queries(lambda: desk.get(place(seen)))) == (5, 5)
