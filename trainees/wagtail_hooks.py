"""What Wagtail must know of this room: the actions in its log, and how a lesson's page is drawn."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail import hooks

from curriculum.models import LessonPage
from curriculum.scales import DRAWS_A_LESSON
from trainees.views.learn import around

ACTIONS = {
    "trainees.register": "Add a trainee",
    "trainees.reset_passphrase": "Give a new first passphrase",
    "trainees.enrol": "Enrol",
    "trainees.move_up": "Move up to a newer edition",
    "trainees.relearn": "Go through a critical change with her",
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


@hooks.register(DRAWS_A_LESSON)
def draw_lesson(page: LessonPage) -> str:
    """A draft as a trainee would get it who has not studied it, in a country that has signed nothing."""
    module = page.get_parent()
    others = LessonPage.objects.child_of(module).live().defer("body").order_by("path")
    lessons = [each for each in others if each.pk != page.pk]
    place = sum(each.path < page.path for each in lessons)
    lessons.insert(place, page)
    context = around(page, module.get_parent(), module.slug, lessons, place)
    return render_to_string("trainees/lesson.html", context, HttpRequest())
