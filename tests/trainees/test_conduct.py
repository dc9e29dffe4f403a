"""The code of conduct: she reads the rules of her own edition and signs them herself."""

import pytest
from django.db import IntegrityError, transaction

from curriculum.canonical import digest
from curriculum.insert_only import InsertOnlyError
from tests import make
from tests.trainees.practice import DAY, RULES, bahati, enter, make_enrolment
from trainees.models import ConductSignature, Enrolment, EnrolmentRefused, EnrolmentState
from trainees.progress import Missing, Need

pytestmark = pytest.mark.django_db
Reason = EnrolmentRefused.Reason
PAGE = "/learn/p1/conduct/"
TICKED = {"read": "yes", "rules": digest(list(RULES))}


@pytest.fixture
def enrolment():
    return make_enrolment(contacts=0)


@pytest.fixture
def lindiwe(enrolment, client):
    client.force_login(enrolment.trainee.user)
    return enrolment.trainee.user


def sign(enrolment, by=None, at=make.NOW):
    return enrolment.sign_conduct(by=by or enrolment.trainee.user, at=at)


def change_the_rules(enrolment, *rules: str) -> None:
    programme = enrolment.programme
    programme.conduct = [("rule", rule) for rule in rules]
    programme.save_revision()
    make.sign(programme)


def test_signature_keeps_what_she_read_and_completes(enrolment):
    assert enrolment.missing() == [Missing(Need("conduct", "", 1), 0)]
    signed = sign(enrolment)
    signed.refresh_from_db()
    assert (signed.enrolment, signed.edition) == (enrolment, enrolment.edition)
    assert (signed.sha256, signed.signed_at) == (digest(list(RULES)), make.NOW)
    assert (enrolment.missing(), enrolment.state) == ([], EnrolmentState.COMPLETED)
    assert make.logged(enrolment)[-2:] == ["trainees.sign_conduct", "trainees.complete"]
    assert str(signed) == f"{enrolment} conduct signed"


def test_signature_alone_completes_nothing_else_that_is_asked():
    enrolment = make_enrolment(contacts=1)
    sign(enrolment)
    assert enrolment.state == EnrolmentState.ACTIVE
    enter(enrolment)
    assert enrolment.state == EnrolmentState.COMPLETED


def test_signed_twice_is_once(enrolment):
    first = sign(enrolment)
    assert sign(enrolment, at=make.NOW + DAY) == first
    assert make.logged(enrolment).count("trainees.sign_conduct") == 1


def test_nobody_signs_for_another(enrolment):
    nomsa = make.make_trainee(enrolment.trainee.cohort, "Nomsa Dlamini").user
    for other in (bahati(), nomsa, make.make_user("ada", make.roles.ADMINISTRATOR)):
        with pytest.raises(EnrolmentRefused) as refusal:
            sign(enrolment, other)
        assert (refusal.value.reason, ConductSignature.objects.count()) == (Reason.NOT_HERS, 0)


@pytest.mark.parametrize(
    ("conduct", "state", "reason"),
    [((), "active", Reason.NO_CONDUCT), (RULES, "withdrawn", Reason.NOT_ACTIVE)],
)
def test_signature_is_refused(conduct, state, reason):
    enrolment = make_enrolment(conduct=conduct)
    Enrolment.objects.update(state=state)
    with pytest.raises(EnrolmentRefused) as refusal:
        sign(enrolment)
    assert (refusal.value.reason, ConductSignature.objects.count()) == (reason, 0)


def test_signature_is_written_once(enrolment):
    signed = sign(enrolment)
    for change in (signed.save, signed.delete):
        with pytest.raises(InsertOnlyError):
            change()
    with pytest.raises(IntegrityError), transaction.atomic():
        enrolment.conduct_signatures.create(
            edition=enrolment.edition, sha256=digest(list(RULES)), signed_at=make.NOW
        )


def test_rolled_back_leaves_nothing(enrolment):
    with make.rolled_back():
        sign(enrolment)
    enrolment.refresh_from_db()
    assert (ConductSignature.objects.count(), enrolment.state) == (0, EnrolmentState.ACTIVE)


