"""Lists of what is due (``due.py``)."""

import datetime as dt

import pytest

from certificates.due import Choice, Kind, asks_of, due, rows_of, with_asks
from certificates.models import Certificate, Status
from certificates.renewal import Asks
from curriculum.models import Country, ProgrammeEdition
from tests import make
from tests.certificates import papers

pytestmark = pytest.mark.django_db
TODAY = make.NOW.date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def chris():
    return make.make_hr(country=Country.DEMONSTRATION)


@pytest.fixture
def certificate():
    """Issued on 2 March 2099, valid to 2 March 2101."""
    return papers.make_certificate()


def listed(user, kind, today=TODAY, **choice) -> list[Certificate]:
    return list(due(user, Choice(Kind(kind), **choice), today))


def on_lists(user, today) -> set[str]:
    return {kind for kind in Kind.values if listed(user, kind, today)}


@pytest.mark.parametrize(
    ("before", "days", "found"),
    [(30, 30, True), (31, 30, False), (90, 90, True), (91, 90, False), (0, 30, True), (-1, 30, False)],
)  # fmt: skip
def test_expiring_are_those_whose_last_day_is_near(chris, certificate, before, days, found):
    today = certificate.expires_on - before * DAY

    assert listed(chris, "expiring", today, days=days) == [certificate] * found


def test_from_issue_to_the_end_it_moves_through_the_lists(chris, certificate):
    last = certificate.expires_on

    assert on_lists(chris, TODAY) == set()
    assert on_lists(chris, dt.date(2100, 3, 1)) == set()
    assert on_lists(chris, dt.date(2100, 3, 2)) == {"refresher"}
    assert on_lists(chris, last - 90 * DAY) == {"expiring", "refresher"}
    assert on_lists(chris, last) == {"expiring", "refresher"}
    assert on_lists(chris, last + DAY) == {"expired"}


def test_withdrawn_asks_for_nothing(chris, certificate):
    certificate.revoke(by=chris, at=make.NOW, reason="Wrong person.")

    assert on_lists(chris, certificate.expires_on) | on_lists(chris, dt.date(2105, 1, 1)) == set()


def test_who_was_certified_again_is_not_asked_again(chris, certificate):
    later = make.NOW + dt.timedelta(days=700)
    newer = papers.complete(papers.nearly_complete(certificate.enrolment.trainee), later)

    assert on_lists(chris, certificate.expires_on) == set()
    newer.certificates.get().revoke(by=chris, at=later, reason="A mistake.")
    assert listed(chris, "expiring", certificate.expires_on) == [certificate]


def test_another_womans_certificate_renews_nothing(chris, certificate):
    papers.make_certificate("Mary Phiri", at=make.NOW + dt.timedelta(days=700))

    assert listed(chris, "expiring", certificate.expires_on) == [certificate]


def test_refresher_goes_by_the_edition_that_she_learned_by(chris):
    programme = papers.make_programme()
    old = ProgrammeEdition.objects.get()
    content = old.content | {"refresher_months": 6, "grace_days": 10}
    ProgrammeEdition.freeze(programme, content=content, at=make.NOW)
    newer = papers.make_trainee()
    papers.complete(make.make_enrolment(newer))
    certificate = Certificate.objects.get()

    assert listed(chris, "refresher", dt.date(2099, 9, 1)) == []
    assert listed(chris, "refresher", dt.date(2099, 9, 2)) == [certificate]
    (row,) = rows_of([certificate], dt.date(2099, 9, 13))
    assert (row.refresher_on, row.is_late) == (dt.date(2099, 9, 2), True)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ((), False), (("wording",), False), (("meaning",), False), (("critical",), True),
        (("critical", "meaning"), True),
    ],
)  # fmt: skip
def test_update_is_due_after_a_critical_change(chris, certificate, changes, found):
    programme = certificate.enrolment.programme
    for change in changes:
        programme.hours += 1
        programme.save_revision()
        make.sign(programme, change=change)

    assert listed(chris, "update") == [certificate] * found
    (mine,) = with_asks(Certificate.objects.all())
    assert asks_of(mine, TODAY).is_update_due is found


def test_who_learned_the_new_fact_needs_no_update(chris):
    programme = papers.make_programme()
    programme.save_revision()
    make.sign(programme, change="critical")
    certificate = papers.make_certificate()

    assert listed(chris, "update") == []
    programme.hours += 1
    programme.save_revision()
    make.sign(programme, change="critical")
    assert listed(chris, "update") == [certificate]
    assert listed(chris, "update", certificate.expires_on + DAY) == []


def test_lists_keep_to_the_country_and_the_place_asked_for(chris, certificate):
    hidden = papers.make_certificate("Dede Otieno", country=Country.KENYA)
    ada = make.make_user("ada", make.roles.ADMINISTRATOR)
    day = certificate.expires_on

    assert listed(chris, "expiring", day) == [certificate]
    assert listed(chris, "expiring", day, country="KE") == []
    assert set(listed(ada, "expiring", day)) == {certificate, hidden}
    assert listed(ada, "expiring", day, country="KE") == [hidden]
    assert listed(ada, "expiring", day, site="site-xd") == [certificate]


def test_rows_say_what_they_are(certificate):
    (row,) = rows_of([certificate], dt.date(2100, 5, 1))
    (late,) = rows_of([certificate], dt.date(2100, 5, 2))

    assert (row.site.code, row.status, row.refresher_on) == (
        "site-xd", Status.VALID, dt.date(2100, 3, 2),
    )  # fmt: skip
    assert (row.is_late, late.is_late) == (False, True)


def test_what_one_certificate_asks_for_costs_one_query(certificate, django_assert_num_queries):
    with django_assert_num_queries(1):
        (mine,) = with_asks(Certificate.objects.all())
        found = asks_of(mine, certificate.expires_on)

    assert found == Asks(0, dt.date(2100, 3, 2), dt.date(2100, 5, 1), True, True, False)


@pytest.mark.parametrize("end", ["revoke", "suspend", "erase", "renew", "expire"])
def test_what_does_not_stand_asks_for_nothing(chris, certificate, end):
    day = certificate.expires_on
    if end == "renew":
        later = make.NOW + dt.timedelta(days=700)
        papers.complete(papers.nearly_complete(certificate.enrolment.trainee), later)
    elif end == "expire":
        day += DAY
    else:
        getattr(certificate, end)(by=chris, at=make.NOW, reason="A reason.")

    mine = with_asks(Certificate.objects.filter(pk=certificate.pk)).get()

    assert asks_of(mine, day) == Asks()
