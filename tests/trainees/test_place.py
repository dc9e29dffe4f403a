"""Where people learn, and who sees whom: default deny."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from curriculum.models import Country
from home import roles
from tests import make
from trainees.models import Cohort, Enrolment, Site, StaffScope, Trainee

pytestmark = pytest.mark.django_db

ALL = ["c1", "c2", "c3", "c4"]


@pytest.fixture
def house():
    """Four cohorts, each with one enrolled trainee: c1 and c2 at one site, c3 at another, c4 in Kenya."""
    programme = make.make_signed_programme()
    registrar = make.make_user("registrar")
    cohorts = [make.make_cohort(programme, code) for code in ("c1", "c2")]
    site = Site.objects.create(code="other", name="Other", country=Country.DEMONSTRATION)
    cohorts.append(
        Cohort.objects.create(
            code="c3", site=site, programme=programme, starts_on=cohorts[0].starts_on
        )
    )
    cohorts.append(make.make_cohort(programme, "c4", Country.KENYA))
    for cohort in cohorts:
        make.make_enrolment(make.make_trainee(cohort, by=registrar))
    return {cohort.code: cohort for cohort in cohorts}


def seen(user) -> tuple[list[str], ...]:
    """The cohorts whose rows ``user`` sees: as cohorts, as trainees, as enrolments."""
    return (
        sorted(cohort.code for cohort in Cohort.objects.visible_to(user)),
        sorted(trainee.cohort.code for trainee in Trainee.objects.visible_to(user)),
        sorted(row.trainee.cohort.code for row in Enrolment.objects.visible_to(user)),
    )


@pytest.mark.parametrize(
    ("scope", "codes"),
    [
        (lambda house: {"cohort": house["c1"]}, ["c1"]),
        (lambda house: {"site": house["c1"].site}, ["c1", "c2"]),
        (lambda house: {"country": Country.DEMONSTRATION}, ["c1", "c2", "c3"]),
        (lambda house: {"country": Country.KENYA}, ["c4"]),
        (lambda house: {"country": Country.GHANA}, []),
    ],
)
def test_trainer_sees_her_scope_and_nothing_else(house, scope, codes):
    assert seen(make.make_trainer(**scope(house))) == (codes, codes, codes)


def test_trainer_sees_the_sum_of_her_scopes_once(house):
    bahati = make.make_trainer(site=house["c1"].site)
    for place in ({"cohort": house["c1"]}, {"country": Country.KENYA}):
        StaffScope.objects.create(user=bahati, role=StaffScope.Role.TRAINER, **place)
    assert seen(bahati) == (["c1", "c2", "c4"],) * 3


def test_trainer_without_a_scope_sees_nobody(house):
    assert seen(make.make_user("tendai", roles.TRAINER)) == ([], [], [])


def test_hr_scope_opens_nothing_here(house):
    assert seen(make.make_hr(country=Country.DEMONSTRATION)) == ([], [], [])


def test_administrator_sees_everybody(house):
    assert seen(make.make_user("admin", roles.ADMINISTRATOR)) == (ALL, ALL, ALL)


def test_trainee_sees_her_own_enrolment_and_nobody_else(house):
    dede = Trainee.objects.in_cohort(house["c4"]).get()
    assert seen(dede.user) == ([], [], ["c4"])


def test_trainer_who_learns_too_sees_her_own_enrolment_as_well(house):
    learner = Trainee.objects.in_cohort(house["c4"]).get().user
    StaffScope.objects.create(user=learner, role=StaffScope.Role.TRAINER, cohort=house["c1"])
    assert seen(learner) == (["c1"], ["c1"], ["c1", "c4"])


def test_who_left_and_who_is_not_signed_in_see_nobody(house):
    bahati = make.make_trainer(country=Country.DEMONSTRATION)
    assert seen(bahati)[0] == ["c1", "c2", "c3"]
    bahati.is_active = False
    assert seen(bahati) == ([], [], [])
    assert seen(AnonymousUser()) == ([], [], [])


@pytest.mark.parametrize(
    "places",
    [
        lambda cohort: {},
        lambda cohort: {"cohort": cohort, "site": cohort.site},
        lambda cohort: {"cohort": cohort, "country": Country.KENYA},
        lambda cohort: {"site": cohort.site, "country": Country.KENYA},
    ],
)
def test_scope_is_one_place_in_the_database(places):
    cohort = make.make_cohort(make.make_programme())
    bahati = make.make_user("bahati")
    with pytest.raises(IntegrityError, match="scope_is_one_place"), transaction.atomic():
        StaffScope.objects.create(user=bahati, role=StaffScope.Role.TRAINER, **places(cohort))
    assert StaffScope.objects.count() == 0


def test_places_are_shown_by_code():
    cohort = make.make_cohort(make.make_programme())
    bahati = make.make_trainer(cohort=cohort)
    assert [str(cohort), str(cohort.site), str(bahati.scopes.get())] == [
        "c1",
        "site-xd",
        "bahati trainer",
    ]


def test_sites_of_a_scope():
    here, there = (
        Site.objects.create(code=code, name="A site", country=country)
        for code, country in (("s1", "XD"), ("s2", "KE"))
    )
    cohort = make.make_cohort(make.make_signed_programme(), country="UG")
    officers = [
        make.make_hr("chris", country="XD"),
        make.make_hr("hugo", site=there),
        make.make_hr("amina", cohort=cohort),
        make.make_user("ada", roles.ADMINISTRATOR),
        make.make_trainer("bahati", country="XD"),
        AnonymousUser(),
    ]

    seen = [set(Site.objects.visible_to(user, StaffScope.Role.HR)) for user in officers]

    assert seen == [{here}, {there}, {cohort.site}, {here, there, cohort.site}, set(), set()]
