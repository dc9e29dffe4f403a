"""Programme, module, lesson: code addresses, and the edition frozen at publication."""

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError

from curriculum.canonical import digest
from curriculum.models import (
    Change,
    GlossaryPage,
    LessonPage,
    ModulePage,
    ProgrammeEdition,
    ProgrammePage,
    Requirement,
)
from curriculum.models.page import next_code
from home.models import HomePage
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["m1", "l999", "abc12"])
def test_slug_may_be_a_code(slug):
    module = make.make_module(make.make_programme())
    module.slug = slug
    module.full_clean()
    assert module.slug == slug


@pytest.mark.parametrize(
    "slug", ["preventing-transmission", "m", "1", "m1234", "abcd1", "M1", "m1x"]
)
def test_slug_that_is_no_code_is_refused(slug):
    module = make.make_module(make.make_programme())
    module.slug = slug
    with pytest.raises(ValidationError) as refusal:
        module.full_clean()
    assert refusal.value.message_dict["slug"][-1].startswith("Use a code such as m2 or l3")


def test_page_whose_slug_would_come_from_its_title_is_refused():
    page = ModulePage(title="How belonging is told", summary="S.")
    with pytest.raises(ValidationError, match="Use a code such as m2 or l3"):
        make.make_programme().add_child(instance=page)
    assert ModulePage.objects.count() == 0


def test_next_code_is_the_first_that_is_free_below_the_parent():
    programme = make.make_programme()
    assert next_code(programme, "m") == "m1"
    for code in ("m1", "m2", "m4"):
        make.make_lesson(make.make_module(programme, code))
    assert next_code(programme, "m") == "m3"
    assert next_code(make.make_programme("p2"), "m") == "m1"


def test_form_proposes_the_next_code(client):
    programme = make.make_programme()
    make.make_module(programme)
    client.force_login(make.make_author())
    page = client.get(f"/cms/pages/add/curriculum/modulepage/{programme.pk}/").content.decode()
    assert page.count('name="slug" value="m2"') == 1


def test_form_keeps_the_code_of_a_page_that_has_one(client):
    module = make.make_module(make.make_programme(), "m7")
    client.force_login(make.make_author())
    page = client.get(f"/cms/pages/{module.pk}/edit/").content.decode()
    assert page.count('name="slug" value="m7"') == 1


def test_module_hours_are_the_sum():
    assert ModulePage(class_hours=3, practice_hours=2, site_hours=4).hours == 9


def test_publish_freezes_an_edition_with_its_requirements():
    programme = make.make_signed_programme(("m1", "m2"), assessors=3, observations=2)
    edition = ProgrammeEdition.objects.get()
    first, second = ModulePage.objects.order_by("path")
    rows = [
        (need.position, need.kind, need.module, need.module_key, need.number)
        for need in edition.requirements.all()
    ]
    assert rows == [
        (1, Requirement.Kind.MODULE, first, first.translation_key, 2),
        (2, Requirement.Kind.MODULE, second, second.translation_key, 2),
        (3, Requirement.Kind.ASSESSORS, None, None, 3),
    ]
    assert [str(need) for need in edition.requirements.all()] == [
        "Complete the module m1",
        "Complete the module m2",
        "Be observed by different assessors 3",
    ]
    assert (edition.programme, edition.number) == (programme, 1)


def test_edition_holds_what_was_promised():
    programme = make.make_signed_programme()
    module = ModulePage.objects.get()
    edition = ProgrammeEdition.objects.get()
    assert edition.content == {
        "code": "p1",
        "title": "Foundation training",
        "neutral_title": "Certificate in Community Peer Education",
        "level": "Foundation",
        "hours": 40,
        "valid_months": 24,
        "refresher_months": 12,
        "grace_days": 60,
        "reminder_days": [90, 30, 7],
        "assessors": 2,
        "observations": 1,
        "rules_reason": "For tests.",
        "modules": [
            {"key": str(module.translation_key), "code": "m1", "title": "Module m1", "hours": 0}
        ],
    }
    assert edition.sha256 == digest(edition.content)
    assert edition.published_at == programme.last_published_at


