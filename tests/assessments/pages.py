"""What a phone does with a quiz: open the page, fill the form, post it."""

import re
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def address(attempt) -> str:
    return f"/learn/attempts/{attempt.uuid}/"


def form(attempt, answers: dict, /, do: str = "submit", post=None, **more) -> dict:
    """The fields that the paper page posts for ``answers`` (blank where there is none)."""
    fields = {"post": str(post or uuid4()), "do": do, **more}
    for item in attempt.paper():
        name = f"q{item.pk}"
        fields[f"{name}-shown"] = "1"
        for key, said in answers.get(item.pk, {}).items():
            if key in ("pairs", "places"):
                fields |= {f"{name}-{uid}": value for uid, value in said.items()}
            elif key == "gaps":
                fields |= {f"{name}-{uid}": _only(gap) for uid, gap in said.items()}
            else:
                fields[name] = said
    return fields


def as_kept(answers: dict) -> dict:
    """Answers as a page keeps them: what was ticked has no order of its own."""
    return {
        pk: {key: sorted(said) if key == "chosen" else said for key, said in answer.items()}
        for pk, answer in answers.items()
    }


def _only(gap: dict) -> str:
    """What stands in the one field of a gap."""
    (said,) = gap.values()
    return said[0] if isinstance(said, list) else said


def form_id(response) -> str:
    """The id that a page gave its form."""
    return re.search(r'name="post" value="([^"]+)"', response.content.decode())[1]


def main_of(response) -> bytes:
    """What stands between the page's frame, without the forms' tokens, which change with every reply."""
    main = re.search(rb"<main.*</main>", response.content, re.DOTALL)[0]
    return re.sub(rb'(name="csrfmiddlewaretoken" value=)"\w+"', rb'\1"token"', main)


def queries(call) -> int:
    """How many statements ``call`` sends, savepoints aside: outside a test they are a transaction."""
    with CaptureQueriesContext(connection) as seen:
        call()
    aside = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")
    return sum(not each["sql"].startswith(aside) for each in seen)
