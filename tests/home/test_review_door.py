"""The door for invited reviewers: a code instead of an account, and nothing that tells."""

import datetime as dt
from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from curriculum.models import LessonPage, ModulePage
from home.invited import drafts_of
from home.models import ReviewLink, ReviewNote
from home.models import review_link as rules
from tests import make
from tests.assessments.admin.editor import texts
from tests.assessments.pages import signed_in
from tests.crawl import BANNED, Crawl

pytestmark = pytest.mark.django_db
#: Session, link, page and draft with what it stands on.
READING = 10
SAID = {"text": "The day is wrong.", "who": "P. Phiri", "role": "Adviser"}
BODY = [
    {"type": "text", "value": "<p>To study.</p>", "id": "t"},
    {"type": "facilitator", "value": "<p>For trainers alone.</p>", "id": "f"},
]


@pytest.fixture
def module():
    programme = make.make_signed_programme()
    make.make_lesson(ModulePage.objects.get(), "l2", BODY)
    return programme.get_children().get().specific


@pytest.fixture
def amara(module):
    return make.make_author()


def invite(page, by, *, since: dt.timedelta = dt.timedelta(0), **seen):
    """(link, secret); ``since``: how long ago it was made."""
    seen = {"with_notes": False, "with_keys": False} | seen
    return ReviewLink.objects.make(
        shown=drafts_of(page, **seen),
        name="Dr Phiri",
        office="Ministry",
        by=by,
        at=timezone.now() - since,
        **seen,
    )


def came_in(secret: str) -> Client:
    client = Client()
    reply = client.post("/r/", {"code": secret})
    assert (reply.status_code, reply["Location"]) == (302, "/r/read/")
    return client


def read(client: Client, place: int) -> str:
    return client.get(f"/r/read/{place}/").text


def test_the_way_in_is_by_the_code_alone_or_by_the_whole_link(module, amara):
    link, secret = invite(module, amara)

    for typed in (secret, f" https://learn.example/r/#{secret} "):
        page = came_in(typed).get("/r/read/")
        assert texts(page, "//main/ol/li") == ["Module m1", "Lesson l1", "Lesson l2"]
    assert [note.kind for note in link.notes.all()] == ["opened", "opened"]


def test_wrong_old_closed_and_no_code_get_what_any_unknown_page_gets(module, amara):
    _, old = invite(module, amara, since=dt.timedelta(days=14))
    closed_link, closed = invite(module, amara)
    closed_link.revoke(by=amara, at=timezone.now())
    unknown = Client().get("/nothing/here/")

    replies = [
        Client().post("/r/", {"code": code}) for code in (old, closed, "x" * 43, "", "x" * 400)
    ]
    replies += [Client().get(place) for place in ("/r/read/", "/r/read/1/")]

    assert {reply.status_code for reply in replies} == {404}
    assert {reply.content for reply in replies} == {unknown.content}
    assert ReviewNote.objects.count() == 0


def test_without_the_guard_an_old_code_would_open(module, amara, monkeypatch):
    _, old = invite(module, amara, since=dt.timedelta(days=14))
    monkeypatch.setattr(ReviewLink, "is_open", lambda self, at: True)

    assert came_in(old).get("/r/read/").status_code == 200


def test_who_is_reading_when_it_is_closed_is_out(module, amara):
    link, secret = invite(module, amara)
    phiri = came_in(secret)

    link.revoke(by=amara, at=timezone.now())

    assert phiri.get("/r/read/").status_code == 404
    assert phiri.post("/r/read/1/", SAID | {"post": uuid4()}).status_code == 404


def test_she_reads_the_draft_as_it_stood(module, amara):
    lesson = LessonPage.objects.get(slug="l2")
    lesson.title = "As sent"
    lesson.save_revision(user=amara)
    _, secret = invite(module, amara)
    lesson.title = "Written later"
    lesson.save_revision(user=amara)

    page = read(came_in(secret), 3)

    assert "As sent" in page
    assert "To study." in page
    assert "Written later" not in page


@pytest.mark.parametrize("with_notes", [False, True])
def test_notes_for_the_trainer_only_where_the_inviter_chose_so(module, amara, with_notes):
    _, secret = invite(module, amara, with_notes=with_notes)

    assert ("For trainers alone." in read(came_in(secret), 3)) is with_notes


def test_tests_and_keys_only_where_the_inviter_chose_so(module, amara):
    plain, with_keys = invite(module, amara)[1], invite(module, amara, with_keys=True)[1]

    assert came_in(plain).get("/r/read/4/").status_code == 404
    phiri = came_in(with_keys)
    assert "What about m1-q1?" in read(phiri, 4)
    assert "Right" in read(phiri, 4)
    assert "greets" in read(phiri, 7)
    assert "80 %" in read(phiri, 6)


