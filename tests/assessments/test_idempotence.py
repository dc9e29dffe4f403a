"""P8 and P9 through the database: the network repeats, reorders and delays, and nothing is lost.

Fewer examples than for the pure rules (test_saves): each one starts an attempt and posts to it.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.models import Attempt, Grading, Response
from tests import make
from tests.assessments.pages import address, form, main_of, signed_in
from tests.assessments.rekeyed import choose
from tests.examples import through_database

pytestmark = pytest.mark.django_db
options = st.tuples(st.integers(0, 2), st.integers(0, 2))


def test_any_number_of_equal_submits_is_one_try_and_one_result(course):
    """P8: one grading, one try used, byte-equal result pages."""
    phone = signed_in(course.user)

    @through_database(60)
    @given(st.integers(2, 5), options)
    def repeated(times, chosen):
        with make.rolled_back():
            attempt = make.start(course.enrolment, course.quiz)
            fields = form(attempt, choose(attempt, *chosen))
            replies = [phone.post(address(attempt), fields) for _ in range(times)]
            pages = {main_of(phone.get(address(attempt))) for _ in range(times)}

            assert {(reply.status_code, reply["Location"]) for reply in replies} == {
                (302, address(attempt))
            }
            assert (len(pages), Grading.objects.count(), Attempt.objects.count()) == (1, 1, 1)
            assert (Response.objects.count(), Attempt.objects.get().number) == (2, 1)

    repeated()


def test_any_delivery_of_counted_saves_gives_the_newest_of_each(course):
    """P9: every posting once or more, in any order."""

    @through_database(100)
    @given(
        st.dictionaries(st.integers(1, 20), options, min_size=1, max_size=5),
        st.randoms(use_true_random=False),
    )
    def delivered(postings, chance):
        with make.rolled_back():
            attempt = make.start(course.enrolment, course.quiz)
            sent = [
                (sequence, choose(attempt, *chosen), make.uuid4())
                for sequence, chosen in postings.items()
            ]
            arriving = sent + chance.sample(sent, len(sent) // 2)
            chance.shuffle(arriving)
            highest, newest = 0, {}
            for sequence, answers, post in arriving:
                kept = make.save(attempt, answers, post=post, sequence=sequence)
                is_older = sequence < highest and answers != newest
                assert (kept.overtaken, kept.standing) == (is_older, "accepted")
                newest = answers if sequence >= highest else newest
                highest = max(highest, sequence)
                assert kept.highest == highest

            assert attempt.answers() == choose(attempt, *postings[max(postings)])
            assert Response.objects.count() == 2 * len(postings)

    delivered()
