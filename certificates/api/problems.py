"""What a program is told when its call is not answered: problem details (RFC 9457).

One sentence says what to do. Nothing that was sent is ever repeated, because answers end in logs.
"""

from collections.abc import Sequence
from typing import Any

#: By their code: status, title, what to do.
PROBLEMS = {
    "unreadable": (
        400,
        "The request cannot be read",
        "Send what /api/v1/openapi.json describes; “errors” says where it differs.",
    ),
    "bad_cursor": (
        400,
        "The cursor is not one of ours",
        "Send the last “cursor” that you were given, whole, or none to begin at the beginning.",
    ),
    "unauthorized": (
        401,
        "A valid token is needed",
        "Send “Authorization: Bearer” and a token that is neither expired nor revoked. The"
        " certification office gives tokens.",
    ),
    "insufficient_scope": (
        403,
        "This token is not for this",
        "Ask the certification office for a token with the scope that WWW-Authenticate names.",
    ),
    "wrong_method": (
        405,
        "This address takes another method",
        "Use the method that Allow names.",
    ),
    "too_large": (
        413,
        "The request is too large",
        "Split it: 10,000 rows and 2.5 MB are the most.",
    ),
    "not_json": (415, "JSON is needed", "Send “Content-Type: application/json”."),
    "wait": (
        429,
        "Too many questions",
        "Wait as long as Retry-After says. Names are to be read from the papers, not tried out.",
    ),
    "busy": (503, "Busy", "Nothing was done. Send the same request again in a while."),
}


class Problem(Exception):
    """A call is not answered; ``code`` is one of ``PROBLEMS``."""

    def __init__(
        self,
        code: str,
        *,
        headers: dict[str, str] | None = None,
        errors: Sequence[dict[str, str]] = (),
    ) -> None:
        self.code, self.headers, self.errors = code, headers or {}, list(errors)
        super().__init__(code)

    @property
    def status(self) -> int:
        return PROBLEMS[self.code][0]

    def as_json(self) -> dict[str, Any]:
        status, title, detail = PROBLEMS[self.code]
        said = {
            "type": f"/api/v1/openapi.json#{self.code}",
            "title": title,
            "status": status,
            "detail": detail,
        }
        return said | ({"errors": self.errors} if self.errors else {})
