import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Revision

from assessments.models import Attempt, Observation
from certificates.models import Certificate
from curriculum.models import LocalGuidance, SignOff
from home.demonstration import PASSPHRASE, STAFF, UNSIGNED_KEYS, SignIn, build
from trainees.models import Cohort, Completion, Enrolment, LessonProgress, StaffScope, Trainee, User

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2099, 3, 2, 12, 0, tzinfo=dt.UTC)
TABLES = (
    *(User, Trainee, StaffScope, Cohort, Enrolment, LessonProgress, Completion, Attempt),
    *(Observation, Certificate, LocalGuidance, SignOff, Revision),
)


def rows() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in TABLES}


@pytest.fixture(scope="module")
def starter(django_db_setup, django_db_blocker, template_rows):
    """The starter curriculum in the database for every test of this file, taken away after it."""
    yield template_rows
