"""What an author has begun: a draft that waits for a signature, and one that nobody could sign yet."""

from wagtail.models import Revision

from curriculum.models import LessonPage
from trainees.models import User

#: A draft with something to mend in it shows what the checks are for. It is invented, and never live.
UNSAFE = "<p>Give the baby 2 ml of syrup, because an infected mother cannot do it.</p>"
BETTER = "<p>Say it in one sentence, and stop. Then ask what she heard.</p>"


def begin_drafts(programme, author: User) -> None:
    """Change the programme's last two lessons, once: the last waits for a signature."""
    lessons = LessonPage.objects.descendant_of(programme).live().order_by("-path")[:2]
    for lesson, words, is_submitted in zip(lessons, (BETTER, UNSAFE), (True, False), strict=False):
        if not Revision.objects.for_instance(lesson).filter(user=author).exists():
            lesson.body.append(("text", words))
            lesson.save_revision(user=author)
            if is_submitted:
                lesson.get_workflow().start(lesson, author)
