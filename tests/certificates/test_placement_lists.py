"""The register, the doubtful ones, a trainee's history and her own page (``views/placements.py``)."""

import re

import pytest
from django.utils import timezone

from certificates.models import Placement
from curriculum.models import Country
from home import roles
from tests import make
from tests.certificates import papers, stays
from tests.certificates.stays import DAY, EXPIRES, FIRST
from trainees.models import StaffScope

pytestmark = pytest.mark.django_db
LISTS = ["/hr/placements/", "/hr/placements/doubtful/"]


@pytest.fixture
def chris():
    return make.make_hr(country="XD")


@pytest.fixture
def hr(client, chris):
    client.force_login(chris)
    return client


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def rows(reply) -> list[str]:
    body = re.search("<tbody>(.*?)</tbody>", reply.text, re.DOTALL)
    return [words(row) for row in re.findall("<tr>(.*?)</tr>", body[1], re.DOTALL)] if body else []


def number(placement: Placement) -> str:
    return placement.certificate.enrolment.trainee.number


def shown(reply) -> list[str]:
    """The trainees' numbers, row by row."""
    return [re.search(r"\d{8}", row)[0] for row in rows(reply)]


def expired_and_placed(chris, name="Mary Phiri", **plan) -> Placement:
    """On the clock's today her certificate is long over, and she works on."""
    certificate = papers.make_certificate(name, at=make.LONG_AGO)
    stays.look_up(certificate, chris, at=make.LONG_AGO)
    begins = make.LONG_AGO.date()
    placement = Placement.objects.propose(
        certificate=certificate,
        plan=stays.make_plan(starts_on=begins, **plan),
        by=chris,
        at=make.LONG_AGO,
    )
    seen = {"at": make.LONG_AGO}
    stays.see_identity(placement, chris, seen_on=begins, **seen)
    stays.see_conduct(placement, chris, signed_on=begins, **seen)
    placement.verify(by=chris, **seen)
    placement.place(by=chris, **seen)
    return placement


# Querysets


def test_officers_see_their_countries_only(chris):
    here = stays.propose(papers.make_certificate(), chris)
    there = stays.propose(
        papers.make_certificate("Dede Otieno", country=Country.KENYA), chris, site=None
    )
    hugo, ada = make.make_hr("hugo", country="KE"), make.make_user("ada", roles.ADMINISTRATOR)
    trainer = here.certificate.enrolment.trainee.cohort.staffscope_set.first().user

    seen = [set(Placement.objects.visible_to(user)) for user in (chris, hugo, ada, trainer)]

    assert seen == [{here}, {there}, {here, there}, set()]


@pytest.mark.parametrize(
    ("plan", "day", "is_current"),
    [
        ({}, FIRST - DAY, False),
        ({}, FIRST, True),
        ({}, FIRST + 900 * DAY, True),
        ({"ends_on": FIRST + DAY}, FIRST + DAY, True),
        ({"ends_on": FIRST + DAY}, FIRST + 2 * DAY, False),
    ],
)
def test_current_on(chris, plan, day, is_current):
    stays.make_placed(papers.make_certificate(), chris, **plan)
    stays.make_verified(papers.make_certificate("Mary Phiri"), chris, **plan)

    assert Placement.objects.current_on(day).count() == int(is_current)


@pytest.mark.parametrize(
    ("ends_on", "day", "found"),
    [
        (EXPIRES, FIRST, False),
        (EXPIRES + DAY, FIRST, True),
        (None, EXPIRES - 91 * DAY, False),
        (None, EXPIRES - 90 * DAY, True),
    ],
)
def test_outlasting_says_the_same_to_database_and_page(chris, ends_on, day, found):
    placement = stays.propose(papers.make_certificate(), chris, ends_on=ends_on)

    assert Placement.objects.outlasting(day).exists() is found
    assert placement.outlasts_certificate(day) is found


def test_placed_ones_without_a_current_certificate_are_found(chris):
    fine = stays.make_placed(papers.make_certificate(), chris)
    withdrawn = stays.make_placed(papers.make_certificate("Mary Phiri"), chris)
    over = stays.make_placed(papers.make_certificate("Ruth Zulu"), chris)
    over.end(by=chris, at=make.NOW, ends_on=FIRST, reason="Moved.")
    for placement in (withdrawn, over):
        placement.certificate.revoke(by=chris, at=make.NOW, reason="Wrong person.")

    found = Placement.objects.resting_on_nothing

    assert found(FIRST) == [withdrawn]
    assert set(found(EXPIRES + DAY)) == {fine, withdrawn}
    assert Placement.objects.get(pk=withdrawn.pk).state == "placed"  # nothing changes by itself


