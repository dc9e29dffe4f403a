"""The life of a placement once proposed. Overrides: ``test_placement_override.py``."""

import pytest
from wagtail.log_actions import registry

from certificates.models import Certificate, Placement, PlacementEvent, Status
from certificates.models.placement_records import ACTIONS as STEPS
from certificates.wagtail_hooks import ACTIONS
from tests import make
from tests.certificates import papers, stays
from tests.certificates.stays import DAY, EXPIRES, FIRST, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate():
    return papers.make_certificate()


@pytest.fixture
def chris():
    return make.make_hr(country="XD")


# Verify


def test_verify_notes_what_it_rests_on(certificate, chris):
    placement = stays.make_ready(certificate, chris)

    placement.verify(by=chris, at=make.NOW + DAY)

    event = placement.events.get(kind="verified")
    assert (placement.state, event.by, event.at) == ("verified", chris, make.NOW + DAY)
    assert event.found == {
        "look_up": certificate.verifications.get().pk,
        "identity": placement.identities.get().pk,
        "conduct": placement.conducts.get().pk,
    }
    assert make.logged(placement)[-1] == "certificates.verify_placement"


def test_verify_twice_is_quiet(certificate, chris):
    placement = stays.make_verified(certificate, chris)

    placement.verify(by=chris, at=make.NOW + DAY)

    assert stays.kinds(placement).count("verified") == 1


def test_verify_says_everything_that_is_missing(certificate, chris):
    placement = stays.propose(
        certificate, chris, site=None, scope="", supervisor_name="", starts_on=EXPIRES + DAY
    )

    found = refusal(lambda: placement.verify(by=chris, at=make.NOW))

    missing = ["not_looked_up", "no_identity", "no_conduct", "no_site", "no_scope", "no_supervisor"]
    assert found == ("lacks", ["expired", *missing])
    assert Placement.objects.get().state == "proposed"


@pytest.mark.parametrize(
    ("days", "found"), [(30, []), (30.01, ["not_looked_up"]), (-0.01, ["not_looked_up"])]
)
def test_look_up_may_be_thirty_days_old(certificate, chris, days, found):
    placement = stays.propose(certificate, chris)
    stays.see_identity(placement, chris)
    stays.see_conduct(placement, chris)
    at = make.NOW + 40 * DAY
    stays.look_up(certificate, chris, at=at - days * DAY)

    assert [lack.code for lack in placement.lacks(at=at)] == found


def test_look_up_by_an_outsider_or_of_another_certificate_counts_for_nothing(certificate, chris):
    placement = stays.propose(certificate, chris)
    other = papers.make_certificate("Mary Phiri")
    look_ups = type(stays.look_up(other, chris)).objects
    look_ups.ask(number=certificate.number, name=papers.NAME, address="", at=make.NOW, today=FIRST)

    assert "not_looked_up" in [lack.code for lack in placement.lacks(at=make.NOW)]


def test_verify_of_a_withdrawn_certificate_is_refused(certificate, chris):
    placement = stays.make_ready(certificate, chris)
    certificate.revoke(by=chris, at=make.NOW, reason="Wrong person.")

    assert refusal(lambda: placement.verify(by=chris, at=make.NOW)) == ("lacks", ["not_current"])


@pytest.mark.parametrize("status", ["suspended", "replaced"])
def test_any_other_status_is_not_valid(certificate, chris, monkeypatch, status):
    placement = stays.make_ready(certificate, chris)
    monkeypatch.setattr(Certificate, "status_on", lambda self, day: status)

    assert refusal(lambda: placement.verify(by=chris, at=make.NOW)) == ("lacks", ["not_current"])


# Place


def test_place_writes_event_and_log(certificate, chris):
    placement = stays.make_placed(certificate, chris)

    assert placement.state == "placed"
    assert stays.kinds(placement)[-2:] == ["verified", "placed"]
    assert make.logged(placement)[-1] == "certificates.place"


def test_place_twice_is_quiet(certificate, chris):
    placement = stays.make_placed(certificate, chris)

    placement.place(by=chris, at=make.NOW)

    assert stays.kinds(placement).count("placed") == 1


def test_place_is_refused_before_her_first_day(certificate, chris):
    placement = stays.make_verified(certificate, chris, starts_on=FIRST + DAY)

    assert refusal(lambda: placement.place(by=chris, at=make.NOW)) == ("too_early", [])


def test_place_is_refused_unverified(certificate, chris):
    placement = stays.make_ready(certificate, chris)

    assert refusal(lambda: placement.place(by=chris, at=make.NOW)) == ("not_verified", [])


def test_place_is_refused_when_the_certificate_was_withdrawn_meanwhile(certificate, chris):
    placement = stays.make_verified(certificate, chris)
    certificate.revoke(by=chris, at=make.NOW, reason="Wrong person.")

    assert refusal(lambda: placement.place(by=chris, at=make.NOW)) == ("lacks", ["not_current"])
    assert Placement.objects.get().state == "verified"


