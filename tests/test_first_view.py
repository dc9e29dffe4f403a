"""Bytes and queries are exact, so their budgets are tests: a phone pays for each.

The first view counts everything that a new phone downloads: the page as gzip sends it, the styles and
the icon as whitenoise stores them (brotli).
"""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client

from curriculum.models import LessonPage
from home.demonstration import build
from home.files import read_folder
from home.loading import load
from tests import make
from tests.conftest import ROOT
from tests.remembered import remembered
from trainees.models import Enrolment, Trainee

BUDGET = 14 * 1024
GOAL = 6 * 1024


def first_view(reply) -> int:
    """Bytes of a page with all its assets, compressed."""
    page = reply.content.decode()
    assets = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg|png|webp))"', page)
    files = [finders.find(asset) for asset in dict.fromkeys(assets)]
    weights = [len(brotli.compress(Path(file).read_bytes())) for file in files]
    return len(gzip.compress(page.encode(), 6)) + sum(weights)


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
    attempt = make.start(enrolment, module.quizzes.get())
    for path in ("/learn/", "/learn/p1/m2/", f"/learn/attempts/{attempt.uuid}/", "/verify/"):
        heavy[path] = first_view(lindiwe.get(path))

    assert {path: weight for path, weight in heavy.items() if weight > BUDGET} == {}
    print("\n".join(f"{path} {weight}" for path, weight in sorted(heavy.items())))  # noqa: T201


def test_pages_need_no_script(lindiwe):
    """Neither desk, lesson, a quiz's first page nor check page loads any; the paper itself saves by one."""
    scripts = {
        path: re.findall(r"<script", lindiwe.get(path).content.decode())
        for path in ("/learn/", "/learn/p1/m2/l2/", "/learn/attempts/start/m2/", "/verify/")
    }

    assert set(map(len, scripts.values())) == {0}


def test_lesson_query_budget(lindiwe, django_assert_num_queries):
    """Session, user, enrolment, lessons with progress, sources, signed guidance: six."""
    lindiwe.get("/learn/p1/m2/l2/")
    with django_assert_num_queries(6):
        lindiwe.get("/learn/p1/m2/l2/")


def test_starter_commands_say_nothing_twice(lindiwe, capsys):
    """Loading again changes nothing."""
    call_command("load_curriculum")

    assert capsys.readouterr().out.splitlines() == ["0 new, 0 changed, 401 as they were."]
