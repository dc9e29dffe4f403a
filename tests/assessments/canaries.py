"""Questions that sing: whatever must not be told carries a word that a page can be searched for."""

from assessments.models import Question

#: What only the key, the feedback, the rationale and the marking hold.
CANARIES = (
    "canary-feedback-right",
    "canary-feedback-wrong",
    "canary-rationale",
    "canary-accepted",
    "canary-rubric",
    "canary-guidance",
    "canary-source",
    "73915824",
    "0.73915",
)
#: Names of what marking needs, and none of which a page before handing in has a use for.
NAMES = ("correct", "essential", "harmful", "weight", "tolerance", "pinned", "rationale")


def sing(monkeypatch) -> None:
    """From now on every question that is signed carries the canaries."""
    as_content = Question.as_content
    monkeypatch.setattr(Question, "as_content", lambda self: _with_canaries(as_content(self)))


def _with_canaries(content: dict) -> dict:
    content |= {"rationale": "canary-rationale", "sources": "canary-source"}
    if content["type"] == "numeric":
        content |= {"answer": "73915824", "tolerance": "0.73915"}
    for option in content["options"]:
        word = "right" if option["correct"] else "wrong"
        option["feedback"] = f"canary-feedback-{word}"
        option["weight"] = None if option["gap"] else "0.73915"  # a gap's option would be worth it
    for pair in content["pairs"]:
        pair["feedback"] = "canary-feedback-right"
    for place, accepted in enumerate(content["accepted"]):
        accepted["feedback"] = "canary-feedback-right"
        if not accepted["tolerance"].strip("0"):
            accepted["text"] = f"canary-accepted-{place}"
        else:
            accepted |= {"text": "73915824", "tolerance": "0.73915"}
    for row in content["rubric"]:
        row["text"] = f"canary-rubric {row['text']}"
    return content


def heard(response, listening_for=(*CANARIES, *NAMES)) -> list[str]:
    """Which canaries a reply lets out."""
    said = response.content.decode()
    return [word for word in listening_for if word in said]
