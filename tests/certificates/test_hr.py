"""HR's desk (``views/hr.py``)."""

import re

import pytest

from certificates.models import Verification
from curriculum.models import Country
from home import roles
from tests import make
from tests.certificates import papers
from trainees.models import StaffScope

pytestmark = pytest.mark.django_db
UNKNOWN = "0000-0000-0000-0"
PURPOSE = "Before a placement"
ADDRESSES = ["/hr/", "/hr/look-ups/"]


@pytest.fixture
def certificate():
    return papers.make_certificate()


@pytest.fixture
def chris():
    return make.make_hr(country=Country.DEMONSTRATION)


def _look_up(client, number: str, purpose: str = PURPOSE):
    return client.post("/hr/", {"number": number, "purpose": purpose})


def _words(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def _record(reply) -> dict[str, str]:
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", reply.text)
    return dict(pairs)


def _rows(reply) -> list[str]:
    """The rows of the look-up log, without their moments."""
    return [_words(row) for row in re.findall(r"</th>\s*(<td.*?)</tr>", reply.text, re.DOTALL)]


# Look up


def test_look_up_shows_the_frozen_facts(client, certificate, chris):
    client.force_login(chris)

    reply = _look_up(client, str(certificate).lower())

    assert (reply.status_code, _words(re.search("<h1>.*</h1>", reply.text)[0])) == (
        200,
        papers.NAME,
    )
    assert _record(reply) == {
        "Programme": papers.PROGRAMME,
        "Printed for outsiders as": papers.NEUTRAL_PROGRAMME,
        "Level": "Foundation",
        "Hours": "120",
        "Modules": f"M1 {papers.MODULE}",
        "Issued on": "2 March 2099",
        "Last day": "2 March 2101",
    }


def test_look_up_is_recorded_with_its_purpose(client, certificate, chris):
    client.force_login(chris)

    _look_up(client, str(certificate))

    row = Verification.objects.get()
    assert (row.certificate, row.by, row.purpose) == (certificate, chris, PURPOSE)


@pytest.mark.parametrize("purpose", ["", "Curiosity"])
def test_look_up_without_a_known_purpose_is_refused_and_unrecorded(
    client, certificate, chris, purpose
):
    client.force_login(chris)

    reply = _look_up(client, str(certificate), purpose)

    assert (reply.status_code, papers.NAME in reply.text) == (400, False)
    assert Verification.objects.count() == 0


def test_officer_of_another_country_is_told_the_same_as_for_no_number(client, certificate):
    client.force_login(make.make_hr(country=Country.KENYA))
    hidden, unknown = str(certificate), UNKNOWN

    pages = [
        (reply.status_code, re.sub(r'value="\w{64}"', "", reply.text).replace(number, "NUMBER"))
        for number in (hidden, unknown)
        for reply in [_look_up(client, number)]
    ]

    assert pages[0] == pages[1]
    assert pages[0][0] == 400
    assert "No certificate with this number in your countries." in pages[0][1]
    answers = Verification.objects.values_list("answer", "certificate")
    assert list(answers) == [("no_match", None)] * 2


@pytest.mark.parametrize(
    ("at", "revoked", "status"),
    [
        (make.NOW, False, "Current"),
        (make.LONG_AGO, False, "Expired"),
        (make.NOW, True, "Withdrawn"),
    ],
)
def test_look_up_shows_status_and_events(client, chris, at, revoked, status):
    certificate = papers.make_certificate(at=at)
    if revoked:
        certificate.revoke(by=chris, at=at, reason="Wrong person.")
    client.force_login(chris)

    reply = _look_up(client, str(certificate))

    assert _words(re.search(r"</h1>\s*<p>(.*?)</p>", reply.text, re.DOTALL)[1]).endswith(status)
    events = re.search(r"What happened to it</h2>(.*?)</ul>", reply.text, re.DOTALL)[1]
    assert ("Withdrawn by chris. Wrong person." in _words(events)) is revoked
    assert ("Withdraw this certificate" in reply.text) is not revoked


def test_desk_lists_whose_papers_wait_in_her_countries(client, chris):
    waiting = papers.make_certificate()
    refused = papers.make_certificate(name="Mary Phiri")
    type(refused).objects.filter(pk=refused.pk).update(problem="There is no name to print.")
    made = papers.make_certificate(name="Ruth Zulu")
    for kind in ("neutral", "full"):
        papers.store(made, kind, b"%PDF")
    papers.make_certificate(name="Dede Banda", country=Country.KENYA)
    client.force_login(chris)

    listed = re.findall(r"<li><span.*?</li>", client.get("/hr/").text)

    assert sorted(map(_words, listed)) == sorted(
        [f"{waiting} It will be tried again.", f"{refused} There is no name to print."]
    )


# Withdraw


def _withdraw(client, certificate, reason: str):
    return client.post(
        f"/hr/certificates/{certificate.pk}/revoke/", {"reason": reason}, follow=True
    )


def test_withdrawing_is_confirmed_and_outsiders_read_it(client, certificate, chris):
    client.force_login(chris)

    reply = _withdraw(client, certificate, "Wrong person.")

    assert reply.redirect_chain == [("/hr/", 302)]
    assert "The certificate is withdrawn. Its record stays." in reply.text
    client.logout()
    asked = client.post("/verify/", {"number": str(certificate), "name": papers.NAME})
    assert "Matches. Withdrawn." in asked.text


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_withdrawing_without_a_reason_is_asked_again(client, certificate, chris, reason):
    client.force_login(chris)

    reply = _withdraw(client, certificate, reason)

    assert (reply.status_code, '<details class="card" open>' in reply.text) == (400, True)
    assert certificate.events.count() == 1


def test_withdrawing_twice_is_quiet(client, certificate, chris):
    client.force_login(chris)
    _withdraw(client, certificate, "Wrong person.")

    assert _withdraw(client, certificate, "Again.").status_code == 200

    reasons = certificate.events.filter(kind="revoked").values_list("reason", flat=True)
    assert list(reasons) == ["Wrong person."]


def test_refusal_of_the_model_is_shown(client, certificate, chris, monkeypatch):
    """The form refuses first; behind it the model's own sentence is what people read."""
    monkeypatch.setattr("certificates.forms.ReasonForm.is_valid", lambda self: True)
    monkeypatch.setattr(
        "certificates.forms.ReasonForm.cleaned_data", {"reason": " "}, raising=False
    )
    client.force_login(chris)

    assert "Say why this is done." in _withdraw(client, certificate, " ").text


def test_officer_of_another_country_cannot_withdraw(client, certificate):
    client.force_login(make.make_hr(country=Country.KENYA))

    assert _withdraw(client, certificate, "Wrong person.").status_code == 404
    assert certificate.events.count() == 1


# The log


def test_log_shows_who_looked_and_why(client, certificate, chris):
    client.force_login(chris)
    _look_up(client, str(certificate))
    _look_up(client, UNKNOWN)
    client.post("/verify/", {"number": str(certificate), "name": papers.NAME})
    client.post("/verify/", {"number": str(certificate), "name": "Nobody"})

    assert _rows(client.get("/hr/look-ups/")) == [
        f"{certificate} Somebody outside – Current",
        f"– chris {PURPOSE} No match",
        f"{certificate} chris {PURPOSE} Current",
    ]


def test_log_is_empty_for_an_officer_of_another_country(client, certificate, chris):
    client.force_login(chris)
    _look_up(client, str(certificate))
    client.force_login(make.make_hr("kamau", country=Country.KENYA))

    reply = client.get("/hr/look-ups/")

    assert (_rows(reply), "No look-ups yet" in reply.text) == ([], True)


@pytest.mark.parametrize("rows", [1, 3])
def test_log_costs_the_same_for_every_length(
    client, certificate, chris, rows, django_assert_num_queries
):
    client.force_login(chris)
    for _ in range(rows):
        _look_up(client, str(certificate))

    with django_assert_num_queries(6):
        reply = client.get("/hr/look-ups/")

    assert len(_rows(reply)) == rows


# The door


@pytest.mark.parametrize("address", ADDRESSES)
def test_stranger_signs_in_first(client, certificate, address):
    reply = client.get(address)

    assert (reply.status_code, reply["Location"]) == (302, f"/sign-in/?next={address}")


def _person(kind: str, certificate):
    if kind == "holder":
        return certificate.enrolment.trainee.user
    if kind == "trainer":
        return certificate.enrolment.trainee.cohort.staffscope_set.get().user
    return make.make_user("amara", roles.AUTHOR)


@pytest.mark.parametrize("kind", ["holder", "trainer", "author"])
def test_others_find_nothing(client, certificate, kind):
    client.force_login(_person(kind, certificate))

    replies = [client.get(address) for address in ADDRESSES]
    replies += [_look_up(client, str(certificate)), _withdraw(client, certificate, "Wrong person.")]

    assert [reply.status_code for reply in replies] == [404] * 4
    assert (Verification.objects.count(), certificate.events.count()) == (0, 1)


def test_trainers_scope_opens_nothing_to_hr(client, certificate):
    kamau = make.make_hr("kamau", country=Country.KENYA)
    StaffScope.objects.create(
        user=kamau, role=StaffScope.Role.TRAINER, country=Country.DEMONSTRATION
    )
    client.force_login(kamau)

    assert _look_up(client, str(certificate)).status_code == 400


def test_replies_to_hr_are_kept_by_nobody(client, certificate, chris):
    client.force_login(chris)
    replies = [client.get(address) for address in ADDRESSES]
    replies += [_look_up(client, str(certificate)), _look_up(client, UNKNOWN)]

    kept = {(reply["Cache-Control"], reply["X-Robots-Tag"]) for reply in replies}
    assert kept == {("no-store, private", "noindex, nofollow")}
    assert [
        papers.NAME in title for title in re.findall("<title>.*?</title>", replies[2].text)
    ] == [False]


def test_completion_without_certificate_is_listed_for_hr_of_her_country_only(client, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no number today")

    monkeypatch.setattr("certificates.models.certificate_manager.new_number", broken)
    enrolment = papers.complete(papers.nearly_complete(papers.make_trainee()))

    seen = {}
    for name, country in (("chris", "XD"), ("hugo", "KE")):
        client.force_login(make.make_hr(name, country=country))
        seen[name] = enrolment.trainee.number in client.get("/hr/").content.decode()

    assert enrolment.state == "completed"
    assert seen == {"chris": True, "hugo": False}


def test_record_asks_once_for_what_is_due(client, chris, certificate, django_assert_num_queries):
    client.force_login(chris)

    with django_assert_num_queries(9):
        reply = _look_up(client, str(certificate))

    assert "A refresher is due from" in reply.text
