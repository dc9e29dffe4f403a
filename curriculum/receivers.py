"""What Wagtail calls when something happened."""

from django.apps import apps
from django.utils import timezone


def publish_signed(workflow_state, user=None) -> None:
    """End of the sign-off workflow (``WAGTAIL_FINISH_WORKFLOW_ACTION``): the reviewer signs what she read.

    Wagtail's own action publishes the *latest* revision, which may be newer than the reviewed one.
    """
    reviewed = workflow_state.current_task_state.revision
    sign_off = apps.get_model("curriculum", "SignOff")  # Wagtail loads this file before any model
    sign_off.sign(
        reviewed,
        by=user,
        at=timezone.now(),
        role="Clinical reviewer",
        change=getattr(workflow_state, "change", ""),
    )


def follow_words(sender, instance, revision, **kwargs) -> None:
    """Something was published: who translates it meets what it says now (``published``)."""
    if not hasattr(instance, "word_code"):
        return
    signature = apps.get_model("curriculum", "SignOff").objects.filter(revision=revision)
    change = signature.values_list("change", flat=True).first() or ""
    sheets = apps.get_model("curriculum", "WordSheet").objects
    sheets.follow(instance, at=instance.last_published_at, change=change)


def note_translator(sender, instance, **kwargs) -> None:
    """Somebody translated a text: she cannot sign it (wagtail-localize keeps only who was last)."""
    if instance.last_translated_by_id and instance.context_id:
        sheets = apps.get_model("curriculum", "WordSheet").objects.filter(
            translation_key=instance.context.object_id, locale=instance.locale_id
        )
        for sheet in sheets:
            sheet.translators.add(instance.last_translated_by_id)
