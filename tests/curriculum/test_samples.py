"""Every block shows a sample before it is chosen."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from curriculum.models import LessonPage
from curriculum.samples import SAMPLES
from tests import make

pytestmark = pytest.mark.django_db
BLOCKS = LessonPage._meta.get_field("body").stream_block.child_blocks


@pytest.mark.parametrize("name", BLOCKS)
def test_block_has_a_sample_and_says_what_it_is_for(client, name):
    block = BLOCKS[name]
    client.force_login(make.make_author())

    page = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert (block.is_previewable, block.meta.description[-1]) == (True, ".")
    html = page.content.decode()
    words = strip_tags(html[html.index("<main") :]).split()
    assert len(words) > 4
    assert "css/site.css" in html


def test_samples_hold_no_word_that_a_lesson_must_not():
    shown = str(SAMPLES)

    assert [word for word in ("infected", " mg", " ml", "defaulter") if word in shown] == []
