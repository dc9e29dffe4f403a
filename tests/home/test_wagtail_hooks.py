"""Content cannot take records with it: the editors' room refuses in words."""

import pytest
from django.contrib.messages import get_messages
from django.db.models import ProtectedError
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.admin.menu import admin_menu, settings_menu

from assessments.models import Checklist, Question, Quiz
from curriculum.models import LessonPage, ModulePage, ProgrammePage, Source
from home import wagtail_hooks
from home.wagtail_hooks import HIDDEN_MENUS, KEPT, is_kept
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> Client:
    """A superuser's browser: nothing but the hook stands in her way."""
    client = Client()
    client.force_login(make.User.objects.create_superuser("boss", make.PASSPHRASE))
    return client


@pytest.fixture
def unguarded(monkeypatch):
    """The hooks let everything through."""
    monkeypatch.setattr(wagtail_hooks, "is_kept", lambda things: False)


def signed() -> ProgrammePage:
    return make.make_signed_programme()


def delete_page(page) -> str:
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def delete_snippet(snippet) -> str:
    viewset = f"wagtailsnippets_{snippet._meta.app_label}_{snippet._meta.model_name}"
    return reverse(f"{viewset}:delete", args=[snippet.pk])


def delete_in_bulk(app: str, model: str, *things) -> str:
    address = reverse("wagtail_bulk_action", args=[app, model, "delete"])
    return f"{address}?{'&'.join(f'id={thing.pk}' for thing in things)}"


def told(reply) -> list[str]:
    return [str(message) for message in get_messages(reply.wsgi_request)]


def test_signed_page_is_kept_and_a_draft_is_not():
    programme = signed()
    draft = make.make_programme("p2")

    assert (is_kept([programme]), is_kept([draft]), is_kept([draft, programme])) == (
        *(True, False, True),
    )
    assert is_kept([]) is False


def test_asking_whether_something_is_kept_deletes_nothing():
    draft = make.make_programme("p2")

    is_kept([draft])

    assert ProgrammePage.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("model", [LessonPage, ModulePage, ProgrammePage])
def test_page_with_records_is_not_deleted(boss, model):
    signed()
    page = model.objects.get()

    reply = boss.post(delete_page(page))

    assert (reply.status_code, told(reply)) == (302, [KEPT])
    assert reply["Location"] == reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    assert model.objects.filter(pk=page.pk).exists()


def test_page_with_records_without_the_hook_is_an_error_page(boss, unguarded):
    signed()

    with pytest.raises(ProtectedError):
        boss.post(delete_page(LessonPage.objects.get()))

    assert LessonPage.objects.count() == 1


def test_page_above_one_with_records_is_not_deleted(boss):
    draft = make.make_programme("p2")
    make.sign(make.make_lesson(make.make_module(draft)))

    reply = boss.post(delete_page(draft))

    assert told(reply) == [KEPT]
    assert ProgrammePage.objects.filter(pk=draft.pk).exists()


def test_draft_page_is_deleted(boss):
    draft = make.make_programme("p2")

    reply = boss.post(delete_page(draft))

    assert (reply.status_code, KEPT in told(reply)) == (302, False)
    assert not ProgrammePage.objects.filter(pk=draft.pk).exists()


def test_question_before_deleting_a_page_is_shown(boss):
    signed()

    assert boss.get(delete_page(LessonPage.objects.get())).status_code == 200


@pytest.mark.parametrize("model", [Question, Quiz, Checklist])
def test_snippet_with_records_is_not_deleted(boss, model):
    signed()
    snippet = model.objects.first()

    reply = boss.post(delete_snippet(snippet))

    assert (reply.status_code, told(reply)) == (302, [KEPT])
    assert model.objects.filter(pk=snippet.pk).exists()


@pytest.mark.parametrize("model", [Quiz, Checklist])
def test_snippet_with_records_without_the_hook_is_an_error_page(boss, unguarded, model):
    signed()
    snippet = model.objects.get()

    with pytest.raises(ProtectedError):
        boss.post(delete_snippet(snippet))

    assert model.objects.filter(pk=snippet.pk).exists()


def test_signed_question_outside_a_quiz_is_not_deleted_either(boss, monkeypatch):
    """Wagtail itself sees that a quiz holds a question; that an edition rests on one, it does not."""
    question = make.make_question(make.make_module(make.make_programme()))
    make.sign(question)

    reply = boss.post(delete_snippet(question))

    assert (told(reply), Question.objects.count()) == ([KEPT], 1)
    monkeypatch.setattr(wagtail_hooks, "is_kept", lambda things: False)
    with pytest.raises(ProtectedError):
        boss.post(delete_snippet(question))


def test_draft_question_is_deleted(boss):
    module = make.make_module(make.make_programme())
    question = make.make_question(module)

    reply = boss.post(delete_snippet(question))

    assert (reply.status_code, Question.objects.count()) == (302, 0)


def test_source_that_guidance_rests_on_is_not_deleted(boss):
    source, other = make.make_source("S1"), make.make_source("S2")
    guidance = make.make_guidance("infant_tests")
    guidance.source = source
    guidance.save()

    replies = [boss.post(delete_snippet(each)) for each in (source, other)]

    assert told(replies[0]) == [KEPT]
    assert list(Source.objects.values_list("code", flat=True)) == ["S1"]


def test_pages_with_records_are_not_deleted_in_bulk(boss):
    signed()
    draft = make.make_programme("p2")
    things = [draft, ProgrammePage.objects.get(slug="p1")]

    reply = boss.post(delete_in_bulk("wagtailcore", "page", *things))

    assert (reply.status_code, told(reply)) == (302, [KEPT])
    assert ProgrammePage.objects.count() == 2


def test_pages_in_bulk_without_the_hook_are_an_error_page(boss, unguarded):
    signed()

    with pytest.raises(ProtectedError):
        boss.post(delete_in_bulk("wagtailcore", "page", ProgrammePage.objects.get()))


def test_draft_pages_are_deleted_in_bulk(boss):
    drafts = [make.make_programme("p2"), make.make_programme("p3")]

    boss.post(delete_in_bulk("wagtailcore", "page", *drafts))

    assert ProgrammePage.objects.count() == 0


def test_snippets_with_records_are_not_deleted_in_bulk(boss):
    signed()

    reply = boss.post(delete_in_bulk("assessments", "question", *Question.objects.all()))

    assert (reply.status_code, told(reply)) == (302, [KEPT])
    assert Question.objects.count() == 2


def test_menus_that_nobody_needs_are_hidden_even_from_a_superuser():
    request = RequestFactory().get("/cms/")
    request.user = make.User.objects.create_superuser("boss", make.PASSPHRASE)

    shown = {
        item.name
        for menu in (admin_menu, settings_menu)
        for item in menu.menu_items_for_request(request)
    }
    brought = {
        item.name for menu in (admin_menu, settings_menu) for item in menu.registered_menu_items
    }

    assert shown & HIDDEN_MENUS == set()
    assert brought & HIDDEN_MENUS != set()
    assert "explorer" in shown
