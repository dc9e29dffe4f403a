"""A copy of a question: another question that starts from the same words."""

import uuid
from itertools import count

from assessments.models import Question
from assessments.models.parts import PARTS


def copy_of(question: Question) -> Question:
    """An unsaved draft with the same content under a free code; it and all its parts have new uids.

    What an imported file called the original stays with the original. Flags and marks are kept.
    """
    copied = Question(
        **{
            field.attname: getattr(question, field.attname)
            for field in Question._meta.concrete_fields
            if field.name in _CONTENT
        }
    )
    copied.uid, copied.code, copied.live = uuid.uuid4(), free_code(question.code), False
    for name in PARTS:
        getattr(copied, name).set([_copied_part(row) for row in getattr(question, name).all()])
    return copied


def free_code(code: str) -> str:
    """The first code after this one that no question has: q2-05-2, then q2-05-3."""
    longest = Question._meta.get_field("code").max_length
    taken = set(Question.objects.filter(code__startswith=code[: longest - 4]).values_list("code"))
    numbered = (f"{code[: longest - len(f'-{n}')]}-{n}" for n in count(2))
    return next(each for each in numbered if (each,) not in taken)


def _copied_part(row):
    fields = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in ("id", "uid", "choice_uid", "question")
    }
    return type(row)(**fields)


#: The fields that an author writes; Wagtail's own (drafts, locks, dates) belong to the original alone.
_CONTENT = frozenset(field.name for field in Question._meta.concrete_fields if field.editable) - {
    "id",
    "first_published_at",
    "go_live_at",
    "expire_at",
}
