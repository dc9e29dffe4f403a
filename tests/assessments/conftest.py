"""What most tests of this room start from."""

import pytest

from tests.assessments.course import EVERY_KIND, make_course


@pytest.fixture
def course(db):
    """A course with two single questions."""
    return make_course()


@pytest.fixture
def full(db):
    """A course with a question of every kind, the single one critical."""
    return make_course(*EVERY_KIND)
