"""Who may do what, as data. ``sync_roles`` applies it and a test compares it with the database.

No role holds Wagtail's publish permission: signing is what publishes (curriculum.models.SignOff).
Trainees hold no permission at all: they reach what is theirs.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from assessments.models import Case, Checklist, Question, Quiz
from curriculum.models import ClinicalReviewTask, LanguageReviewTask
from home.models import HomePage


@dataclass(frozen=True)
class Role:
    """One group: its permissions, what it may do with pages below the home page and with media."""

    name: str
    permissions: frozenset[str]
    pages: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()


_WRITE = {
    f"assessments.{verb}_{model}"
    for verb in ("add", "change", "view")
    for model in ("case", "question", "quiz", "checklist")
}
_SOURCES = {
    f"curriculum.{verb}_{model}"
    for verb in ("add", "change", "view")
    for model in ("source", "localguidance")
}
#: Wagtail asks for the permissions of its own models, whichever models stand in for them.
_MEDIA = {
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtailmedia.add_media",
    "wagtailmedia.change_media",
}

AUTHOR = Role(
    "Author",
    frozenset({"wagtailadmin.access_admin", "curriculum.view_wordsheet"} | _WRITE | _SOURCES),
    pages=frozenset({"add_page", "change_page"}),
    media=frozenset(_MEDIA),
)
REVIEWER = Role(
    "Clinical reviewer",
    frozenset(
        {
            "wagtailadmin.access_admin",
            "curriculum.sign_guidance",
            "curriculum.view_wordsheet",
            "curriculum.sign_words",
        }
        | _SOURCES
        | _WRITE
    ),
    pages=frozenset({"change_page"}),
)
LANGUAGE_REVIEWER = Role(
    "Language reviewer",
    frozenset({"wagtailadmin.access_admin", "curriculum.view_source"} | _WRITE),
    pages=frozenset({"change_page"}),
)
#: Translators read and sign each other's work; nobody signs her own.
TRANSLATOR = Role(
    "Translator",
    frozenset(
        {
            "wagtailadmin.access_admin",
            "curriculum.view_wordsheet",
            "curriculum.change_wordsheet",
            "curriculum.sign_words",
        }
    ),
)
TRAINER = Role("Trainer", frozenset({"trainees.look_after", "assessments.observe"}))
HR_OFFICER = Role(
    "HR officer",
    frozenset(
        {
            "certificates.verify",
            "certificates.revoke",
            "certificates.place",
            "certificates.allow_override",
        }
    ),
)
ADMINISTRATOR = Role(
    "Administrator",
    TRAINER.permissions
    | HR_OFFICER.permissions
    | {"trainees.see_everyone", "assessments.regrade", "wagtailadmin.access_admin"}
    | {f"certificates.{verb}_certificatedesign" for verb in ("add", "change", "view")},
    media=frozenset({"wagtailimages.add_image", "wagtailimages.choose_image"}),
)
ROLES = (AUTHOR, REVIEWER, LANGUAGE_REVIEWER, TRANSLATOR, TRAINER, HR_OFFICER, ADMINISTRATOR)

#: Wagtail's own groups would hold the publish permission.
NOT_OURS = ("Editors", "Moderators")
WORKFLOW = "Sign-off"
#: Its steps in order, and whose each is. Without anybody in its group the second is skipped.
STEPS = ((ClinicalReviewTask, REVIEWER), (LanguageReviewTask, LANGUAGE_REVIEWER))


def sync_roles() -> None:
    """Make the groups, their permissions and the sign-off workflow what this file says. Safe to repeat."""
    with transaction.atomic():
        Group.objects.filter(name__in=NOT_OURS).delete()
        for role in ROLES:
            _sync_group(role)
        _sync_workflow()


def permissions_of(group: Group) -> set[str]:
    """The model permissions of a group as "app.codename"."""
    rows = group.permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


def _sync_group(role: Role) -> None:
    group, _ = Group.objects.get_or_create(name=role.name)
    group.permissions.set(_find(role.permissions))
    root = HomePage.objects.order_by("path").first()
    group.page_permissions.exclude(page=root.pk, permission__codename__in=role.pages).delete()
    for codename in role.pages:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.get_or_create(
            group=group, page=Page.objects.get(pk=root.pk), permission=permission
        )
    media, everything = _find(role.media), Collection.get_first_root_node()
    group.collection_permissions.exclude(collection=everything, permission__in=media).delete()
    for permission in media:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=everything, permission=permission
        )


def _find(names: frozenset[str]) -> list[Permission]:
    found = []
    for name in sorted(names):
        app, codename = name.split(".")
        found.append(Permission.objects.get(content_type__app_label=app, codename=codename))
    return found


def _sync_workflow() -> None:
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    tasks = []
    for place, (model, role) in enumerate(STEPS):
        task, _ = model.objects.get_or_create(name=role.name)
        task.groups.set(Group.objects.filter(name=role.name))
        tasks.append(task.pk)
        WorkflowTask.objects.update_or_create(
            workflow=workflow,
            task=Task.objects.get(pk=task.pk),
            defaults={"sort_order": place},
        )
    workflow.workflow_tasks.exclude(task__in=tasks).delete()
    Workflow.objects.exclude(pk=workflow.pk).update(active=False)
    root = HomePage.objects.order_by("path").first()
    WorkflowPage.objects.update_or_create(
        page=Page.objects.get(pk=root.pk), defaults={"workflow": workflow}
    )
    WorkflowPage.objects.exclude(workflow=workflow).delete()
    for model in (Case, Question, Quiz, Checklist):
        WorkflowContentType.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )
