import io

import pytest
from django.core.management import CommandError, call_command

from curriculum.models import LessonPage, Source
from home.models import LoadedItem
from tests.home.files.folders import changed, write

pytestmark = pytest.mark.django_db


def test_command_refuses_a_broken_folder_and_loads_nothing(tmp_path):
    write(tmp_path, changed("m1/l1.md", "source=S1", "source=S9"))
    told = io.StringIO()

    with pytest.raises(CommandError) as refused:
        call_command("load_curriculum", str(tmp_path), stderr=told)

    assert str(refused.value) == "1 problems; nothing was loaded."
    assert told.getvalue() == "m1/l1.md:10: source 'S9' is not in sources.yaml\n"
    assert (Source.objects.count(), LessonPage.objects.count()) == (0, 0)
    assert LoadedItem.objects.count() == 0


def test_command_checks_then_loads(tmp_path):
    write(tmp_path)
    told = io.StringIO()

    call_command("load_curriculum", str(tmp_path), "--check", stdout=told)
    checked = LoadedItem.objects.count()
    call_command("load_curriculum", str(tmp_path), stdout=told)

    assert told.getvalue() == "12 new, 0 changed, 0 as they were.\n" * 2
    assert (checked, LoadedItem.objects.count()) == (0, 12)
    assert str(LoadedItem.objects.get(path="m1/l1")) == "m1/l1"
