"""What Wagtail must know of this room: the actions in its log."""

from wagtail import hooks

ACTIONS = {
    "trainees.register": "Add a trainee",
    "trainees.reset_passphrase": "Give a new first passphrase",
    "trainees.enrol": "Enrol",
    "trainees.move_up": "Move up to a newer edition",
    "trainees.complete_module": "Complete a module",
    "trainees.complete": "Complete the programme",
    "trainees.withdraw": "Withdraw",
    "trainees.reinstate": "Reinstate",
    "trainees.give_contact": "Say where messages may come",
    "trainees.remove_contact": "Say that no messages may come there any more",
    "trainees.open_message": "Open a message to send it by hand",
    "trainees.send_by_hand": "Note that a message was sent by hand",
    "trainees.drop_message": "Drop a message",
}


@hooks.register("register_log_actions")
def log_actions(actions):
    for action, label in ACTIONS.items():
        actions.register_action(action, label, label)
