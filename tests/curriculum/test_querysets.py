"""How the tree is asked for."""

import pytest

from curriculum.models import LessonPage, ModulePage, ProgrammePage
from curriculum.querysets import unsigned_below, url_path
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("codes", "language", "path"),
    [
        ((), "en", "/home/"),
        (("p1",), "en", "/home/p1/"),
        (("p1", "m2", "l3"), "en", "/home/p1/m2/l3/"),
        (("p1", "m2"), "pt", "/home-pt/p1/m2/"),
    ],
)
def test_url_path_is_wagtails(codes, language, path):
    assert url_path(*codes, language=language) == path


def test_at_finds_the_live_page_alone():
    programme = make.make_signed_programme(("m1", "m10"))
    make.make_module(programme, "m2")
    assert list(ProgrammePage.objects.at("p1")) == [programme]
    assert [page.slug for page in ModulePage.objects.at("p1", "m1")] == ["m1"]
    assert list(ModulePage.objects.at("p1", "m2")) == []
    assert list(ModulePage.objects.at("p1", "m1", language="pt")) == []


def test_in_module_gives_live_lessons_in_the_order_of_the_tree():
    programme = make.make_programme()
    module, tenth = (make.make_module(programme, code) for code in ("m1", "m10"))
    for code in ("l2", "l1", "l10"):
        make.sign(make.make_lesson(module, code))
    make.make_lesson(module, "l3")
    make.sign(make.make_lesson(tenth, "l1"))
    found = LessonPage.objects.in_module("p1", "m1")
    assert [page.slug for page in found] == ["l2", "l1", "l10"]


def test_unsigned_below_finds_what_nobody_signed():
    programme = make.make_signed_programme()
    other = make.make_signed_programme(("m2",), code="p2")
    module = ModulePage.objects.child_of(programme).get()
    make.make_lesson(module, "l2")  # a draft reaches nobody
    assert list(unsigned_below(programme)) == []
    make.make_lesson(module, "l3").latest_revision.publish(skip_permission_checks=True)
    module.live_revision = None
    module.save()
    assert sorted(page.slug for page in unsigned_below(programme)) == ["l3", "m1"]
    assert list(unsigned_below(other)) == []
