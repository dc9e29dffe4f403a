"""Calls that a generator makes from the OpenAPI document: none may be answered but as it says."""

import pytest

schemathesis = pytest.importorskip("schemathesis")

from config.wsgi import application  # noqa: E402
from tests.certificates import programs  # noqa: E402


@pytest.fixture
def api(db):
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def secret(db):
    return programs.make_token()[1]


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
def test_no_generated_call_is_answered_otherwise(case, secret):
    case.call_and_validate(headers={"Authorization": f"Bearer {secret}"})
