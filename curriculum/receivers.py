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
