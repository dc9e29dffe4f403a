"""What Wagtail calls when something happened."""

from django.apps import apps


def publish_reviewed(workflow_state, user=None) -> None:
    """End of the sign-off workflow (``WAGTAIL_FINISH_WORKFLOW_ACTION``): publish what was signed.

    Wagtail's own action publishes the *latest* revision, which may be newer than the signed one. Refused
    (SignOffRefused) if a signature is missing: then the workflow does not end either.
    """
    sign_off = apps.get_model("curriculum", "SignOff")  # Wagtail loads this file before any model
    sign_off.publish(workflow_state.current_task_state.revision, by=user)


def follow_words(sender, instance, revision, **kwargs) -> None:
    """Something was published: who translates it meets what it says now (``published``)."""
    if not hasattr(instance, "word_code"):
        return
    signature = apps.get_model("curriculum", "SignOff").objects.filter(revision=revision)
    change = signature.values_list("change", flat=True).first() or ""
    sheets = apps.get_model("curriculum", "WordSheet").objects
    sheets.follow(instance, at=instance.last_published_at, change=change)


def note_critical(sender, instance, revision, **kwargs) -> None:
    """Something was published: if it was signed as critical, others must learn it again (``published``)."""
    if not hasattr(instance, "lesson_to_read"):
        return
    signed = apps.get_model("curriculum", "SignOff").objects.filter(
        revision=revision, change="critical"
    )
    for sign_off in signed:
        apps.get_model("curriculum", "CriticalChange").objects.note(
            sign_off,
            module=instance.module_of_words(),
            lesson=instance.lesson_to_read(),
            at=instance.last_published_at,
        )


def note_translator(sender, instance, **kwargs) -> None:
    """Somebody translated a text: she cannot sign it (wagtail-localize keeps only who was last)."""
    if instance.last_translated_by_id and instance.context_id:
        sheets = apps.get_model("curriculum", "WordSheet").objects.filter(
            translation_key=instance.context.object_id, locale=instance.locale_id
        )
        for sheet in sheets:
            sheet.translators.add(instance.last_translated_by_id)
