"""A trainer's side: observing, results and unlocks, over plain forms."""

import pytest

from assessments.models import AttemptUnlock, Observation, ObservationState
from tests import make
from tests.assessments.course import wrong_answers
from tests.assessments.pages import main_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(course):
    return signed_in(course.bahati)


@pytest.fixture
def draft(course):
    return Observation.objects.begin(
        enrolment=course.enrolment, checklist=course.checklist, by=course.bahati, at=make.NOW
    )


@pytest.fixture
def elsewhere(course):
    """A trainer of another country."""
    cohort = make.make_cohort(course.programme, "c2", "ZA")
    return signed_in(make.make_trainer("tendai", cohort=cohort))


def begin(course) -> str:
    return f"/desk/enrolments/{course.enrolment.pk}/observe/m1/"


def unlock(course) -> str:
    return f"/desk/enrolments/{course.enrolment.pk}/unlock/m1/"


def place(observation, verb: str = "") -> str:
    return f"/desk/observations/{observation.uuid}/{verb}"


def ticks(observation, *texts) -> list[str]:
    return [each["uid"] for each in observation.edition.content["steps"] if each["text"] in texts]


# Observing -----------------------------------------------------------------------------------------


def test_begin_leads_to_one_draft_however_often_it_is_tapped(course, desk):
    first, second = (desk.post(begin(course)) for _ in range(2))

    draft = Observation.objects.get()
    assert (first.status_code, first["Location"]) == (302, place(draft))
    assert second["Location"] == place(draft)


def test_begin_says_in_words_why_it_is_refused(course, desk):
    course.checklist.unpublish()

    page = desk.post(begin(course), follow=True)

    assert "This checklist is not open, or not part of her programme." in page.content.decode()
    assert Observation.objects.count() == 0


def test_begin_is_not_found_for_strangers_and_unknown_checklists(course, desk, elsewhere, client):
    assert elsewhere.post(begin(course)).status_code == 404
    assert signed_in(course.user).post(begin(course)).status_code == 404
    assert signed_in(make.make_hr(country="XD")).post(begin(course)).status_code == 404
    assert client.post(begin(course))["Location"] == f"/sign-in/?next={begin(course)}"
    assert desk.post(begin(course).replace("m1", "none")).status_code == 404
    assert desk.get(begin(course)).status_code == 405
    assert Observation.objects.count() == 0


def test_trainer_who_learns_herself_finds_no_way_to_observe_herself(course):
    """A peer who became a trainer, of her own cohort: the door, then the rule."""
    course.user.groups.add(make.Group.objects.get(name=make.roles.TRAINER.name))
    make.StaffScope.objects.create(user=course.user, role="trainer", cohort=course.cohort)
    herself = signed_in(course.user)

    replies = [herself.post(begin(course)), herself.post(unlock(course), {"reason": "please"})]

    assert [reply.status_code for reply in replies] == [404, 404]
    assert (Observation.objects.count(), AttemptUnlock.objects.count()) == (0, 0)


def test_observed_trainee_cannot_open_or_finish_her_own_observation(course, draft):
    herself = signed_in(course.user)

    assert herself.get(place(draft)).status_code == 404
    assert herself.post(place(draft), {"do": "finish"}).status_code == 404
    assert Observation.objects.get().state == ObservationState.DRAFT


def test_draft_is_kept_and_comes_back_ticked(desk, draft):
    fields = {"do": "keep", "step": ticks(draft, "greets", "asks"), "remark": "calm"}

    page = desk.post(place(draft), fields, follow=True).content.decode()

    assert (page.count(" checked"), "calm</textarea>" in page) == (2, True)
    assert Observation.objects.get().state == ObservationState.DRAFT


def test_finished_observation_shows_its_verdict_and_takes_no_more_ticks(desk, draft):
    fields = {"do": "finish", "step": ticks(draft, "asks", "sums up")}
    page = desk.post(place(draft), fields, follow=True)

    again = desk.post(place(draft), {"do": "finish", "step": ticks(draft, "greets", "asks")})
    kept = desk.post(place(draft), {"do": "keep", "step": ticks(draft, "greets")}, follow=True)

    assert "Not yet competent" in page.content.decode()
    assert "2 of 3 steps done." in page.content.decode()
    assert "Observed by bahati on " in page.content.decode()
    assert again.status_code == 302
    assert "This observation is final." in kept.content.decode()
    assert Observation.objects.get().ticked == ticks(draft, "asks", "sums up")


