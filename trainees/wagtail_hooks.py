"""What Wagtail must know of this room: the actions in its log."""

from wagtail import hooks

ACTIONS = {
    "trainees.register": "Add a trainee",
    "trainees.reset_passphrase": "Give a new first passphrase",
    "trainees.enrol": "Enrol",
    "trainees.complete_module": "Complete a module",
    "trainees.complete": "Complete the programme",
    "trainees.enter_contact": "Write down a contact of the practicum",
    "trainees.void_contact": "Take a contact of the practicum out of the count",
    "trainees.sign_conduct": "Sign the code of conduct",
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
