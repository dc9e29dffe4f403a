"""Where a fact comes from."""

import pytest
from django.db import IntegrityError, transaction

from tests import make

pytestmark = pytest.mark.django_db


def test_source_is_named_by_code_and_title():
    assert str(make.make_source("S7")) == "S7 Source S7"


def test_source_code_is_unique_in_the_database():
    source = make.make_source("S7")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(source).objects.create(code="S7", title="Another")
    assert type(source).objects.get().title == "Source S7"
