"""What no message may say (``messages/guard.py``)."""

import pytest

from trainees.messages import MessageRefused, Private, Rendered, Rule, passed

ORIGIN = "https://peer.example"
PRIVATE = Private(
    frozenset({"Preventing transmission", "Foundation training", "Mbabane Ward", "mb-4"}),
    ("Lindiwe T. Dlamini", "48213907"),
)
TEXT = "A date in Peer Academy asks for your attention. Sign in when you can."


def judged(
    body: str = TEXT, subject: str = "Peer Academy", sender: str = "Peer Academy"
) -> Rule | None:
    """The rule by which a message is refused, or None."""
    try:
        passed(Rendered(sender, subject, body), PRIVATE, origin=ORIGIN, message=7)
    except MessageRefused as refusal:
        return refusal.rule
    return None


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"Sign in at {ORIGIN}",
        f"Sign in at {ORIGIN}/.",
        "Sign in at peer.example!",
        "Your certificate: the last day is 2101-03-02.",
        "Training. Ward. Transmission.",
        "T.",
    ],
)
def test_what_tells_nothing_passes(text):
    assert judged(text) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Your HIV test", Rule.WORD),
        ("Mentor Mother meeting", Rule.WORD),
        ("Os seus resultados", Rule.WORD),
        ("Matokeo yako", Rule.WORD),
        ("Vos résultats", Rule.WORD),
        ("Read preventing  TRANSMISSION again", Rule.PLACE_OR_PROGRAMME),
        ("Your foundation-training", Rule.PLACE_OR_PROGRAMME),
        ("Come to MB-4", Rule.PLACE_OR_PROGRAMME),
        ("Come to Mbabane ward.", Rule.PLACE_OR_PROGRAMME),
        ("Dear Lindiwe,", Rule.PERSON),
        ("DLAMINI!", Rule.PERSON),
        ("You are 48213907", Rule.PERSON),
        (f"{ORIGIN}/learn/p1/", Rule.ADDRESS),
        (f"{ORIGIN}?a=1", Rule.ADDRESS),
        (f"{ORIGIN}#a", Rule.ADDRESS),
        ("peer.example/learn", Rule.ADDRESS),
        ("https://other.example", Rule.ADDRESS),
        ("http://peer.example", Rule.ADDRESS),
        ("//peer.example", Rule.ADDRESS),
        ("sho.rt/x", Rule.ADDRESS),
        ("see /learn/p1/", Rule.ADDRESS),
    ],
)
def test_what_would_tell_is_refused(text, rule):
    assert judged(text) == rule


def test_every_part_is_read():
    assert judged(subject="Your clinic") == Rule.WORD
    assert judged(sender="PMTCT <no-reply@peer.example>") == Rule.WORD
    assert judged(sender="Peer Academy <no-reply@mothers2mothers.example>") == Rule.WORD
    assert judged(sender="Foundation training <no-reply@peer.example>") == Rule.PLACE_OR_PROGRAMME
    assert judged(subject="Lindiwe") == Rule.PERSON


def test_sender_names_nobody_for_it_is_the_same_for_all():
    """A surname that is part of our own address must not silence all messages to her."""
    assert judged(sender="Peer Academy <no-reply@dlamini.example>") is None


def test_refusal_says_which_message_and_rule_and_nothing_of_it():
    with pytest.raises(MessageRefused) as refused:
        passed(Rendered("Peer Academy", "", "Lindiwe, HIV"), PRIVATE, origin=ORIGIN, message=7)

    assert (str(refused.value), refused.value.args) == (
        "Message 7 was refused (word).",
        ("Message 7 was refused (word).",),
    )
    assert vars(refused.value) == {"message": 7, "rule": Rule.WORD}
