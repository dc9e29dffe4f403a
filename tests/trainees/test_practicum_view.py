"""The log of the practicum on a trainer's desk."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import make
from tests.trainees.practice import DAY, bahati, enter, make_enrolment
from trainees.models import Enrolment, PracticumEntry, PracticumVoid, Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    return make_enrolment(contacts=30)


@pytest.fixture
def trainer(enrolment, client):
    client.force_login(bahati())
    return bahati()


def path(enrolment) -> str:
    return f"/desk/enrolments/{enrolment.pk}/practicum/"


def void_path(entry) -> str:
    return f"/desk/practicum/{entry.uuid}/void/"


def enrolled_long_ago() -> None:
    """The page goes by the clock, and our people enrol in times to come."""
    Enrolment.objects.update(enrolled_at=make.LONG_AGO)


def fields(**values) -> dict:
    site = Site.objects.get(code="site-xd")
    given = {"uuid": uuid4(), "seen_on": timezone.localdate(), "kind": "feeding", "site": site.pk}
    return given | values


def test_trainer_writes_down_what_she_saw(client, trainer, enrolment):
    enrolled_long_ago()
    posted = fields()

    replies = [client.post(path(enrolment), posted) for _ in range(2)]

    assert {(reply.status_code, reply["Location"]) for reply in replies} == {(302, path(enrolment))}
    entry = PracticumEntry.objects.get()
    assert (entry.uuid, entry.kind, entry.witnessed_by) == (posted["uuid"], "feeding", trainer)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"seen_on": "2019-12-31"}, "On that day she was not enrolled yet."),
        ({"seen_on": "2098-12-31"}, "That day is still to come."),
        ({"seen_on": "soon"}, "Enter a valid date."),
        ({"kind": "something of her own"}, "is not one of the available choices."),
        ({"kind": ""}, "This field is required."),
        ({"uuid": "x"}, "Enter a valid UUID."),
    ],
)
def test_what_cannot_be_right_is_refused_in_words(client, trainer, enrolment, wrong, said):
    enrolled_long_ago()

    reply = client.post(path(enrolment), fields(**wrong))

    assert (reply.status_code, PracticumEntry.objects.count()) == (400, 0)
    assert said in reply.content.decode()


def test_site_of_others_is_no_choice(client, trainer, enrolment):
    far = Site.objects.create(code="far", name="Far away", country="KE")
    enrolled_long_ago()

    reply = client.post(path(enrolment), fields(site=far.pk))

    assert (reply.status_code, list(reply.context["form"].errors)) == (400, ["site"])
    assert "Far away" not in reply.content.decode()


def test_trainer_of_another_cohort_finds_nothing(client, enrolment):
    tendai = make.make_trainer("tendai", cohort=make.make_cohort(enrolment.programme, "c2"))
    entry = enter(enrolment)
    client.force_login(tendai)

    def asked():
        return [
            client.get(path(enrolment)).status_code,
            client.post(void_path(entry), {"reason": "twice"}).status_code,
        ]

    assert (asked(), PracticumVoid.objects.count()) == ([404, 404], 0)
    make.StaffScope.objects.create(user=tendai, role="trainer", cohort=enrolment.trainee.cohort)
    assert (asked(), PracticumVoid.objects.count()) == ([200, 302], 1)


def test_she_herself_never_gets_there_though_she_teaches(client, enrolment):
    user = enrolment.trainee.user
    user.groups.add(make.Group.objects.get(name=make.roles.TRAINER.name))
    make.StaffScope.objects.create(user=user, role="trainer", cohort=enrolment.trainee.cohort)
    entry = enter(enrolment)
    client.force_login(user)

    assert client.get(path(enrolment)).status_code == 404
    assert client.post(path(enrolment), fields()).status_code == 404
    assert client.post(void_path(entry), {"reason": "twice"}).status_code == 404


def test_programme_that_asks_for_none_has_no_log(client):
    enrolment = make_enrolment(contacts=0)
    client.force_login(bahati())

    assert client.get(path(enrolment)).status_code == 404


def test_log_is_newest_first_and_paged(client, trainer, enrolment):
    for days in range(4):
        for _ in range(7):
            enter(enrolment, at=make.NOW + days * DAY)

    first, second = (client.get(path(enrolment), {"page": page}).context["page"] for page in (1, 2))

    days = [entry.seen_on for entry in [*first, *second]]
    assert (len(first), len(second), days) == (25, 3, sorted(days, reverse=True))


def test_log_takes_no_more_once_she_has_completed(client, trainer):
    enrolment = Enrolment.objects.get()
    assert 'name="uuid"' in client.get(path(enrolment)).content.decode()
    enrolment.withdraw(by=trainer, at=make.NOW, reason="x")

    assert 'name="uuid"' not in client.get(path(enrolment)).content.decode()


def test_each_page_carries_a_form_of_its_own(client, trainer, enrolment):
    pages = [client.get(path(enrolment)).content.decode() for _ in range(2)]
    uuids = {re.search(r'name="uuid" value="([-0-9a-f]{36})"', page)[1] for page in pages}

    assert len(uuids) == 2


def test_paper_bears_her_number_and_no_name(client, trainer, enrolment):
    enter(enrolment)

    page = client.get(path(enrolment)).content.decode()
    printed = re.sub(r'<p class="eyebrow screen">.*?</p>', "", page)

    assert (page.count("Lindiwe"), printed.count("Lindiwe")) == (1, 0)
    assert enrolment.trainee.number in printed


def test_void_says_why_and_by_whom(client, trainer, enrolment):
    entry = enter(enrolment)

    reply = client.post(void_path(entry), {"reason": "wrong_day"}, follow=True)

    assert "No. The day is wrong (bahati)." in reply.content.decode()
    assert reply.context["so_far"] == 0


@pytest.mark.parametrize("reason", ["", "because she said so"])
def test_void_without_a_reason_of_the_list_changes_nothing(client, trainer, enrolment, reason):
    entry = enter(enrolment)

    reply = client.post(void_path(entry), {"reason": reason}, follow=True)

    assert [str(message) for message in reply.context["messages"]] == [
        "Say why this contact does not count."
    ]
    assert PracticumVoid.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_log_costs_the_same_for_one_row_and_for_three(client, trainer, enrolment, rows):
    for _ in range(rows):
        enter(enrolment)
    enter(enrolment).void(by=trainer, at=make.NOW, reason="twice")
    client.get(path(enrolment))

    with CaptureQueriesContext(connection) as queries:
        reply = client.get(path(enrolment))

    assert len(reply.context["page"].object_list) == rows + 1
    assert len(queries) == 11
