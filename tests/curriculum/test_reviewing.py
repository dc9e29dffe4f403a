import datetime as dt
import re

import pytest
from django.urls import reverse

from curriculum.models import Country, GuidanceKey, LocalGuidance
from curriculum.reviewing import board, to_check
from home.health import concerns
from tests import make

pytestmark = pytest.mark.django_db
BEFORE, DAY = dt.date(2098, 12, 31), dt.date(2099, 1, 1)


@pytest.fixture
def lesson():
    """A live lesson with one fact to check on the first day of 2099."""
    lesson = make.make_lesson(
        make.make_module(make.make_programme()), body=[make.make_fact("<p>It <b>rains</b>.</p>")]
    )
    for page in (lesson, lesson.get_parent().specific, lesson.get_parent().get_parent().specific):
        make.sign(page)
    return lesson


def test_a_fact_is_listed_from_its_day_on_with_where_it_stands(lesson):
    (row,) = to_check(DAY)

    assert to_check(BEFORE) == []
    assert (row.where, row.what, row.source, row.mark) == (
        "M1 L1",
        "It rains.",
        "S1",
        "Read in the source",
    )
    assert (row.page, row.country, row.review_by) == (lesson.pk, "", DAY)


def test_a_fact_of_a_draft_is_nobodys_to_check():
    make.make_lesson(make.make_module(make.make_programme()), body=[make.make_fact()])

    assert to_check(DAY) == []


def test_lists_are_narrowed_by_source_and_country(lesson):
    make.make_guidance("k1")
    make.make_guidance("k1", country=Country.KENYA)

    assert [row.where for row in to_check(DAY)] == ["M1 L1", "k1", "k1"]
    assert [row.where for row in to_check(DAY, source="S1")] == ["M1 L1"]
    assert [row.country for row in to_check(DAY, country="KE")] == ["KE"]


def test_board_tells_signed_unsigned_stale_and_missing():
    ruth, joyce = make.make_reviewer(), make.make_reviewer("joyce")
    make.make_guidance("a", signed_by=(ruth, joyce))
    make.make_guidance("b", signed_by=(ruth,))
    make.make_guidance("b", country=Country.KENYA, signed_by=(ruth, joyce))
    GuidanceKey.objects.create(key="c", kind="LOC", question="What about c?")

    def stand(day: dt.date) -> dict:
        return {key.key: standing for key, standing in board(day)}

    assert stand(DAY) == {
        "a": {"KE": "missing", "XD": "signed"},
        "b": {"KE": "signed", "XD": "unsigned"},
        "c": {"KE": "missing", "XD": "missing"},
    }
    assert stand(DAY + dt.timedelta(days=1))["a"]["XD"] == "stale"


def test_board_and_list_take_the_same_queries_whatever_they_hold(django_assert_num_queries):
    for key in ("a", "b", "c"):
        make.make_guidance(key)
        with django_assert_num_queries(3):
            board(DAY)
        with django_assert_num_queries(2):
            to_check(DAY)


def test_health_turns_amber_the_day_after(lesson):
    def told(day: int) -> list[str]:
        at = dt.datetime(2099, 1, day, 12, tzinfo=dt.UTC)
        return [line for line in concerns(at=at) if "overdue for a check" in line]

    assert told(1) == []
    assert told(2) == [
        "1 facts or texts of guidance are overdue for a check: see /cms/reports/review-due/."
    ]


@pytest.mark.parametrize("name", ["review_due", "guidance_board"])
def test_reports_are_for_editors(client, name, lesson):
    make.make_guidance("k1")
    statuses = {}
    for who, user in (("author", make.make_author()), ("nobody", make.make_user("nobody"))):
        client.force_login(user)
        statuses[who] = client.get(reverse(name)).status_code

    assert statuses == {"author": 200, "nobody": 404}


def test_report_shows_what_is_due_within_the_time_asked(client, lesson):
    client.force_login(make.make_author())
    near = client.get(reverse("review_due"), {"ahead": "365"}).content.decode()

    assert "Nothing is to be checked by then." in near
    make.make_guidance("k1")
    far = client.get(reverse("review_due"), {"ahead": "99999", "country": "XD"})
    assert far.status_code == 200


def test_editors_first_page_says_how_much_waits(client):
    make.make_guidance("k1")
    LocalGuidance.objects.update(review_by=dt.date(2020, 1, 1))
    client.force_login(make.make_author())

    page = client.get("/cms/").content.decode()

    assert "<b>1 overdue</b>, 0 within 90 days." in page


def test_editors_room_bears_our_sign_and_nobody_elses(client):
    client.force_login(make.make_author())

    page = client.get("/cms/").content.decode()

    assert re.search(r'<link rel="icon" href="/static/icon[^"]*svg"', page)
    assert re.search(r"<title>[^<]*- Peer Academy</title>", page)
    assert "wagtail-logo" not in page.lower()