def test_publishing_the_same_content_freezes_no_new_edition():
    programme = make.make_signed_programme()
    programme.save_revision()
    make.sign(programme)
    assert (ProgrammeEdition.objects.count(), Requirement.objects.count()) == (1, 2)


def test_critical_change_makes_an_edition_though_rules_are_alike():
    """The fact stands in a lesson; whoever learned the old one must be told."""
    programme = make.make_signed_programme()
    for change in ("meaning", "wording", "critical"):
        programme.save_revision()
        make.sign(programme, change=change)
    assert [(each.number, each.change) for each in programme.editions.all()] == [
        (2, "critical"),
        (1, "meaning"),
    ]
    assert programme.editions.first().requirements.count() == 2


def test_what_nobody_said_is_a_matter_of_meaning():
    programme = make.make_signed_programme()
    programme.hours = 50
    programme.save_revision().publish(skip_permission_checks=True)
    assert programme.editions.first().change == "meaning"


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        ({}, ["wording", "meaning", "critical"]),
        ({"title": "Other words"}, ["wording", "meaning", "critical"]),
        ({"rules_reason": "Said better."}, ["wording", "meaning", "critical"]),
        ({"hours": 50}, ["meaning", "critical"]),
        ({"grace_days": 61}, ["meaning", "critical"]),
        ({"contacts": 16}, ["meaning", "critical"]),
        ({"conduct": []}, ["meaning", "critical"]),
    ],
)
def test_other_rules_are_no_matter_of_wording(values, kinds):
    programme = make.make_signed_programme(contacts=15, conduct=("I come on time.",))
    for name, value in values.items():
        setattr(programme, name, value)
    assert programme.kinds_of_change() == kinds


def test_another_module_is_no_matter_of_wording_but_its_title_is():
    programme = make.make_signed_programme()
    module = ModulePage.objects.get()
    module.title = "Other words"
    module.save()
    before = programme.kinds_of_change()
    make.sign(make.make_module(programme, "m2"))
    assert (len(before), len(programme.kinds_of_change())) == (3, 2)


def test_edition_of_before_these_numbers_asked_for_the_houses():
    programme = make.make_signed_programme()
    old = programme._content(programme._modules())
    for name in ("refresher_months", "grace_days", "reminder_days"):
        del old[name]
    ProgrammeEdition.freeze(programme, content=old, at=make.NOW)
    assert programme.kinds_of_change()[0] == "wording"


def test_edition_asks_for_contacts_and_conduct_where_the_programme_does():
    rules = ("I come on time.", "I keep it private.")
    programme = make.make_signed_programme(contacts=15, conduct=rules)
    edition = ProgrammeEdition.objects.get()
    assert (edition.content["contacts"], edition.conduct) == (15, list(rules))
    assert [(need.kind, need.number) for need in edition.requirements.all()][2:] == [
        (Requirement.Kind.CONTACTS, 15),
        (Requirement.Kind.CONDUCT, 1),
    ]
    assert [str(need) for need in edition.requirements.all()][2:] == [
        "Be seen in contacts with clients 15",
        "Sign the code of conduct 1",
    ]
    programme.save_revision()
    make.sign(programme)
    assert ProgrammeEdition.objects.get() == edition


def test_edition_that_asks_for_neither_says_nothing_of_them():
    programme = make.make_signed_programme()
    edition = ProgrammeEdition.objects.get()
    assert (edition.conduct, edition.content.keys() & {"contacts", "conduct"}) == ([], set())
    assert edition.requirements.count() == 2
    assert (programme.contacts, len(programme.conduct)) == (0, 0)


