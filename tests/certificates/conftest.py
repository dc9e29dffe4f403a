"""What holds for every test of this room."""

from pathlib import Path

import pytest

from certificates import payload

#: What production has; no setting lowers it (test_verification says it as a number, and what it is for).
ROUNDS = payload.ROUNDS


#: What must come before a certificate.
FIRST = ("_names_are_derived_quickly", "rounds_of_production")


def pytest_collection_modifyitems(items):
    """A certificate is there before those who look at it: only then is it put back (tests/remembered.py)."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent) and "certificate" in item.fixturenames:
            names = item.fixturenames
            names.remove("certificate")
            names.insert(
                1 + max(names.index(name) for name in FIRST if name in names), "certificate"
            )


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