def test_tests_are_called_what_they_are(module, amara):
    phiri = came_in(invite(module, amara, with_keys=True)[1])

    assert texts(phiri.get("/r/read/"), "//main/ol/li")[3:] == [
        *("Question m1-q1", "Question m1-q2", "Quiz m1", "Checklist m1")
    ]


@pytest.mark.parametrize("block", ["image", "audio"])
def test_pictures_and_recordings_are_told_in_words(block):
    """Their door asks for a sign-in, which she has not."""
    value = {"alt": "A clinic", "recording": {"title": "A clinic", "url": "/media/a.mp3"}}
    context = {"value": value, "without_media": True}
    html = render_to_string(f"curriculum/blocks/{block}.html", context)

    assert "A clinic" in html
    assert "<img" not in html
    assert "<audio" not in html


def test_who_is_signed_in_hears_the_recording():
    value = {"recording": {"title": "A clinic", "url": "/media/a.mp3"}}

    assert "<audio" in render_to_string("curriculum/blocks/audio.html", {"value": value})


def test_she_comments_on_a_page_and_decides_on_the_whole(module, amara):
    link, secret = invite(module, amara)
    phiri = came_in(secret)
    post = uuid4()

    for _ in range(2):  # a double click
        phiri.post("/r/read/2/", SAID | {"post": post})
    phiri.post("/r/read/", SAID | {"post": uuid4(), "decision": "change"})
    phiri.post("/r/read/", SAID | {"post": uuid4(), "decision": "approve", "text": ""})

    said = [(note.kind, note.page and note.page.place, note.text) for note in link.notes.said()]
    assert said == [
        ("approved", None, ""),
        ("changes", None, "The day is wrong."),
        ("commented", 2, "The day is wrong."),
    ]
    assert "P. Phiri, Adviser" in read(phiri, 2)
    assert 'value="P. Phiri"' in read(phiri, 3), "she types her name once"
    assert "The day is wrong." not in read(phiri, 3)


@pytest.mark.parametrize(
    ("place", "fields"),
    [
        ("2/", {"text": "x" * 2001}),
        ("2/", {"text": ""}),
        ("2/", {"who": ""}),
        ("", {"decision": "change", "text": ""}),
        ("", {"decision": "publish"}),
        ("2/", {"post": "no id"}),
    ],
)
def test_what_cannot_be_kept_is_said(module, amara, place, fields):
    link, secret = invite(module, amara)

    reply = came_in(secret).post(f"/r/read/{place}", SAID | {"post": uuid4()} | fields)

    assert reply.status_code == 400
    assert link.notes.said().count() == 0


def test_too_much_at_once_waits(module, amara, monkeypatch):
    _, secret = invite(module, amara)
    phiri = came_in(secret)
    monkeypatch.setattr(rules, "MOST_NOTES", 1)

    reply = phiri.post("/r/read/2/", SAID | {"post": uuid4()})

    assert reply.status_code == 429
    assert "Try again in ten minutes." in reply.text
    assert Client().post("/r/", {"code": secret}).status_code == 429


def test_closing_leaves_nothing_behind(module, amara):
    phiri = came_in(invite(module, amara)[1])
    phiri.post("/r/read/2/", SAID | {"post": uuid4()})

    phiri.post("/r/close/")

    assert phiri.get("/r/read/").status_code == 404
    assert dict(phiri.session) == {}


def test_a_session_says_only_which_link(module, amara):
    link, secret = invite(module, amara)

    assert dict(came_in(secret).session) == {"review": link.pk}


def test_forms_want_their_token(module, amara):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/r/", {"code": invite(module, amara)[1]}).status_code == 403


def test_one_link_opens_no_page_of_another(module, amara):
    invite(module, amara)
    _, secret = invite(LessonPage.objects.get(slug="l1"), amara)
    phiri = came_in(secret)

    assert phiri.get("/r/read/1/").status_code == 200
    assert phiri.get("/r/read/2/").status_code == 404
    assert phiri.get("/learn/").status_code == 302
    assert phiri.get("/cms/").status_code == 302