def test_another_trainers_draft_is_refused_in_words(course, draft):
    other = signed_in(make.make_trainer("tendai", cohort=course.cohort))

    page = other.post(place(draft), {"do": "finish", "step": ticks(draft, "greets")}, follow=True)

    assert "Another trainer began this observation." in page.content.decode()
    assert (Observation.objects.get().state, Observation.objects.get().ticked) == ("draft", [])


def test_observation_of_another_country_is_not_found(elsewhere, draft):
    assert elsewhere.get(place(draft)).status_code == 404
    assert elsewhere.post(place(draft), {"do": "keep", "remark": "x"}).status_code == 404
    assert Observation.objects.get().remark == ""


def test_posted_verdict_changes_nothing(desk, draft):
    desk.post(place(draft), {"do": "finish", "competent": "true", "state": "final", "done": "3"})

    assert Observation.objects.get().competent is False


# Void ----------------------------------------------------------------------------------------------


def test_void_needs_a_reason(course, desk):
    seen = make.observe(course.enrolment, course.checklist, course.bahati)

    silent = desk.post(place(seen, "void/"), {"reason": "  "}, follow=True)
    after_silence = Observation.objects.get().state
    said = desk.post(place(seen, "void/"), {"reason": "wrong woman"}, follow=True)

    assert "Say why this observation does not count." in silent.content.decode()
    assert "It does not count any more." in said.content.decode()
    assert (after_silence, Observation.objects.get().state) == ("final", "void")
    assert "Does not count" in main_of(desk.get(place(seen))).decode()


def test_only_ones_own_final_observation_can_be_voided(course, desk, draft):
    tendai = make.make_trainer("tendai", cohort=course.cohort)
    theirs = make.observe(course.enrolment, course.checklist, tendai)

    replies = [desk.post(place(each, "void/"), {"reason": "x"}) for each in (theirs, draft)]

    assert [reply.status_code for reply in replies] == [404, 404]
    assert sorted(Observation.objects.values_list("state", flat=True)) == ["draft", "final"]


# Results and unlocks -------------------------------------------------------------------------------


def test_trainer_reads_what_was_answered_once_it_is_handed_in(course, desk, elsewhere):
    attempt = make.start(course.enrolment, course.quiz)
    result = f"/desk/attempts/{attempt.uuid}/"
    under_way = desk.get(result).status_code
    make.submit(attempt)

    page = desk.get(result)

    assert (under_way, page.status_code) == (404, 200)
    assert "100 % right; 80 % is needed." in page.content.decode()
    assert elsewhere.get(result).status_code == 404
    assert signed_in(course.user).get(result).status_code == 404
    assert signed_in(make.make_hr(country="XD")).get(result).status_code == 404


def test_result_of_an_attempt_voided_under_way_is_not_found(course, desk):
    attempt = make.start(course.enrolment, course.quiz)
    attempt.void(by=course.bahati, at=make.NOW, reason="x")

    assert desk.get(f"/desk/attempts/{attempt.uuid}/").status_code == 404


def test_unlock_needs_a_reason_and_opens_one_try(course, desk):
    attempt = make.start(course.enrolment, course.quiz)
    make.submit(attempt, wrong_answers(attempt))

    silent = desk.post(unlock(course), {"reason": ""}, follow=True)
    after_silence = AttemptUnlock.objects.count()
    said = [desk.post(unlock(course), {"reason": "We read it."}, follow=True) for _ in range(2)]

    assert "Say why she gets another try." in silent.content.decode()
    assert "She can try the quiz again now." in said[0].content.decode()
    assert (after_silence, AttemptUnlock.objects.count()) == (0, 1)
    assert make.start(course.enrolment, course.quiz).number == 2


def test_unlock_is_not_found_for_another_country(course, elsewhere):
    assert elsewhere.post(unlock(course), {"reason": "x"}).status_code == 404
    assert AttemptUnlock.objects.count() == 0
