"""Bytes and queries are exact, so their budgets are tests: a phone pays for each.

The first view counts everything that a new phone downloads: the page as gzip sends it, the styles and
the icon as whitenoise stores them (brotli).
"""

import re

import pytest
from django.core.management import call_command
from django.test import Client

from curriculum.drawings import DRAWINGS
from curriculum.models import LessonPage
from curriculum.scales import weigh_lesson, weigh_page
from curriculum.weighing import BUDGET
from home.demonstration import build
from home.files import read_folder
from home.loading import load
from tests import make
from tests.conftest import ROOT
from tests.remembered import remembered
from trainees.models import Enrolment, Trainee


def first_view(reply) -> int:
    """Bytes of a page with all its assets, compressed: as authors are told beside a draft."""
    return weigh_page(reply.content.decode()).first_view


@remembered
def make_demonstration() -> None:
    load(read_folder(ROOT / "curriculum" / "starter"))
    build(make.NOW)


@pytest.fixture
def lindiwe(db) -> Client:
    """The demonstration's first trainee, with the whole starter curriculum, signed in."""
    make_demonstration()
    client = Client()
    client.force_login(Trainee.objects.order_by("pk").first().user)
    return client


def test_first_views_fit_one_initial_window(lindiwe):
    """14 KB: one round trip on a new connection."""
    heavy = {}
    for lesson in LessonPage.objects.live():
        path = "/learn/p1/{}/{}/".format(*lesson.url_path.strip("/").split("/")[2:])
        heavy[path] = first_view(lindiwe.get(path))
    enrolment = Enrolment.objects.first()
    module = enrolment.requirements().first().module
    make.study_all(enrolment, module)
    attempt = make.start(enrolment, module.quizzes.get(pretest=False))
    for path in (
        "/learn/",
        "/learn/p1/g1/",
        "/learn/p1/m2/",
        f"/learn/attempts/{attempt.uuid}/",
        "/verify/",
    ):
        heavy[path] = first_view(lindiwe.get(path))

    assert {path: weight for path, weight in heavy.items() if weight > BUDGET} == {}
    print("\n".join(f"{path} {weight}" for path, weight in sorted(heavy.items())))  # noqa: T201


def test_authors_are_told_what_a_trainee_downloads(lindiwe):
    """But for her country's own texts and what she has studied, it is the same page."""
    lesson = LessonPage.objects.get(url_path="/home/p1/m2/l1/")
    served = first_view(lindiwe.get("/learn/p1/m2/l1/"))

    assert abs(weigh_lesson(lesson).first_view - served) < 500


def test_module_with_its_pictures_is_light_enough_to_keep(lindiwe):
    """150 KB, counting styles once a lesson and each drawing once a module."""
    totals, drawings = {}, set()
    for lesson in LessonPage.objects.live():
        module, code = lesson.url_path.strip("/").split("/")[2:]
        weight = weigh_page(lindiwe.get(f"/learn/p1/{module}/{code}/").content.decode())
        new = {(module, picture) for picture in weight.pictures} - drawings
        drawings |= new
        totals[module] = totals.get(module, 0) + weight.first_view
        totals[module] += sum(picture.size for _, picture in new)

    assert {module: total for module, total in totals.items() if total > 150 * 1024} == {}
    assert (len(totals), len({picture for _, picture in drawings})) == (11, len(DRAWINGS))
    print(totals)  # noqa: T201


def test_pages_need_no_script(lindiwe):
    """Neither desk, lesson, a quiz's first page nor check page loads any; the paper itself saves by one."""
    scripts = {
        path: re.findall(r"<script", lindiwe.get(path).content.decode())
        for path in (
            "/learn/",
            "/learn/p1/g1/",
            "/learn/p1/m2/l2/",
            "/learn/attempts/start/m2/",
            "/verify/",
        )
    }

    assert set(map(len, scripts.values())) == {0}


def test_lesson_query_budget(lindiwe, django_assert_num_queries):
    """Session, user, enrolment, lessons with progress, sources, signed guidance: six."""
    lindiwe.get("/learn/p1/m2/l2/")
    with django_assert_num_queries(6):
        lindiwe.get("/learn/p1/m2/l2/")


def test_hard_words_cost_four_queries(lindiwe, django_assert_num_queries):
    """Session, user, enrolment, the page: however many words there are."""
    lindiwe.get("/learn/p1/g1/")
    with django_assert_num_queries(4):
        lindiwe.get("/learn/p1/g1/")


def test_starter_commands_say_nothing_twice(lindiwe, capsys):
    """Loading again changes nothing, and a check says so before."""
    call_command("load_curriculum", "--check")
    call_command("load_curriculum")

    there = len(read_folder(ROOT / "curriculum" / "starter").items())
    assert capsys.readouterr().out.splitlines() == [f"0 new, 0 changed, {there} as they were."] * 2
