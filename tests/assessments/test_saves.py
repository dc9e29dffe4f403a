"""Which of the saved answers counts, in whatever order they arrive (P9)."""

from hypothesis import given
from hypothesis import strategies as st

from assessments.saves import Saved, counting
from tests.examples import many


def arrived(*said: tuple[int, int, str]) -> list[Saved]:
    """(question, sequence, answer) in the order of arrival."""
    return [Saved(*each[:2], arrival, each[2]) for arrival, each in enumerate(said, start=1)]


def test_nothing_saved_is_no_answer():
    assert counting([]) == {}


def test_highest_sequence_counts_whichever_arrived_last():
    assert counting(arrived((1, 2, "b"), (1, 1, "a"), (1, 2, "b"))) == {1: "b"}
    assert counting(arrived((1, 1, "a"), (1, 2, "b"))) == {1: "b"}


def test_of_two_with_the_same_number_the_later_arrival_counts():
    both = arrived((1, 1, "tab one"), (1, 1, "tab two"))

    assert counting(both) == {1: "tab two"}
    assert counting(reversed(both)) == {1: "tab two"}


def test_each_question_has_its_own_newest():
    found = counting(arrived((1, 3, "a"), (2, 1, "x"), (1, 2, "b"), (2, 2, "y")))

    assert found == {1: "a", 2: "y"}


def test_blank_that_is_newest_counts_as_blank():
    assert counting(arrived((1, 1, "a"), (1, 2, ""))) == {1: ""}


answers = st.sampled_from(["", "a", "b", "c"])
said = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 6), answers), max_size=12)


@many
@given(said, st.randoms(use_true_random=False))
def test_order_and_repetition_of_reading_change_nothing(said, chance):
    saves = arrived(*said)
    again = saves + chance.sample(saves, len(saves) // 2)
    chance.shuffle(again)

    assert counting(again) == counting(saves)


@many
@given(
    st.dictionaries(st.integers(1, 3), st.dictionaries(st.integers(0, 9), answers, min_size=1)),
    st.randoms(use_true_random=False),
)
def test_any_interleaving_gives_the_state_of_the_highest_sequence(postings, chance):
    """P9: a phone counts its postings; the network delivers them late, twice and in any order."""
    sent = [
        (question, sequence, answer)
        for question, answers in postings.items()
        for sequence, answer in answers.items()
    ]
    delivered = sent + chance.sample(sent, len(sent) // 2)
    chance.shuffle(delivered)

    found = counting(arrived(*delivered))

    assert found == {question: answers[max(answers)] for question, answers in postings.items()}
