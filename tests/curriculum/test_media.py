"""Pictures and recordings: their file names are random."""

import re

import pytest
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file

from curriculum.models import Picture, Recording
from curriculum.models.media import random_name

NEUTRAL = r"files/[0-9a-f]{24}\.%s"


@pytest.mark.parametrize(
    ("given", "extension"),
    [("Mentor Mothers.PNG", r"png"), ("a.tar.gz", r"gz"), ("lindiwe.jpeg", r"jpeg")],
)
def test_random_name_keeps_the_extension_alone(given, extension):
    assert re.fullmatch(NEUTRAL % extension, random_name(None, given))


def test_random_name_cuts_a_telling_extension():
    assert re.fullmatch(r"files/[0-9a-f]{24}\.hivmo", random_name(None, "a.hivmothers"))
    assert re.fullmatch(r"files/[0-9a-f]{24}", random_name(None, "hivmothers"))


def test_random_name_is_never_the_same():
    assert len({random_name(None, "a.png") for _ in range(200)}) == 200


# Wagtail leaves the buffer of a new rendition for the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
@pytest.mark.django_db
def test_uploads_and_what_is_made_of_them_have_neutral_names():
    picture = Picture.objects.create(title="T", file=get_test_image_file("hiv-mother.png"))
    recording = Recording(title="T", duration=1)
    recording.file.save("hiv-mother.mp3", ContentFile(b"sound"))
    rendition = picture.get_rendition("width-20")
    assert re.fullmatch(NEUTRAL % "png", picture.file.name)
    assert re.fullmatch(NEUTRAL % "mp3", recording.file.name)
    assert re.fullmatch(NEUTRAL % r"\w+", rendition.file.name)
