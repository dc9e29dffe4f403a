"""Calls that a generator makes from the OpenAPI document: none may be answered but as it says."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import given
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application
from tests import make
from tests.certificates import programs
from tests.examples import through_database


@pytest.fixture
def api(db):
    """The served document; requests leave the test's connection open, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_no_generated_call_is_answered_otherwise(api):
    """Good calls and broken ones, each rolled back, so that nobody must wait."""
    secret = programs.make_token()[1]
    headers = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}
    for found in api.get_all_operations():
        operation = found.ok()
        # any text may be sent as a cursor, and only ours is one
        unfit = [positive_data_acceptance] if operation.path.endswith("/changes") else []
        has_input = operation.definition.raw.get("security") != []
        for mode in list(GenerationMode) if has_input else [GenerationMode.POSITIVE]:
            call_all(operation.as_strategy(generation_mode=mode), headers, unfit)


def call_all(cases, headers: dict, unfit: list) -> None:
    @through_database(30)
    @given(cases)
    def call(case):
        with make.rolled_back():
            case.call_and_validate(headers=headers, excluded_checks=unfit)

    call()