@pytest.mark.parametrize("count", [1, 3])
def test_doubtful_ones_cost_two_queries(chris, count, django_assert_num_queries):
    for place in range(count):
        expired_and_placed(chris, f"Mary {'ABC'[place]}")

    with django_assert_num_queries(2):
        found = Placement.objects.resting_on_nothing(FIRST)
        names = [each.certificate.enrolment.trainee.name for each in found]

    assert len(names) == count


# The register


def test_register_shows_who_works_where(hr, chris):
    placement = stays.make_placed(papers.make_certificate(), chris, ends_on=EXPIRES + DAY)

    (row,) = rows(hr.get("/hr/placements/"))

    assert row == (
        f"{papers.NAME} {number(placement)} The clinic All duties of the training"
        " 2 Mar 2099 3 Mar 2101 Placed Ends 2 Mar 2101"
    )


def test_register_warns_of_certificates_and_days_that_are_over(hr, chris):
    expired_and_placed(chris, ends_on=make.LONG_AGO.date() + DAY)

    (row,) = rows(hr.get("/hr/placements/"))

    assert row.endswith("6 Jan 2020 7 Jan 2020 This day is over. Placed Expired")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"future", "past", "ward"}),
        ("site=ward", {"ward"}),
        ("site=elsewhere", {"future", "past", "ward"}),
        ("country=XD", {"future", "past", "ward"}),
        ("country=KE", set()),
        ("state=proposed", {"future", "ward"}),
        ("state=placed", {"past"}),
        ("state=nonsense", {"future", "past", "ward"}),
        ("show=current", {"past"}),
        ("show=outlasting", {"past", "ward"}),
        ("site=clinic&state=placed&show=current", {"past"}),
    ],
)
def test_register_is_narrowed(hr, chris, query, found):
    made = {
        "future": stays.propose(papers.make_certificate(), chris),
        "past": expired_and_placed(chris),
        "ward": stays.propose(
            papers.make_certificate("Ruth Zulu"),
            chris,
            site=stays.make_site("ward"),
            ends_on=EXPIRES + DAY,
        ),
    }

    assert set(shown(hr.get(f"/hr/placements/?{query}"))) == {number(made[name]) for name in found}


def test_register_pages_keep_what_was_asked(hr, chris):
    certificate = papers.make_certificate()
    for day in range(51):
        stays.propose(certificate, chris, starts_on=FIRST + day * DAY, ends_on=FIRST + day * DAY)

    first = hr.get("/hr/placements/?state=proposed")
    second = hr.get("/hr/placements/?state=proposed&page=2")

    assert (len(rows(first)), len(rows(second))) == (50, 1)
    assert 'href="?state=proposed&amp;page=2"' in first.text


@pytest.mark.parametrize(("address", "queries"), [(LISTS[0], 8), (LISTS[1], 6)])
@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_every_length(
    hr, chris, address, queries, count, django_assert_num_queries
):
    for place in range(count):
        expired_and_placed(chris, f"Mary {'ABC'[place]}", site=stays.make_site(f"s{place}"))

    with django_assert_num_queries(queries):
        reply = hr.get(address)

    assert len(rows(reply)) == count


def test_desk_counts_the_doubtful_ones_and_leads_there(hr, chris):
    before = hr.get("/hr/").text
    placement = expired_and_placed(chris)

    assert "without a current certificate" not in before
    assert "1 without a current certificate" in words(hr.get("/hr/").text)
    assert shown(hr.get("/hr/placements/doubtful/")) == [number(placement)]


def test_lists_are_empty_for_an_officer_of_another_country(client, chris):
    expired_and_placed(chris)
    client.force_login(make.make_hr("hugo", country="KE"))

    replies = [client.get(address) for address in [*LISTS, "/hr/"]]

    assert [rows(reply) for reply in replies] == [[], [], []]
    assert "without a current certificate" not in replies[2].text


def test_twin_without_scope_an_officer_elsewhere_sees_them(client, chris, monkeypatch):
    expired_and_placed(chris)
    client.force_login(make.make_hr("hugo", country="KE"))
    monkeypatch.setattr(type(Placement.objects.all()), "visible_to", lambda self, user: self)

    assert [len(rows(client.get(address))) for address in LISTS] == [1, 1]


