"""What Wagtail must know of this room: the actions in its log."""

from wagtail import hooks

ACTIONS = {
    "certificates.issue": "Issue a certificate",
    "certificates.revoke": "Withdraw a certificate",
    "certificates.hand_out_neutral": "Hand out the neutral face",
    "certificates.hand_out_full": "Hand out the full face",
    "certificates.check_roster": "Check a roster",
    "certificates.download_roster": "Download the answer to a roster",
    "certificates.export_list": "Export a list of certificates",
}


@hooks.register("register_log_actions")
def log_actions(actions):
    for action, label in ACTIONS.items():
        actions.register_action(action, label, label)