def test_place_twin_without_looking_again_places_her(certificate, chris, monkeypatch):
    placement = stays.make_verified(certificate, chris)
    certificate.revoke(by=chris, at=make.NOW, reason="Wrong person.")
    monkeypatch.setattr(
        "certificates.models.placement.grounds.certificate_lacks", lambda placement, at: []
    )

    placement.place(by=chris, at=make.NOW)

    assert placement.state == "placed"


# End, cancel


def test_end_keeps_plan_and_certificate(certificate, chris):
    placement = stays.make_placed(certificate, chris, ends_on=EXPIRES)
    before = Certificate.objects.values().get()

    placement.end(by=chris, at=make.NOW + 9 * DAY, ends_on=FIRST + 7 * DAY, reason=" Moved. ")

    assert (placement.state, placement.ends_on, placement.ended_on, placement.last_day) == (
        "ended",
        EXPIRES,
        FIRST + 7 * DAY,
        FIRST + 7 * DAY,
    )
    assert placement.events.get(kind="ended").reason == "Moved."
    assert make.logged(placement)[-1] == "certificates.end_placement"
    assert Certificate.objects.values().get() == before
    assert Certificate.objects.get().status_on(FIRST + 9 * DAY) == Status.VALID
    assert certificate.events.count() == 1


@pytest.mark.parametrize(
    ("ends_on", "reason", "found"),
    [
        (FIRST - DAY, "Moved.", "dates"),
        (FIRST + DAY, "Moved.", "too_late"),
        (FIRST, " ", "no_reason"),
    ],
)
def test_end_is_refused(certificate, chris, ends_on, reason, found):
    placement = stays.make_placed(certificate, chris)

    ended = refusal(lambda: placement.end(by=chris, at=make.NOW, ends_on=ends_on, reason=reason))

    assert (ended[0], Placement.objects.get().state) == (found, "placed")


def test_end_twice_is_quiet_and_keeps_the_first(certificate, chris):
    placement = stays.make_placed(certificate, chris)
    for reason in ("Moved.", "Again."):
        placement.end(by=chris, at=make.NOW, ends_on=FIRST, reason=reason)

    assert [e.reason for e in placement.events.filter(kind="ended")] == ["Moved."]


@pytest.mark.parametrize("made", [stays.propose, stays.make_verified])
def test_cancel_before_it_began(certificate, chris, made):
    placement = made(certificate, chris)
    for _ in range(2):
        placement.cancel(by=chris, at=make.NOW, reason="She moved.")

    assert (placement.state, stays.kinds(placement).count("cancelled")) == ("cancelled", 1)
    assert make.logged(placement)[-1] == "certificates.cancel_placement"


def test_cancel_is_refused_once_begun_and_without_a_reason(certificate, chris):
    placement = stays.make_placed(certificate, chris)
    other = stays.propose(certificate, chris, site=stays.make_site("ward"))

    assert refusal(lambda: placement.cancel(by=chris, at=make.NOW, reason="No.")) == ("begun", [])
    assert refusal(lambda: other.cancel(by=chris, at=make.NOW, reason=" ")) == ("no_reason", [])


def test_what_is_over_cannot_go_on(certificate, chris):
    placement = stays.make_verified(certificate, chris)
    placement.cancel(by=chris, at=make.NOW, reason="She moved.")
    acts = [
        lambda: placement.verify(by=chris, at=make.NOW),
        lambda: placement.place(by=chris, at=make.NOW),
        lambda: placement.end(by=chris, at=make.NOW, ends_on=FIRST, reason="Moved."),
    ]

    assert [refusal(act)[0] for act in acts] == ["not_proposed", "not_verified", "not_placed"]


# Nobody decides about herself


def test_nobody_decides_about_her_own(certificate, chris):
    """She may be an HR officer too; that does not make it hers to decide."""
    lindiwe = certificate.enrolment.trainee.user
    placement = stays.make_ready(certificate, chris)
    about = {"by": lindiwe, "at": make.NOW}
    acts = [
        lambda: stays.propose(certificate, lindiwe, site=stays.make_site("ward")),
        lambda: placement.amend(plan=stays.make_plan(ends_on=EXPIRES), **about),
        lambda: stays.see_identity(placement, lindiwe),
        lambda: stays.see_conduct(placement, lindiwe),
        lambda: placement.verify(**about),
        lambda: placement.place(**about),
        lambda: placement.end(ends_on=FIRST, reason="Moved.", **about),
        lambda: placement.cancel(reason="Moved.", **about),
        lambda: placement.ask_override(reason="Please.", **about),
    ]

    assert {refusal(act)[0] for act in acts} == {"herself"}
    assert Placement.objects.get().state == "proposed"


def test_nobody_decides_twin_without_the_guard(certificate, chris, monkeypatch):
    placement = stays.make_ready(certificate, chris)
    for place in ("placement", "placement_manager"):
        monkeypatch.setattr(f"certificates.models.{place}.refuse_herself", lambda by, **who: None)

    placement.verify(by=certificate.enrolment.trainee.user, at=make.NOW)

    assert placement.state == "verified"


def test_every_step_is_known_to_the_log():
    assert set(STEPS) == set(PlacementEvent.Kind)
    assert set(STEPS.values()) <= set(ACTIONS)
    assert [registry.action_exists(action) for action in STEPS.values()] == [True] * len(STEPS)
