"""What Wagtail calls when something happened."""

from django.apps import apps


def publish_reviewed(workflow_state, user=None) -> None:
    """End of the sign-off workflow (``WAGTAIL_FINISH_WORKFLOW_ACTION``): publish what was signed.

    Wagtail's own action publishes the *latest* revision, which may be newer than the signed one. Refused
    (SignOffRefused) if a signature is missing: then the workflow does not end either.
    """
    sign_off = apps.get_model("curriculum", "SignOff")  # Wagtail loads this file before any model
    sign_off.publish(workflow_state.current_task_state.revision, by=user)
