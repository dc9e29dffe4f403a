import io

import pytest
from django.core.management import CommandError, call_command

from certificates.models import ApiToken
from home.files import read_folder
from home.loading import load
from tests.home.files.folders import write
from trainees.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture
def loaded(tmp_path):
    load(read_folder(write(tmp_path)))


def test_command_is_refused_outside_a_demonstration(settings):
    settings.DEMO = False

    with pytest.raises(CommandError) as refused:
        call_command("seed_demo")

    assert str(refused.value) == "Only a demonstration may be filled with invented people."
    assert User.objects.count() == 0


def test_command_fills_a_demonstration():
    told = io.StringIO()

    call_command("seed_demo", stdout=told)

    assert User.objects.filter(api_token__isnull=True).count() == 16
    assert ApiToken.objects.count() == 1
    assert [line[:20].strip() for line in told.getvalue().splitlines()[1:]] == [
        *("Author", "Clinical reviewer", "Clinical reviewer", "Language reviewer"),
        *("Translator", "Translator", "Trainer", "Trainer"),
        *("HR officer", "HR officer", "Administrator", "Trainee", "Trainee", "Trainee"),
    ]
