"""A trainer's work with people: add, enrol, give a new passphrase."""

import re

import pytest

from curriculum.models import Country, LessonPage
from home import roles
from tests import make
from trainees.models import Enrolment, EnrolmentRefused, Trainee

pytestmark = pytest.mark.django_db

ADD = "/desk/people/add/"


@pytest.fixture
def programme():
    return make.make_signed_programme()


@pytest.fixture
def cohort(programme):
    return make.make_cohort(programme)


@pytest.fixture
def bahati(cohort, client):
    user = make.make_trainer(cohort=cohort)
    client.force_login(user)
    return user


@pytest.fixture
def stranger(programme):
    """A trainee whom Bahati does not look after."""
    return make.make_trainee(
        make.make_cohort(programme, "c2", Country.KENYA), "Dede", make.make_user("registrar")
    )


def verbs(trainee) -> list[str]:
    return [f"/desk/people/{trainee.number}/{verb}/" for verb in ("passphrase", "enrol")]


def said(reply) -> list[str]:
    return [str(message) for message in reply.context["messages"]]


def test_add_gives_a_slip_that_works_once(client, bahati, cohort):
    reply = client.post(ADD, {"name": "Lindiwe Dlamini", "cohort": cohort.pk})
    trainee = Trainee.objects.get()
    html = reply.content.decode()
    phrase = re.search(r'<p class="phrase">([a-z ]+)</p>', html)[1]
    assert (reply.status_code, trainee.name, trainee.cohort) == (200, "Lindiwe Dlamini", cohort)
    assert trainee.user.check_password(phrase)
    assert html.count(f'<strong class="number">{trainee.number}</strong>') == 1
    assert html.count("Lindiwe") == 0
    assert phrase not in client.get(f"/desk/people/{trainee.number}/").content.decode()


def test_add_offers_her_own_cohorts(client, bahati, cohort, stranger):
    options = client.get(ADD).context["form"].fields["cohort"].queryset
    assert list(options) == [cohort]


@pytest.mark.parametrize("name", ["", "L" * 500, "Lindiwe\x00", "Lindiwe \u202eimalD"])
def test_add_refuses_a_name_with_words(client, bahati, cohort, name):
    reply = client.post(ADD, {"name": name, "cohort": cohort.pk})
    assert (reply.status_code, list(reply.context["form"].errors)) == (400, ["name"])
    assert Trainee.objects.count() == 0


def test_add_refuses_a_cohort_of_somebody_else(client, bahati, stranger):
    reply = client.post(ADD, {"name": "Lindiwe", "cohort": stranger.cohort_id})
    assert (reply.status_code, list(reply.context["form"].errors)) == (400, ["cohort"])
    assert Trainee.objects.count() == 1


def test_reset_gives_a_slip_that_works(client, bahati, cohort):
    trainee = make.make_trainee(cohort)
    html = client.post(verbs(trainee)[0]).content.decode()
    phrase = re.search(r'<p class="phrase">([a-z ]+)</p>', html)[1]
    trainee.user.refresh_from_db()
    assert (trainee.user.check_password(phrase), trainee.user.first_passphrase) == (True, True)


def enrol(client, trainee, programme):
    return client.post(verbs(trainee)[1], {"programme": programme.pk}, follow=True)


def test_enrol_starts_her_and_twice_is_quiet(client, bahati, cohort, programme):
    trainee = make.make_trainee(cohort)
    for _ in range(2):
        reply = enrol(client, trainee, programme)
        assert reply.redirect_chain == [(f"/desk/people/{trainee.number}/", 302)]
        assert said(reply) == ["She is enrolled and can start now."]
    assert [row.trainee for row in Enrolment.objects.all()] == [trainee]


def test_enrol_says_why_not(client, bahati, cohort, programme):
    trainee = make.make_trainee(cohort)
    LessonPage.objects.get().save_revision().publish(skip_permission_checks=True)
    assert said(enrol(client, trainee, programme)) == [EnrolmentRefused.Reason.UNSIGNED.label]
    draft = make.make_programme("p2")
    assert said(enrol(client, trainee, draft)) == ["Choose a programme."]
    assert Enrolment.objects.count() == 0


def test_somebody_elses_trainee_is_not_found(client, bahati, stranger, programme):
    for address in verbs(stranger):
        assert client.post(address, {"programme": programme.pk}).status_code == 404
    stranger.user.refresh_from_db()
    assert stranger.user.check_password(make.PASSPHRASE)
    assert Enrolment.objects.count() == 0


def test_administrator_reaches_everybody(client, stranger, programme):
    client.force_login(make.make_user("admin", roles.ADMINISTRATOR))
    enrol(client, stranger, programme)
    assert Enrolment.objects.get().trainee == stranger


def test_number_that_nobody_has_is_not_found(client, bahati):
    assert client.post("/desk/people/00000000/passphrase/").status_code == 404
    assert client.post("/desk/people/1234567/passphrase/").status_code == 404


@pytest.mark.parametrize("who", ["hr", "trainee", "author"])
def test_others_find_nothing_here(client, cohort, programme, stranger, who):
    user = {
        "hr": lambda: make.make_hr(country=Country.KENYA),
        "trainee": lambda: stranger.user,
        "author": make.make_author,
    }[who]()
    client.force_login(user)
    assert client.get(ADD).status_code == 404
    for address in [ADD, *verbs(stranger)]:
        data = {"name": "L", "cohort": cohort.pk, "programme": programme.pk}
        assert client.post(address, data).status_code == 404
    assert (Trainee.objects.count(), Enrolment.objects.count()) == (1, 0)


def test_strangers_sign_in_first(client, stranger):
    replies = [client.post(address) for address in [ADD, *verbs(stranger)]]
    assert {reply["Location"].split("?")[0] for reply in replies} == {"/sign-in/"}
    stranger.user.refresh_from_db()
    assert stranger.user.check_password(make.PASSPHRASE)


def test_verbs_are_not_for_reading(client, bahati, cohort):
    trainee = make.make_trainee(cohort)
    assert [client.get(address).status_code for address in verbs(trainee)] == [405, 405]
    assert client.delete(ADD).status_code == 405
