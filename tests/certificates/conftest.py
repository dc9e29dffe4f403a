"""What holds for every test of this room."""

import pytest

from certificates import payload

#: What production has; no setting lowers it (test_verification says it as a number, and what it is for).
ROUNDS = payload.ROUNDS


@pytest.fixture(autouse=True)
def _names_are_derived_quickly():
    """A tenth of a second for each certificate, in tests that ask something else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(payload, "ROUNDS", 1000)
        yield


@pytest.fixture
def rounds_of_production(monkeypatch):
    """For what is said about the work itself, and for what others have derived."""
    monkeypatch.setattr(payload, "ROUNDS", ROUNDS)