def test_an_old_edition_goes_on_asking_for_what_it_asked():
    programme = make.make_signed_programme(conduct=("I come on time.",))
    programme.conduct = []
    programme.contacts = 3
    programme.save_revision()
    make.sign(programme)
    second, first = programme.editions.all()
    assert (first.conduct, second.conduct, second.content["contacts"]) == (
        ["I come on time."],
        [],
        3,
    )
    assert [need.kind for need in first.requirements.all()][2:] == ["conduct"]


def test_first_edition_changes_nothing():
    assert make.make_programme().kinds_of_change() == []


@pytest.mark.parametrize("days", ["", "ninety", "90, 90", "0", "400", "30,,7", "-3"])
def test_reminder_days_that_are_none_are_refused(days):
    programme = make.make_programme()
    programme.reminder_days = days
    with pytest.raises(ValidationError) as refused:
        programme.full_clean()
    assert set(refused.value.message_dict) == {"reminder_days"}


def test_adding_a_module_makes_a_second_edition_and_keeps_the_first():
    programme = make.make_signed_programme()
    make.sign(make.make_module(programme, "m2"))
    assert ProgrammeEdition.objects.count() == 1
    programme.refresh_from_db()
    programme.save_revision()
    make.sign(programme)
    asked = {
        edition.number: [need.module.slug for need in edition.requirements.all() if need.module]
        for edition in programme.editions.all()
    }
    assert asked == {2: ["m1", "m2"], 1: ["m1"]}
    assert str(programme.editions.first()) == "Foundation training edition 2"


def test_edition_leaves_out_a_module_that_is_not_live():
    programme = make.make_programme()
    make.make_module(programme, "m1")
    make.sign(make.make_module(programme, "m2"))
    make.sign(programme)
    modules = programme.editions.get().content["modules"]
    assert [module["code"] for module in modules] == ["m2"]


def test_publish_that_cannot_freeze_publishes_nothing(monkeypatch):
    programme = make.make_programme()

    def fail(self, change):
        raise make.Boom

    monkeypatch.setattr(ProgrammePage, "freeze_edition", fail)
    with pytest.raises(make.Boom):
        make.sign(programme)
    programme.refresh_from_db()
    assert (programme.live, programme.editions.count()) == (False, 0)


def test_publish_for_later_freezes_nothing_yet():
    programme = make.make_programme()
    programme.go_live_at = make.NOW + dt.timedelta(days=1)
    programme.save_revision().publish(skip_permission_checks=True)
    programme.refresh_from_db()
    assert (programme.live, programme.editions.count()) == (False, 0)


def test_pages_hang_where_they_belong():
    assert HomePage.allowed_subpage_models() == [ProgrammePage]
    assert ProgrammePage.allowed_subpage_models() == [ModulePage, GlossaryPage]
    assert ModulePage.allowed_subpage_models() == [LessonPage]
    assert LessonPage.allowed_subpage_models() == []


def _named(**names) -> str:
    """A StreamField's value: one name a language."""
    return json.dumps([{"type": "name", "value": names}])


def test_edition_holds_the_names_in_other_languages():
    programme = make.make_programme()
    module = make.make_module(programme, names=_named(language="pt", title="Fundamentos"))
    other = make.make_module(programme, "m2", names=_named(language="sw", title="Misingi"))
    for page in (module, other):
        make.sign(page)
    words = {"title": "Programa", "neutral_title": "Certificado", "level": "Básico"}
    programme.names = json.loads(_named(language="pt", **words))
    programme.save()

    content = programme._content(programme._modules())

    assert content["translations"] == {
        "pt": words | {"modules": {module.slug: "Fundamentos"}},
        "sw": {"modules": {"m2": "Misingi"}},
    }
    assert "translations" not in make.make_programme("p2")._content([])


def test_a_name_in_another_language_is_wording():
    programme = make.make_signed_programme()
    programme.names = json.loads(
        _named(language="pt", title="Programa", neutral_title="Certificado", level="Básico")
    )

    assert Change.WORDING in programme.kinds_of_change()
