"""Pictures and recordings. Their file names are random: a name that an author typed could disclose."""

import secrets
from pathlib import PurePath

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtailmedia.models import AbstractMedia


def random_name(instance, filename: str) -> str:
    """A neutral path for an uploaded file; of the given name only the extension is kept."""
    return f"files/{secrets.token_hex(12)}{PurePath(filename).suffix.lower()[:6]}"


class Picture(AbstractImage):
    """A picture in a lesson."""

    admin_form_fields = ("title", "file", "collection")

    def get_upload_to(self, filename):
        return random_name(self, filename)


class PictureRendition(AbstractRendition):
    """A picture, resized."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_each"
            )
        ]

    def get_upload_to(self, filename):
        return random_name(self, filename)


class Recording(AbstractMedia):
    """A spoken lesson or scene; its transcript stands in the block that plays it."""

    file = models.FileField(upload_to=random_name)
    admin_form_fields = ("title", "file", "duration", "collection")
