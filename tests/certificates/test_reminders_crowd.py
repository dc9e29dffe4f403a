"""The nightly command, run by four processes at the same moment."""

import pytest

from tests.certificates.crowd import TO_REMIND
from tests.certificates.test_issue_crowd import PROCESSES, begin, run
from tests.database import drop_database, make_database

pytestmark = pytest.mark.both


@pytest.fixture
def folder(tmp_path):
    make_database(tmp_path)
    run(tmp_path, "reach_many()")
    yield tmp_path
    drop_database(tmp_path)


def all_at_once(folder, options: str = "") -> list[str]:
    """What each process says."""
    call = f"remind_everybody({str(folder)!r}, {PROCESSES}{options})"
    processes = [begin(folder, call) for _ in range(PROCESSES)]
    return [process.communicate()[0].strip() for process in processes]


def test_nobody_is_reminded_twice_and_nobody_is_missed(folder):
    said = all_at_once(folder)

    assert said == [f"due {TO_REMIND} faults []"] * PROCESSES
    # one message each, for the last day and the refresher
    assert run(folder, "say_reminded()") == [str((TO_REMIND, TO_REMIND, 2 * TO_REMIND, TO_REMIND))]


def test_twin_that_does_not_look_again_is_stopped_by_the_constraint(folder):
    said = all_at_once(folder, ", looks_again=False")

    assert any(line.endswith("faults ['IntegrityError']") for line in said)
    assert run(folder, "say_reminded()") == [str((TO_REMIND, TO_REMIND, 2 * TO_REMIND, TO_REMIND))]
