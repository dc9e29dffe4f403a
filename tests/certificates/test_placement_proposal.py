"""Placements as they are proposed and changed (``models/placement_manager.py``)."""

import pytest
from django.db import IntegrityError, transaction

from certificates.models import Placement, PlacementEvent
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


# Propose


def test_propose_writes_placement_event_and_log(certificate, chris):
    placement = stays.propose(certificate, chris, ends_on=EXPIRES)

    placement.refresh_from_db()
    assert (placement.certificate, placement.state) == (certificate, "proposed")
    assert (placement.starts_on, placement.ends_on, placement.ended_on) == (FIRST, EXPIRES, None)
    assert (placement.site.code, placement.scope) == ("clinic", "all")
    assert placement.supervisor_shown == stays.SUPERVISOR
    event = placement.events.get()
    assert (event.kind, event.by, event.at, event.reason) == ("proposed", chris, make.NOW, "")
    assert make.logged(placement) == ["certificates.propose_placement"]


def test_propose_needs_a_first_day_only(certificate, chris):
    bare = stays.propose(certificate, chris, site=None, scope="", supervisor_name="")

    assert (bare.state, bare.site, bare.scope, bare.supervisor_shown) == ("proposed", None, "", "")


def test_the_same_proposal_twice_is_one(certificate, chris):
    for plan in ({}, {"site": None}):
        first = stays.propose(certificate, chris, **plan)
        assert stays.propose(certificate, chris, at=make.NOW + DAY, **plan) == first
        assert stays.kinds(first) == ["proposed"]

    assert Placement.objects.count() == 2


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((0, 9), ""),
        ((0, 10), "overlaps"),
        ((10, 20), "overlaps"),
        ((25, None), "overlaps"),
        ((5, None), "overlaps"),
    ],
)
def test_one_open_placement_at_one_site_at_a_time(certificate, chris, days, found):
    stays.propose(certificate, chris, starts_on=FIRST + 10 * DAY, ends_on=None)
    begin, end = (FIRST + n * DAY if n is not None else None for n in days)

    again = refusal(lambda: stays.propose(certificate, chris, starts_on=begin, ends_on=end))

    assert again == (found, [])
    assert Placement.objects.count() == (1 if found else 2)


def test_another_site_and_another_trainee_are_in_nobodys_way(certificate, chris):
    stays.propose(certificate, chris)

    stays.propose(certificate, chris, site=stays.make_site("ward"))
    stays.propose(papers.make_certificate("Mary Phiri"), chris)

    assert Placement.objects.count() == 3


@pytest.mark.parametrize("over", ["cancelled", "ended"])
def test_what_is_over_is_in_nobodys_way(certificate, chris, over):
    if over == "ended":
        placed = stays.make_placed(certificate, chris)
        placed.end(by=chris, at=make.NOW, ends_on=FIRST, reason="Moved.")
    else:
        stays.propose(certificate, chris).cancel(by=chris, at=make.NOW, reason="Moved.")

    assert stays.propose(certificate, chris).state == "proposed"


@pytest.mark.parametrize("ends_on", [None, EXPIRES])
def test_database_refuses_a_second_with_the_same_first_day(certificate, chris, ends_on):
    """The twin: past the verb, the database still keeps what it can tell."""
    first = stays.propose(certificate, chris, ends_on=None)
    row = Placement(certificate=certificate, site=first.site, starts_on=FIRST, ends_on=ends_on)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_database_refuses_two_without_an_end(certificate, chris):
    first = stays.propose(certificate, chris)
    row = Placement(certificate=certificate, site=first.site, starts_on=FIRST + DAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": FIRST - DAY},
        {"state": "ended"},
        {"ended_on": FIRST},
        {"state": "ended", "ended_on": FIRST - DAY},
        {"state": "verified", "site": None},
        {"state": "placed", "scope": ""},
    ],
)
def test_database_refuses_what_cannot_be(certificate, chris, wrong):
    placement = stays.propose(certificate, chris)

    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.filter(pk=placement.pk).update(**wrong)


def test_impossible_plans_are_refused(certificate, chris):
    lindiwe = certificate.enrolment.trainee.user

    assert refusal(lambda: stays.propose(certificate, chris, ends_on=FIRST - DAY))[0] == "dates"
    own = refusal(lambda: stays.propose(certificate, chris, supervisor=lindiwe, supervisor_name=""))
    assert own[0] == "own_supervisor"
    assert Placement.objects.count() == 0


def test_propose_rolled_back_leaves_nothing(certificate, chris):
    with make.rolled_back():
        placement = stays.propose(certificate, chris)

    assert (Placement.objects.count(), PlacementEvent.objects.count()) == (0, 0)
    assert make.logged(placement) == []


# Amend


def test_amend_changes_a_proposal(certificate, chris):
    placement = stays.propose(certificate, chris, site=None)

    placement.amend(plan=stays.make_plan(starts_on=FIRST + DAY), by=chris, at=make.NOW)

    assert (placement.site.code, placement.starts_on) == ("clinic", FIRST + DAY)
    assert stays.kinds(placement) == ["proposed", "amended"]


def test_amend_without_a_change_is_quiet(certificate, chris):
    placement = stays.propose(certificate, chris)

    placement.amend(plan=stays.make_plan(), by=chris, at=make.NOW)

    assert stays.kinds(placement) == ["proposed"]


def test_amend_into_another_placement_is_refused(certificate, chris):
    stays.propose(certificate, chris)
    placement = stays.propose(certificate, chris, site=stays.make_site("ward"))

    found = refusal(lambda: placement.amend(plan=stays.make_plan(), by=chris, at=make.NOW))

    assert found == ("overlaps", [])


def test_verified_plan_stands(certificate, chris):
    placement = stays.make_verified(certificate, chris)
    later = stays.make_plan(starts_on=FIRST + DAY)

    assert refusal(lambda: placement.amend(plan=later, by=chris, at=make.NOW))[0] == "not_proposed"
    assert Placement.objects.get().starts_on == FIRST
