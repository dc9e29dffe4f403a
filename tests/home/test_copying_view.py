"""The form that copies a module, and who finds it."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from curriculum.models import LessonPage, ModulePage, ProgrammePage
from home import roles
from home.copying import CopyRefused
from tests import make
from tests.home.whole_module import make_whole

pytestmark = pytest.mark.django_db
LABEL = "Copy as a new module"


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(module) -> str:
    return reverse("copy_module", args=[module.pk])


def told(reply) -> list[str]:
    return [str(message) for message in get_messages(reply.wsgi_request)]


def test_author_copies_a_module():
    module, desk = make_whole(), browser(make.make_author())

    page = desk.get(address(module))
    reply = desk.post(address(module), page.context["form"].initial)

    copied = ModulePage.objects.get(slug="m3")
    assert (copied.title, copied.owner.username) == ("Module m2 (copy)", "amara")
    assert reply["Location"] == reverse("wagtailadmin_explore", args=[copied.pk])
    assert told(reply)[0].startswith("M3 is there. Everything in it is a draft.")
    assert "The new module has the code <strong>M3</strong>" in page.text


def test_sending_the_form_twice_makes_one_copy():
    module, desk = make_whole(), browser(make.make_author())
    fields = desk.get(address(module)).context["form"].initial

    replies = [desk.post(address(module), fields) for _ in range(2)]

    assert ModulePage.objects.count() == 3
    assert len({reply["Location"] for reply in replies}) == 1


def test_code_that_somebody_took_meanwhile_is_said_and_the_next_proposed():
    module, desk = make_whole(), browser(make.make_author())
    fields = desk.get(address(module)).context["form"].initial
    make.make_module(ProgrammePage.objects.get(), "m3")

    reply = desk.post(address(module), fields)

    assert told(reply) == [CopyRefused.Reason.CODE_TAKEN.label]
    assert desk.get(reply["Location"]).context["form"].initial["code"] == "m4"


@pytest.mark.parametrize(
    ("title", "code"), [("", "m3"), ("x" * 256, "m3"), ("A", "birth"), ("A", "l3"), ("A", "")]
)
def test_form_that_says_too_little_or_too_much_copies_nothing(title, code):
    module, desk = make_whole(), browser(make.make_author())

    reply = desk.post(address(module), {"title": title, "code": code})

    assert (reply.status_code, ModulePage.objects.count()) == (200, 2)
    assert reply.context["form"].errors


@pytest.mark.parametrize("role", [roles.REVIEWER, roles.ADMINISTRATOR, roles.TRAINER, None])
def test_who_may_not_add_pages_finds_nothing_and_is_offered_nothing(role):
    module, desk = make_whole(), browser(make.make_user("someone", role))

    replies = [desk.get(address(module)), desk.post(address(module), {"title": "A", "code": "m3"})]
    listing = desk.get(reverse("wagtailadmin_explore", args=[module.get_parent().pk]))

    assert [reply.status_code for reply in replies] == [404, 404]
    assert LABEL not in listing.text
    assert ModulePage.objects.count() == 2


def test_who_may_add_pages_but_no_quizzes_finds_nothing():
    module, amara = make_whole(), make.make_author()
    amara.groups.get().permissions.remove(
        *amara.groups.get().permissions.filter(codename="add_quiz")
    )

    assert browser(amara).get(address(module)).status_code == 404


def test_stranger_is_sent_to_sign_in():
    reply = Client().get(address(make_whole()))

    assert (reply.status_code, reply["Location"].partition("?")[0]) == (302, "/sign-in/")


def test_reviewer_who_was_given_the_right_to_add_pages_may_copy():
    module, both = make_whole(), make.make_reviewer("joyce")
    both.groups.add(make.make_author().groups.get())

    assert browser(both).get(address(module)).status_code == 200


@pytest.mark.parametrize("page", ["lesson", "programme"])
def test_only_modules_are_copied(page):
    module, desk = make_whole(), browser(make.make_author())
    other = LessonPage.objects.first() if page == "lesson" else module.get_parent()

    assert desk.get(address(other)).status_code == 404
    assert LABEL not in desk.get(reverse("wagtailadmin_pages:edit", args=[other.pk])).text


def test_menus_of_a_module_offer_our_copy_and_not_wagtails():
    module, desk = make_whole(), browser(make.make_author())
    wagtails = reverse("wagtailadmin_pages:copy", args=[module.pk])

    for name, page in (
        ("wagtailadmin_explore", module.get_parent()),
        ("wagtailadmin_explore", module),
        ("wagtailadmin_pages:edit", module),
    ):
        text = desk.get(reverse(name, args=[page.pk])).text
        assert (text.count(f'href="{address(module)}"'), wagtails in text) == (1, False)
