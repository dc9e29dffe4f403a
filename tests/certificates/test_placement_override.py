"""Four eyes: one asks, another allows (``models/placement_override.py``)."""

import pytest

from certificates.models import Certificate, Placement
from home import roles
from tests import make
from tests.certificates import papers, stays
from tests.certificates.stays import DAY, EXPIRES, FIRST, refusal

pytestmark = pytest.mark.django_db
WHY = "The site has nobody else."


@pytest.fixture
def certificate():
    return papers.make_certificate()


@pytest.fixture
def chris():
    return make.make_hr(country="XD")


@pytest.fixture
def hope():
    return make.make_hr("hope", country="XD")


@pytest.fixture
def placement(certificate, chris):
    """It lacks the agreement on conduct."""
    stays.look_up(certificate, chris)
    placement = stays.propose(certificate, chris)
    stays.see_identity(placement, chris)
    return placement


def ask(placement, by, reason=WHY):
    return placement.ask_override(by=by, at=make.NOW, reason=reason)


def allow(placement, by, at=make.NOW, reason="I agree."):
    placement.allow_override(by=by, at=at, reason=reason)


def test_two_people_let_it_pass_with_their_reasons(placement, chris, hope):
    asked = ask(placement, chris, f" {WHY} ")
    allow(placement, hope)

    allowed = placement.events.get(kind="override_allowed")
    assert (asked.by, asked.reason, asked.found) == (chris, WHY, {"lacks": ["no_conduct"]})
    assert (placement.state, allowed.by, allowed.reason) == ("verified", hope, "I agree.")
    assert (allowed.found["lacks"], allowed.found["asked"]) == (["no_conduct"], asked.pk)
    assert {"look_up", "identity"} <= set(allowed.found)
    assert make.logged(placement)[-2:] == [
        "certificates.ask_override",
        "certificates.allow_override",
    ]
    placement.place(by=chris, at=make.NOW)
    assert placement.state == "placed"


def test_log_holds_no_reason(placement, chris, hope):
    from wagtail.models import ModelLogEntry

    ask(placement, chris, "Lindiwe said so.")
    allow(placement, hope, reason="Lindiwe is known to me.")

    entries = ModelLogEntry.objects.for_instance(placement)
    assert {entry.label for entry in entries} == {f"Placement {placement.pk}"}
    assert [entry.data for entry in entries] == [{}] * entries.count()


def test_who_asked_cannot_allow(placement, chris):
    ask(placement, chris)

    assert refusal(lambda: allow(placement, chris)) == ("same_person", [])
    assert Placement.objects.get().state == "proposed"


def test_who_asked_last_is_the_one_who_asked(placement, chris, hope):
    ask(placement, chris)
    ask(placement, hope, "I ask as well.")

    assert refusal(lambda: allow(placement, hope))[0] == "same_person"
    allow(placement, chris)
    assert placement.state == "verified"


def test_twin_without_a_second_person_one_is_enough(placement, chris, monkeypatch):
    ask(placement, chris)
    monkeypatch.setattr(Placement, "_asked_by_another", lambda self, by: self.asked_override())

    allow(placement, chris)

    assert placement.state == "verified"


@pytest.mark.parametrize("role", [None, roles.TRAINER])
def test_second_person_needs_the_permission(placement, chris, role):
    ask(placement, chris)
    other = make.make_user("other", role)

    assert refusal(lambda: allow(placement, other)) == ("not_permitted", [])


def test_second_person_is_never_the_trainee(placement, chris):
    from django.contrib.auth.models import Group

    ask(placement, chris)
    lindiwe = placement.certificate.enrolment.trainee.user
    lindiwe.groups.add(Group.objects.get(name=roles.HR_OFFICER.name))

    assert refusal(lambda: allow(placement, lindiwe)) == ("herself", [])


def test_nobody_asked(placement, hope):
    assert refusal(lambda: allow(placement, hope)) == ("not_asked", [])


def test_changed_plan_must_be_asked_for_again(placement, chris, hope):
    ask(placement, chris)
    placement.amend(plan=stays.make_plan(ends_on=EXPIRES), by=chris, at=make.NOW)

    assert refusal(lambda: allow(placement, hope)) == ("not_asked", [])
    ask(placement, chris)
    allow(placement, hope)
    assert placement.state == "verified"