# History


def test_history_joins_all_certificates_of_a_trainee(hr, chris):
    first = papers.make_certificate()
    second = stays.refresher(first, make.NOW + 365 * DAY)
    ended = stays.make_placed(first, chris)
    ended.end(by=chris, at=make.NOW, ends_on=FIRST, reason="Moved.")
    stays.propose(second, chris, site=stays.make_site("ward"), starts_on=FIRST + 400 * DAY)
    stays.propose(papers.make_certificate("Mary Phiri"), chris)

    reply = hr.get(f"/hr/placements/of/{number(ended)}/")

    assert [row.split(" All")[0] for row in rows(reply)] == ["The ward", "The clinic"]
    assert [str(paper) in reply.text for paper in (first, second)] == [True, True]


@pytest.mark.parametrize("count", [1, 3])
def test_history_costs_the_same_for_every_length(hr, chris, count, django_assert_num_queries):
    certificate = papers.make_certificate()
    for place in range(count):
        placement = stays.propose(certificate, chris, site=stays.make_site(f"s{place}"))
    address = f"/hr/placements/of/{number(placement)}/"

    with django_assert_num_queries(8):
        reply = hr.get(address)

    assert len(rows(reply)) == count


def test_history_of_a_stranger_or_an_uncertified_trainee_is_not_there(client, hr, chris):
    certified = papers.make_certificate().enrolment.trainee.number
    learning = papers.make_trainee("Mary Phiri").number
    addresses = [f"/hr/placements/of/{each}/" for each in (certified, learning, "00000000")]
    seen_by_chris = [hr.get(address).status_code for address in addresses]
    client.force_login(make.make_hr("hugo", country="KE"))

    assert seen_by_chris == [200, 404, 404]
    assert [client.get(address).status_code for address in addresses] == [404] * 3


# Her own


def test_she_sees_her_own_once_they_are_verified(client, chris):
    certificate = papers.make_certificate()
    stays.make_placed(certificate, chris, ends_on=EXPIRES)
    stays.propose(certificate, chris, site=stays.make_site("ward"))
    stays.make_verified(papers.make_certificate("Mary Phiri"), chris, site=stays.make_site("other"))
    client.force_login(certificate.enrolment.trainee.user)

    reply = client.get("/learn/placements/")
    cards = re.findall(r'<section class="card">(.*?)</section>', reply.text, re.DOTALL)

    assert list(map(words, cards)) == ["The clinic Placed From 2 March 2099 to 2 March 2101"]
    assert 'href="/learn/placements/"' in client.get("/learn/certificates/").text


def test_she_reads_nothing_that_is_hrs(client, chris):
    certificate = papers.make_certificate()
    stays.make_placed(certificate, chris)
    client.force_login(certificate.enrolment.trainee.user)

    text = client.get("/learn/placements/").text

    assert [word in text for word in (stays.SUPERVISOR, "chris", "74X", "2098-1")] == [False] * 4


# Privacy


def test_titles_and_addresses_name_nobody(hr, chris):
    placement = expired_and_placed(chris)
    addresses = [
        *LISTS,
        f"/hr/placements/{placement.pk}/",
        f"/hr/placements/of/{number(placement)}/",
        "/hr/placements/propose/",
    ]
    replies = [hr.get(address) for address in addresses]

    titles = [re.search("<title>(.*?) - Peer Academy</title>", reply.text)[1] for reply in replies]
    assert titles == [
        "Placements",
        "Placements without a current certificate",
        f"Placement {placement.pk}",
        "Placements",
        "Propose a placement",
    ]
    linked = " ".join(link for reply in replies for link in re.findall('href="(.*?)"', reply.text))
    assert [name in linked for name in ("Mary", "Phiri", "Grace")] == [False] * 3
    assert {reply["Cache-Control"] for reply in replies} == {"no-store, private"}


def test_trainers_scope_opens_nothing_to_hr(client, chris):
    expired_and_placed(chris)
    hugo = make.make_hr("hugo", country="KE")
    StaffScope.objects.create(user=hugo, role=StaffScope.Role.TRAINER, country="XD")
    client.force_login(hugo)

    assert rows(client.get("/hr/placements/")) == []


def test_today_is_after_the_old_and_before_the_new():
    """What these tests take for granted about the clock."""
    assert make.LONG_AGO.date() + 800 * DAY < timezone.localdate() < FIRST
