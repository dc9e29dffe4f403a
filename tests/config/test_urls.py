import pytest
from allauth.account.views import login
from django.test import Client
from django.test.client import RedirectCycleError
from django.urls import path
from wagtail.admin.auth import require_admin_access

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(make.User.objects.create_superuser("boss", make.PASSPHRASE))
    return client


@pytest.mark.parametrize(
    "path", ["/cms/users/", "/cms/users/add/", "/cms/users/1/", "/cms/groups/", "/cms/groups/new/"]
)
def test_screens_that_make_superusers_are_not_there(boss, path):
    assert (boss.get(path).status_code, boss.post(path).status_code) == (404, 404)


def test_other_screens_are_there(boss):
    paths = ("/cms/", "/cms/pages/", "/cms/images/", "/cms/snippets/assessments/quiz/")

    assert {path: boss.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_site_of_the_page_tree_has_no_screen(boss):
    assert 'href="/cms/sites/"' in boss.get("/cms/pages/").content.decode()
    assert boss.get("/cms/sites/").status_code == 404


@pytest.mark.parametrize(
    ("path", "to"), [("/cms/login/", "/sign-in/"), ("/cms/logout/", "/sign-out/")]
)
def test_there_is_one_way_to_sign_in_and_out(path, to):
    reply = Client().get(path)

    assert (reply.status_code, reply["Location"]) == (302, to)


def test_stranger_in_the_editors_room_signs_in_first():
    reply = Client().get("/cms/")

    assert (reply.status_code, reply["Location"]) == (302, "/sign-in/?next=/cms/")


def test_script_of_the_editors_room_is_told_that_the_session_ended():
    reply = Client().get("/cms/", headers={"X-Requested-With": "XMLHttpRequest"})

    assert reply.status_code == 403


def everybody_else() -> dict[str, make.User]:
    trainee = make.make_trainee(make.make_cohort(make.make_programme()))
    return {
        "lindiwe": trainee.user,
        "bahati": make.User.objects.get(username="bahati"),
        "chris": make.make_hr(country="XD"),
        "ada": make.make_user("ada", make.roles.ADMINISTRATOR),
        "nobody": make.make_user("nobody"),
    }


@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/cms/snippets/assessments/quiz/"])
def test_who_is_no_editor_finds_nothing_in_the_editors_room(path):
    client, found = Client(), {}
    for name, user in everybody_else().items():
        client.force_login(user)
        found[name] = client.get(path).status_code

    # an administrator comes in for the design of certificates alone, and is sent back to the start
    wanted = dict.fromkeys(("lindiwe", "bahati", "chris", "nobody"), 404)
    assert found == wanted | {"ada": 200 if path == "/cms/" else 302}


@pytest.mark.parametrize("make_editor", [make.make_author, make.make_reviewer])
def test_editors_enter_the_editors_room(make_editor):
    client = Client()
    client.force_login(make_editor())

    assert client.get("/cms/").status_code == 200


def test_editor_with_a_first_passphrase_changes_it_first():
    client = Client()
    client.force_login(make.make_user("amara", make.roles.AUTHOR, first_passphrase=True))

    reply = client.get("/cms/")

    assert (reply.status_code, reply["Location"]) == (302, "/passphrase/")


def test_without_the_door_signing_in_and_the_editors_room_send_her_round_for_ever(settings):
    settings.ROOT_URLCONF = __name__
    client = Client()
    client.force_login(make.make_user("nobody"))

    with pytest.raises(RedirectCycleError):
        client.get("/cms/", follow=True)


@require_admin_access
def wagtail_s_own_guard(request):
    raise AssertionError("nobody comes here")


#: The same two rooms without our door between them.
urlpatterns = [
    path("sign-in/", login, name="account_login"),
    path("cms/", wagtail_s_own_guard),
    path("cms/again/", wagtail_s_own_guard, name="wagtailadmin_login"),
]