def test_more_is_missing_than_was_asked_for(placement, chris, hope):
    ask(placement, chris)

    later = refusal(lambda: allow(placement, hope, at=make.NOW + 31 * DAY))

    assert later == ("more_lacks", [])


def test_less_is_missing_than_was_asked_for(certificate, chris, hope):
    placement = stays.propose(certificate, chris)
    ask(placement, chris)
    stays.see_identity(placement, hope)
    stays.see_conduct(placement, hope)

    allow(placement, hope)

    assert placement.let_pass() == ["not_looked_up"]


def test_nothing_is_missing(placement, chris, hope):
    ask(placement, chris)
    stays.see_conduct(placement, chris)

    assert refusal(lambda: ask(placement, chris)) == ("nothing_missing", [])
    assert refusal(lambda: allow(placement, hope)) == ("nothing_missing", [])
    placement.verify(by=hope, at=make.NOW)
    assert placement.let_pass() == []


@pytest.mark.parametrize("reason", ["", " \n"])
def test_both_need_a_reason(placement, chris, hope, reason):
    assert refusal(lambda: ask(placement, chris, reason)) == ("no_reason", [])
    ask(placement, chris)
    assert refusal(lambda: allow(placement, hope, reason=reason)) == ("no_reason", [])


def test_asking_and_allowing_twice_is_quiet(placement, chris, hope):
    first = ask(placement, chris)
    assert ask(placement, chris) == first
    allow(placement, hope)
    allow(placement, hope)

    assert stays.kinds(placement).count("override_allowed") == 1


def test_ordinary_verification_cannot_be_let_pass_afterwards(certificate, chris, hope):
    placement = stays.make_verified(certificate, chris)

    assert refusal(lambda: ask(placement, chris)) == ("not_proposed", [])
    assert refusal(lambda: allow(placement, hope)) == ("not_proposed", [])


# What nobody can let pass


def test_withdrawn_certificate_is_never_let_pass(placement, chris, hope):
    ask(placement, chris)
    placement.certificate.revoke(by=chris, at=make.NOW, reason="Wrong person.")

    assert refusal(lambda: ask(placement, chris, "Again.")) == ("never", ["not_current"])
    assert refusal(lambda: allow(placement, hope)) == ("never", ["not_current"])


def test_certificate_on_hold_is_never_let_pass(placement, chris, monkeypatch):
    monkeypatch.setattr(Certificate, "status_on", lambda self, day: "suspended")

    assert refusal(lambda: ask(placement, chris)) == ("never", ["not_current"])


@pytest.mark.parametrize("plan", [{"site": None}, {"scope": ""}])
def test_without_site_or_duties_there_is_nothing_to_let_pass(certificate, chris, plan):
    placement = stays.propose(certificate, chris, **plan)

    assert refusal(lambda: ask(placement, chris))[0] == "never"


def test_withdrawn_after_it_was_let_pass_she_is_not_placed(placement, chris, hope):
    ask(placement, chris)
    allow(placement, hope)
    placement.certificate.revoke(by=chris, at=make.NOW, reason="Wrong person.")

    assert refusal(lambda: placement.place(by=chris, at=make.NOW)) == ("lacks", ["not_current"])


@pytest.mark.parametrize(("days", "found"), [(60, ("", [])), (61, ("never", ["long_expired"]))])
def test_expired_certificate_may_be_let_pass_within_the_grace(chris, hope, days, found):
    certificate = papers.make_certificate()
    begins = EXPIRES + days * DAY
    at = make.NOW + (begins - FIRST)
    stays.look_up(certificate, chris, at=at)
    placement = stays.propose(certificate, chris, starts_on=begins)
    stays.see_identity(placement, chris)
    stays.see_conduct(placement, chris)

    asked = refusal(lambda: placement.ask_override(by=chris, at=at, reason=WHY))

    assert asked == found
    if not asked[0]:
        allow(placement, hope, at=at)
        placement.place(by=chris, at=at)
        assert (placement.let_pass(), placement.state) == (["expired"], "placed")
