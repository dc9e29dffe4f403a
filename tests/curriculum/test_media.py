"""Pictures and recordings: their file names are random."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from curriculum.models import Picture, Recording
from curriculum.models.media import random_name
from home import roles
from tests import make

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


@pytest.fixture
def searched(settings):
    """The editors' search keeps its index, as in the product."""
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Wagtail's thumbnail
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
@pytest.mark.django_db
@pytest.mark.usefixtures("searched", "thumbnails_let_go")
@pytest.mark.parametrize("role", [roles.AUTHOR, roles.ADMINISTRATOR])
def test_a_picture_is_uploaded_and_found_by_its_title(
    client, role, django_capture_on_commit_callbacks
):
    client.force_login(make.make_user("amara", role))
    shown = get_test_image_file().file.getvalue()
    form = {
        "image-chooser-upload-title": "Umoja sun",
        "image-chooser-upload-file": SimpleUploadedFile("hiv-mother.png", shown, "image/png"),
    }

    with django_capture_on_commit_callbacks(execute=True):
        made = client.post(reverse("wagtailimages_chooser:create"), form)
    assert made.json()["step"] == "chosen"
    found = client.get(reverse("wagtailimages_chooser:choose_results"), {"q": "umoja"})

    assert "Umoja sun" in found.content.decode()
