import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from curriculum.models import ClinicalReviewTask, LanguageReviewTask
from home.models import HomePage
from home.roles import ROLES, permissions_of, sync_roles

pytestmark = pytest.mark.django_db


def rows() -> dict:
    """Everything that ``sync_roles`` writes, without its keys."""
    return {
        "permissions": {group.name: permissions_of(group) for group in Group.objects.all()},
        "pages": set(pages()),
        "media": set(media()),
        "workflows": set(Workflow.objects.values_list("name", "active")),
        "tasks": list(
            WorkflowTask.objects.order_by("workflow", "sort_order").values_list(
                "workflow__name", "task__name"
            )
        ),
        "on pages": list(WorkflowPage.objects.values_list("page__slug", "workflow__name")),
        "on models": set(
            WorkflowContentType.objects.values_list("content_type__model", "workflow__name")
        ),
    }


def pages():
    return GroupPagePermission.objects.values_list(
        "group__name", "page__pk", "permission__codename"
    )


def media():
    return GroupCollectionPermission.objects.values_list(
        "group__name", "collection__depth", "permission__codename"
    )


def find(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def test_database_is_what_the_data_says():
    assert rows()["permissions"] == {role.name: set(role.permissions) for role in ROLES}


def test_sync_twice_changes_nothing():
    before = rows()
    ids = set(Group.objects.values_list("pk", flat=True))

    sync_roles()
    sync_roles()

    assert rows() == before
    assert set(Group.objects.values_list("pk", flat=True)) == ids


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_permission_added_by_hand_is_taken_away_again(role):
    before = rows()
    group = Group.objects.get(name=role.name)
    group.permissions.add(find("trainees", "add_user"), find("assessments", "publish_quiz"))

    sync_roles()

    assert rows() == before


def test_page_and_media_permissions_added_by_hand_are_taken_away_again():
    before = rows()
    group = Group.objects.get(name="Author")
    home = Page.objects.get(slug="home")
    GroupPagePermission.objects.create(
        group=group, page=home, permission=find("wagtailcore", "publish_page")
    )
    root = GroupCollectionPermission.objects.first().collection
    GroupCollectionPermission.objects.create(
        group=group, collection=root, permission=find("wagtailcore", "add_collection")
    )

    sync_roles()

    assert rows() == before


def test_page_permission_elsewhere_in_the_tree_is_taken_away_again():
    before = rows()
    GroupPagePermission.objects.create(
        group=Group.objects.get(name="Author"),
        page=Page.get_first_root_node(),
        permission=find("wagtailcore", "change_page"),
    )

    sync_roles()

    assert rows() == before


def test_task_added_to_the_workflow_by_hand_is_taken_away_again():
    before = rows()
    WorkflowTask.objects.create(
        workflow=Workflow.objects.get(name="Sign-off"),
        task=Task.objects.exclude(workflow_tasks__workflow__name="Sign-off").first(),
        sort_order=2,
    )

    sync_roles()

    assert rows() == before


def test_permission_taken_away_by_hand_comes_back():
    before = rows()
    Group.objects.get(name="Trainer").permissions.clear()
    Group.objects.get(name="Author").page_permissions.all().delete()

    sync_roles()

    assert rows() == before


def test_page_permissions_are_exactly_these():
    home = HomePage.objects.get().pk

    assert set(pages()) == {
        ("Author", home, "add_page"),
        ("Author", home, "change_page"),
        ("Clinical reviewer", home, "change_page"),
        ("Language reviewer", home, "change_page"),
    }


def test_nobody_holds_a_permission_to_publish_or_delete():
    held = {name for names in rows()["permissions"].values() for name in names}
    held |= {f"wagtailcore.{codename}" for _group, _page, codename in pages()}
    held |= {codename for _group, _collection, codename in media()}

    forbidden = ("publish", "delete", "bulk_delete", "unlock", "lock")
    assert {name for name in held if any(verb in name for verb in forbidden)} == set()


def test_permission_to_publish_exists_and_could_be_held():
    codenames = set(Permission.objects.values_list("codename", flat=True))

    assert {"publish_page", "publish_quiz", "publish_question", "publish_checklist"} <= codenames


def test_media_permissions_are_exactly_these():
    assert set(media()) == {
        ("Administrator", 1, "add_image"),
        ("Administrator", 1, "choose_image"),
        ("Author", 1, "add_image"),
        ("Author", 1, "change_image"),
        ("Author", 1, "choose_image"),
        ("Author", 1, "add_media"),
        ("Author", 1, "change_media"),
    }


def test_groups_that_wagtail_brings_are_gone():
    assert set(Group.objects.values_list("name", flat=True)) == {role.name for role in ROLES}


def test_groups_that_wagtail_brings_are_removed_when_they_come_back():
    for name in ("Editors", "Moderators"):
        group = Group.objects.create(name=name)
        group.permissions.add(find("wagtailadmin", "access_admin"))

    sync_roles()

    assert set(Group.objects.values_list("name", flat=True)) == {role.name for role in ROLES}


def test_administrators_do_what_trainers_and_hr_do_and_see_everyone():
    held = permissions_of(Group.objects.get(name="Administrator"))

    assert held == {
        "trainees.look_after",
        "assessments.observe",
        "assessments.regrade",
        "certificates.verify",
        "certificates.revoke",
        "certificates.place",
        "certificates.allow_override",
        "trainees.see_everyone",
        "wagtailadmin.access_admin",
        "certificates.add_certificatedesign",
        "certificates.change_certificatedesign",
        "certificates.view_certificatedesign",
    }


def test_sign_off_is_the_one_workflow_everywhere():
    home = HomePage.objects.get().slug

    found = rows()
    assert {name for name, active in found["workflows"] if active} == {"Sign-off"}
    assert [each for each in found["tasks"] if each[0] == "Sign-off"] == [
        ("Sign-off", "Clinical reviewer"),
        ("Sign-off", "Language reviewer"),
    ]
    assert found["on pages"] == [(home, "Sign-off")]
    assert found["on models"] == {
        (model, "Sign-off") for model in ("case", "question", "quiz", "checklist")
    }
    for model, name in (
        (ClinicalReviewTask, "Clinical reviewer"),
        (LanguageReviewTask, "Language reviewer"),
    ):
        assert [group.name for group in model.objects.get().groups.all()] == [name]


def test_workflow_made_by_hand_is_put_aside():
    other = Workflow.objects.create(name="Quick way", active=True)
    WorkflowPage.objects.update(workflow=other)
    before = rows()

    sync_roles()

    assert before["on pages"] == [(HomePage.objects.get().slug, "Quick way")]
    assert rows()["on pages"] == [(HomePage.objects.get().slug, "Sign-off")]
    assert Workflow.objects.get(name="Quick way").active is False


def test_command_names_the_roles(capsys):
    call_command("sync_roles")

    names = "Author, Clinical reviewer, Language reviewer, Translator, Trainer, HR officer, Administrator"
    assert capsys.readouterr().out == f"Roles: {names}.\n"