def test_page_shows_the_rules_and_takes_her_signature(client, lindiwe, enrolment):
    page = client.get(PAGE).content.decode()
    assert [page.count(f"<li>{rule}</li>") for rule in RULES] == [1, 1]
    assert (page.count('name="read"'), page.count("<title>Code of conduct")) == (1, 1)

    reply = client.post(PAGE, TICKED)

    assert (reply.status_code, reply["Location"]) == (302, "/learn/")
    assert enrolment.conduct_signatures.count() == 1
    page = client.get(PAGE).content.decode()
    day = enrolment.conduct_signatures.get().signed_at
    assert f"You signed these rules on {day.day} {day:%B %Y}." in page
    assert (page.count('name="read"'), page.count(f"<li>{RULES[0]}</li>")) == (0, 1)


def test_page_without_a_tick_asks_for_it(client, lindiwe, enrolment):
    reply = client.post(PAGE, {"rules": TICKED["rules"]})
    assert (reply.status_code, ConductSignature.objects.count()) == (400, 0)
    assert "Tick the box when you have read the rules." in reply.content.decode()


def test_page_shows_the_rules_of_her_own_edition(client, lindiwe, enrolment):
    change_the_rules(enrolment, "I do something else.")
    page = client.get(PAGE).content.decode()
    assert (page.count(RULES[0]), page.count("something else")) == (1, 0)
    client.post(PAGE, TICKED)
    assert ConductSignature.objects.get().sha256 == digest(list(RULES))

    newer = make.make_enrolment(make.make_trainee(enrolment.trainee.cohort, "Nomsa Dlamini"))
    client.force_login(newer.trainee.user)
    page = client.get(PAGE).content.decode()
    assert (page.count(RULES[0]), page.count("something else")) == (0, 1)


def test_page_of_an_edition_that_asks_for_none_is_not_there(client):
    enrolment = make_enrolment(conduct=())
    client.force_login(enrolment.trainee.user)
    assert client.get(PAGE).status_code == client.post(PAGE).status_code == 404


def test_page_is_hers_alone(client, enrolment):
    for other in (bahati(), make.make_trainee(enrolment.trainee.cohort, "Nomsa Dlamini").user):
        client.force_login(other)
        assert client.post(PAGE, TICKED).status_code == 404
    assert ConductSignature.objects.count() == 0


def test_page_costs_four_queries(client, lindiwe, django_assert_num_queries):
    client.get(PAGE)
    with django_assert_num_queries(4):
        client.get(PAGE)


def move_up(enrolment) -> Enrolment:
    """To the newest edition; read anew, as each request does."""
    newest = enrolment.programme.editions.first()
    enrolment.move_up(to=newest, by=bahati(), at=make.NOW + DAY)
    return Enrolment.objects.get(pk=enrolment.pk)


def test_moved_up_to_other_rules_she_signs_those_too(client):
    """What she signed were other rules, and nobody says that she signed these."""
    enrolment = make_enrolment(contacts=1)
    sign(enrolment)
    change_the_rules(enrolment, "I do something else.")
    moved = move_up(enrolment)
    client.force_login(moved.trainee.user)
    page = client.get(PAGE).content.decode()

    assert Missing(Need("conduct", "", 1), 0) in moved.missing()
    assert (moved.practice().signed_at, page.count("You signed these rules")) == (None, 0)
    sign(moved, at=make.NOW + DAY)
    assert moved.practice().signed_at == make.NOW + DAY
    assert moved.conduct_signatures.count() == 2


def test_moved_up_under_the_same_rules_one_signature_is_enough():
    enrolment = make_enrolment(contacts=1)
    sign(enrolment)
    enrolment.programme.contacts = 2
    enrolment.programme.save_revision()
    make.sign(enrolment.programme, change="meaning")

    assert move_up(enrolment).practice().signed_at == make.NOW


def test_she_signs_the_rules_that_she_read(client, lindiwe, enrolment):
    """Moved up between reading and pressing, or between asking the database and locking."""
    change_the_rules(enrolment, "I do something else.")
    stale = Enrolment.objects.select_related("edition").get(pk=enrolment.pk)
    move_up(enrolment)

    reply = client.post(PAGE, TICKED)
    with pytest.raises(EnrolmentRefused) as refusal:
        sign(stale)

    assert (reply.status_code, ConductSignature.objects.count()) == (400, 0)
    assert "The rules have changed. Read them again" in reply.content.decode()
    assert refusal.value.reason == Reason.OTHER_RULES