def test_addresses_titles_headers_and_logs_tell_nothing(module, amara):
    lesson = LessonPage.objects.get(slug="l1")
    lesson.title = "HIV and mentor mothers"
    lesson.save_revision()
    _, secret = invite(module, amara, with_notes=True, with_keys=True)
    walk, phiri = Crawl(("Phiri",), numbers=(secret,)), Client()

    walk.get(phiri, "/r/", public=True)
    walk.post(phiri, "/r/", {"code": secret})
    for place in range(1, 8):
        walk.get(phiri, f"/r/read/{place}/")
        walk.post(phiri, f"/r/read/{place}/", SAID | {"post": uuid4()})
    walk.post(phiri, "/r/read/", SAID | {"post": uuid4(), "decision": "approve"})
    walk.post(phiri, "/r/close/")

    assert walk.found == []
    assert {name for name in walk.visited if "review" in name} == {
        *("home:review", "home:review_read", "home:review_page", "home:review_close")
    }


def test_the_walk_would_find_a_telling_title(module, amara):
    walk = Crawl((), numbers=())
    walk.read("title", "HIV and mentor mothers")

    assert walk.found
    assert BANNED.search("HIV")


def test_replies_are_kept_nowhere_and_found_by_no_engine(module, amara):
    phiri = came_in(invite(module, amara)[1])

    for reply in (Client().get("/r/"), phiri.get("/r/read/"), phiri.get("/r/read/1/")):
        assert reply["Cache-Control"] == "no-store, private"
        assert reply["X-Robots-Tag"] == "noindex, nofollow"
        assert reply["Referrer-Policy"] == "same-origin"
        assert "script-src" not in reply["Content-Security-Policy"]


@pytest.mark.parametrize("pages", [1, 3])
def test_a_page_costs_the_same_however_much_was_said(
    module, amara, pages, django_assert_num_queries
):
    phiri = came_in(invite(module, amara)[1])
    for _ in range(pages):
        phiri.post("/r/read/2/", SAID | {"post": uuid4()})

    with django_assert_num_queries(READING):
        phiri.get("/r/read/2/")


# The inviter's side


def desk(kind: str, thing, verb: str = "", *more) -> str:
    name = {"": "signatures", "invite": "invite_reviewer", "close": "close_review_link"}[verb]
    return reverse(name, args=[kind, thing.pk, *more])


INVITED = {"name": "Dr Phiri", "office": "Ministry", "days": "7"}


def test_inviting_shows_the_link_this_once(module, amara):
    author = signed_in(amara)

    reply = author.post(desk("page", module, "invite"), INVITED)

    (address,) = texts(reply, "//code[@class='secret']")
    place, _, secret = address.partition("#")
    assert place == "http://testserver/r/"
    assert came_in(secret).get("/r/read/").status_code == 200
    assert secret not in author.get(desk("page", module)).text
    assert texts(author.get(desk("page", module)), "//table//tr/td[3]") == ["1 time"]


def test_inviting_for_too_long_is_said(module, amara):
    reply = signed_in(amara).post(desk("page", module, "invite"), INVITED | {"days": "61"})

    assert (reply.status_code, ReviewLink.objects.count()) == (400, 0)
    assert "less than or equal to 60" in reply.text


def test_closing_a_link(module, amara):
    link, _ = invite(module, amara)

    signed_in(amara).post(desk("page", module, "close", link.pk))

    link.refresh_from_db()
    assert link.revoked_at is not None


def test_only_who_edits_invites_and_closes(module, amara):
    link, _ = invite(module, amara)
    ada = signed_in(make.make_user("ada", make.roles.ADMINISTRATOR))
    other = make.make_programme("p2")

    assert ada.post(desk("page", module, "invite"), INVITED).status_code == 404
    assert ada.post(desk("page", module, "close", link.pk)).status_code == 404
    assert signed_in(amara).post(desk("page", other, "close", link.pk)).status_code == 404
    link.refresh_from_db()
    assert (link.revoked_at, ReviewLink.objects.count()) == (None, 1)


def test_what_she_says_reaches_who_edits_and_who_signs(module, amara):
    _, secret = invite(module, amara)
    came_in(secret).post("/r/read/3/", SAID | {"post": uuid4()})
    lesson = LessonPage.objects.get(slug="l2")
    lesson.save_revision(user=amara)
    lesson.refresh_from_db()
    state = Workflow.objects.get(active=True).start(lesson, amara).current_task_state

    page = signed_in(amara).get(desk("page", lesson)).text
    name = "wagtailadmin_pages:workflow_action"
    ruth = signed_in(make.User.objects.get(username="ruth"))
    dialog = ruth.get(reverse(name, args=[lesson.pk, "approve", state.pk])).json()["html"]

    for text in (page, dialog):
        assert "The day is wrong." in text
        assert "P. Phiri, Adviser" in text
    assert "The day is wrong." not in signed_in(amara).get(desk("page", module)).text
