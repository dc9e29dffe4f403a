"""One placement and its verbs over HTTP (``views/placing.py``), and proposing (``views/placements.py``)."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from certificates.models import Placement
from tests import make
from tests.certificates import papers, stays

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def certificate():
    """Issued today."""
    return papers.make_certificate(at=timezone.now())


@pytest.fixture
def chris():
    return make.make_hr(country="XD")


@pytest.fixture
def hr(client, chris):
    client.force_login(chris)
    return client


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def proposed(certificate, chris, today):
    stays.look_up(certificate, chris, at=timezone.now())
    return stays.propose(certificate, chris, at=timezone.now(), starts_on=today)


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def notices(reply) -> list[str]:
    return [words(each) for each in re.findall(r'<p class="notice.*?</p>', reply.text)]


def missing(reply) -> list[str]:
    listed = re.search(r"Still missing</h2>\s*<ul>(.*?)</ul>", reply.text, re.DOTALL)
    return [words(each) for each in re.findall("<li>(.*?)</li>", listed[1])] if listed else []


def post(client, placement, verb, **fields):
    return client.post(f"/hr/placements/{placement.pk}/{verb}/", fields, follow=True)


def fill(certificate, today, **fields):
    plan = {"starts_on": today, "ends_on": "", "site": "", "scope": "", "supervisor": ""}
    return {"number": str(certificate).lower(), **plan, **fields}


# Propose


def test_a_placement_goes_its_whole_way(hr, certificate, today):
    site = stays.make_site()
    hr.post("/hr/", {"number": str(certificate), "purpose": "Before a placement"})
    typed = fill(certificate, today, site=site.pk, scope="all", supervisor="Sister Grace")
    reply = hr.post("/hr/placements/propose/", typed, follow=True)
    placement = Placement.objects.get()

    assert reply.redirect_chain == [(f"/hr/placements/{placement.pk}/", 302)]
    assert missing(reply) == [
        "Nobody has noted that her identity document was seen.",
        "Nobody has noted that she signed the agreement on conduct.",
    ]
    post(hr, placement, "identity", document="passport", last_characters="74x", seen_on=today)
    reply = post(hr, placement, "conduct", version="2026-1", signed_on=today)
    assert (missing(reply), "Passport …74X" in words(reply.text)) == ([], True)
    for verb, state in (("verify", "verified"), ("place", "placed")):
        post(hr, placement, verb)
        placement.refresh_from_db()
        assert placement.state == state
    reply = post(hr, placement, "end", **{"end-ends_on": today, "end-reason": "She moved."})
    assert "chris: Ended. She moved." in words(reply.text)
    assert certificate.events.count() == 1


def test_page_leads_from_a_certificate(hr, certificate):
    record = hr.post("/hr/", {"number": str(certificate), "purpose": "Before a placement"})
    address = f"/hr/placements/propose/?certificate={certificate.pk}"

    assert f'href="{address}"' in record.text
    assert f'value="{certificate}"' in hr.get(address).text


@pytest.mark.parametrize("row", ["", "x", "999999", "-1"])
def test_page_leads_from_nowhere_else(hr, certificate, row):
    reply = hr.get(f"/hr/placements/propose/?certificate={row}")

    assert (reply.status_code, str(certificate) in reply.text) == (200, False)


def test_certificate_of_another_country_is_as_unknown_as_none(client, certificate, today):
    client.force_login(make.make_hr("hugo", country="KE"))
    pages = [
        client.post("/hr/placements/propose/", fill(certificate, today, number=typed))
        for typed in (str(certificate), "0000-0000-0000-0")
    ]
    told = [re.findall('class="errorlist.*?</ul>', page.text, re.DOTALL) for page in pages]

    assert [page.status_code for page in pages] == [400, 400]
    assert told[0] == told[1]
    assert "No certificate with this number in your countries." in told[0][0]
    assert Placement.objects.count() == 0
    linked = client.get(f"/hr/placements/propose/?certificate={certificate.pk}")
    assert str(certificate) not in linked.text


def test_only_sites_in_her_scope_are_offered(hr, certificate, today):
    here, there = stays.make_site(), stays.make_site("far", "KE")
    page = hr.get("/hr/placements/propose/").text

    reply = hr.post("/hr/placements/propose/", fill(certificate, today, site=there.pk))

    offered = [f'<option value="{site.pk}">' in page for site in (here, there)]
    assert (offered, reply.status_code) == ([True, False], 400)


def test_supervisor_is_a_colleague_or_a_name_but_no_trainee(hr, certificate, today):
    number = certificate.enrolment.trainee.number
    for typed in ("chris", "Sister  Grace", number):
        day = today + Placement.objects.count() * DAY
        hr.post(
            "/hr/placements/propose/",
            fill(certificate, day, ends_on=day, site=stays.make_site().pk, supervisor=typed),
        )

    found = Placement.objects.order_by("pk")
    assert [
        (each.supervisor and each.supervisor.username, each.supervisor_name) for each in found
    ] == [
        ("chris", ""),
        (None, "Sister Grace"),
        (None, number),
    ]


def test_refused_proposal_says_why_and_keeps_what_was_typed(hr, certificate, today):
    typed = fill(certificate, today, ends_on=today - DAY, supervisor="Sister Grace")

    reply = hr.post("/hr/placements/propose/", typed)

    assert (reply.status_code, Placement.objects.count()) == (400, 0)
    assert "The last day comes before the first day." in reply.text
    assert 'value="Sister Grace"' in reply.text


# Verbs


def test_verifying_too_early_names_all_that_is_missing(hr, proposed):
    assert notices(post(hr, proposed, "verify")) == [
        "Something is missing.",
        "Nobody has noted that her identity document was seen.",
        "Nobody has noted that she signed the agreement on conduct.",
    ]


def test_four_eyes_on_the_page(client, hr, chris, proposed):
    reply = post(hr, proposed, "ask", **{"ask-reason": "Nobody else is there."})
    assert "Let it pass as the second person" not in reply.text
    assert "Whoever asked cannot allow it. A second HR officer must." in notices(
        post(hr, proposed, "allow", **{"allow-reason": "I agree."})
    )
    client.force_login(make.make_hr("hope", country="XD"))
    page = client.get(f"/hr/placements/{proposed.pk}/")
    assert "chris asks for it: Nobody else is there." in words(page.text)

    post(client, proposed, "allow", **{"allow-reason": "I agree."})

    proposed.refresh_from_db()
    assert proposed.state == "verified"
    told = words(client.get(f"/hr/placements/{proposed.pk}/").text)
    assert (
        "hope: Let it pass as the second person. I agree."
        " Nobody has noted that her identity document was seen."
        " Nobody has noted that she signed the agreement on conduct."
    ) in told


def test_look_up_is_linked_while_it_is_missing(hr, certificate, chris, today):
    placement = stays.propose(certificate, chris, starts_on=today)
    before = hr.get(f"/hr/placements/{placement.pk}/").text
    stays.look_up(certificate, chris, at=timezone.now())
    after = hr.get(f"/hr/placements/{placement.pk}/").text

    assert [">Look the certificate up<" in page for page in (before, after)] == [True, False]


def test_withdrawn_certificate_offers_no_way_round(hr, chris, proposed):
    proposed.certificate.revoke(by=chris, at=timezone.now(), reason="Wrong person.")

    reply = hr.get(f"/hr/placements/{proposed.pk}/")

    assert missing(reply)[0] == "The certificate was withdrawn, replaced or put on hold."
    assert ("Place her all the same" in reply.text, "Verify it" in reply.text) == (False, False)
    assert notices(reply) == [
        "The certificate is not current. Nothing changes by itself: decide what to do."
    ]


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("amend", {"starts_on": "tomorrow"}),
        ("identity", {"document": "birth", "last_characters": "1", "seen_on": "2026-01-01"}),
        ("identity", {"document": "passport", "last_characters": "12345", "seen_on": "2026-01-01"}),
        ("conduct", {"version": "", "signed_on": "2026-01-01"}),
        ("ask", {"ask-reason": " "}),
        ("allow", {"allow-reason": ""}),
        ("cancel", {"cancel-reason": "x" * 501}),
    ],
)
def test_wrong_form_is_shown_again_and_nothing_happens(hr, proposed, verb, fields):
    reply = post(hr, proposed, verb, **fields)

    assert (reply.status_code, stays.kinds(proposed)) == (400, ["proposed"])
    if verb != "allow":  # nobody asked, so there is no such form
        assert len(re.findall('<details class="card" open>', reply.text)) == 1


def test_plan_is_changed_and_the_site_of_another_country_may_stay(hr, proposed, today):
    Placement.objects.update(site=stays.make_site("far", "KE"))
    proposed.refresh_from_db()
    fields = {
        "starts_on": today,
        "site": proposed.site_id,
        "scope": "groups",
        "supervisor": "chris",
    }

    reply = post(hr, proposed, "amend", **fields)

    proposed.refresh_from_db()
    assert (notices(reply), proposed.scope, proposed.site.code) == (["Noted."], "groups", "far")
    assert 'value="chris"' in reply.text


def test_cancelled_placement_offers_nothing_more(hr, proposed):
    reply = post(hr, proposed, "cancel", **{"cancel-reason": "She moved."})

    assert "chris: Cancelled. She moved." in words(reply.text)
    assert re.findall(r'<form method="post" action="(/hr/.*?)"', reply.text) == []


def test_verbs_take_no_links(hr, proposed):
    verbs = ("amend", "identity", "conduct", "verify", "ask", "allow", "place", "end", "cancel")

    statuses = {hr.get(f"/hr/placements/{proposed.pk}/{verb}/").status_code for verb in verbs}

    assert statuses == {405}


@pytest.mark.parametrize("times", [1, 3])
def test_page_costs_the_same_for_every_length(
    hr, chris, proposed, times, django_assert_num_queries
):
    for each in range(times):
        stays.see_identity(proposed, chris, last_characters=str(each))
        stays.see_conduct(proposed, chris, version=str(each))

    with django_assert_num_queries(14):
        assert hr.get(f"/hr/placements/{proposed.pk}/").status_code == 200
