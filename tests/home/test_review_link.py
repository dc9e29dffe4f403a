"""Links for reviewers without an account: what they hold, what is kept of what she says, when they end."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from wagtail.models import Revision

from curriculum.insert_only import InsertOnlyError
from home.invited import drafts_of
from home.models import InvitedPage, ReviewLink, ReviewLinkRefused, ReviewNote
from home.models import review_link as rules
from tests import make

pytestmark = pytest.mark.django_db
Reason = ReviewLinkRefused.Reason
AT = make.NOW
LATER = AT + dt.timedelta(days=14)


@pytest.fixture
def amara():
    return make.make_author()


@pytest.fixture
def module():
    return make.make_signed_programme().get_children().get().specific


@pytest.fixture
def link(module, amara):
    return invite(module, amara)[0]


def invite(page, by, **more):
    seen = {name: more.get(name, False) for name in ("with_notes", "with_keys")}
    asked = {"name": "Dr Phiri", "office": "Ministry", "at": AT, **more}
    return ReviewLink.objects.make(shown=drafts_of(page, **seen), by=by, **asked)


def comment(link, text="Good.", **more):
    said = {"who": "P. Phiri", "role": "Adviser", "at": AT, "post": uuid4(), "text": text}
    return link.comment(**{"page": link.pages.first()} | said | more)


def decide(link, approves=True, text="", **more):
    said = {"who": "P. Phiri", "role": "Adviser", "at": AT, "post": uuid4(), **more}
    return link.decide(approves=approves, text=text, **said)


def refused(how, *args, **kwargs) -> str:
    with pytest.raises(ReviewLinkRefused) as refusal:
        how(*args, **kwargs)
    return refusal.value.reason


def test_secret_is_long_kept_by_nobody_and_opens_the_link(module, amara):
    link, secret = invite(module, amara)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM home_reviewlink")
        row = str(cursor.fetchall())
    assert len(secret) == 43  # 256 bits
    assert secret not in row
    assert "Phiri" not in row
    assert "Ministry" not in row
    assert ReviewLink.objects.open_with(secret, at=AT) == link
    assert (link.expires_at, str(link)) == (LATER, f"Review link {link.pk}")
    assert make.logged(link) == ["home.make_review_link"]


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"name": "  "}, Reason.NO_NAME),
        ({"office": "x" * 81}, Reason.NO_NAME),
        ({"days": 0}, Reason.DAYS),
        ({"days": 61}, Reason.DAYS),
    ],
)
def test_making_is_refused(module, amara, asked, reason):
    assert refused(invite, module, amara, **asked) == reason
    assert ReviewLink.objects.count() == 0


def test_nothing_to_show_is_refused(amara):
    asked = {"name": "A", "office": "B", "by": amara, "at": AT}
    assert refused(ReviewLink.objects.make, shown=[], **asked) == Reason.NO_DRAFT


def test_every_wrong_secret_costs_one_query(module, amara, django_assert_num_queries):
    _, secret = invite(module, amara)
    closed, closed_secret = invite(module, amara)
    closed.revoke(by=amara, at=AT)

    for wrong, at in ((secret, LATER), (closed_secret, AT), (secret[:-1], AT), ("", AT)):
        with django_assert_num_queries(1):
            assert ReviewLink.objects.open_with(wrong, at=at) is None


def test_it_holds_until_its_last_moment(link):
    assert link.is_open(LATER - dt.timedelta(seconds=1)) is True
    assert link.is_open(LATER) is False


def test_closed_twice_is_closed_once(link, amara):
    link.revoke(by=amara, at=AT)
    link.revoke(by=amara, at=LATER)

    assert link.revoked_at == AT
    assert make.logged(link) == ["home.make_review_link", "home.revoke_review_link"]


# What is shown


def test_module_shows_itself_and_its_lessons(link):
    shown = [page.revision.as_object().slug for page in link.pages.all()]

    assert shown == ["m1", "l1"]


def test_tests_are_shown_only_with_keys(module, amara):
    plain = drafts_of(module, with_notes=True, with_keys=False)
    whole = drafts_of(module, with_notes=True, with_keys=True)

    codes = [str(each.revision.as_object()) for each in whole[len(plain) :]]
    assert [each.revision for each in whole[: len(plain)]] == [each.revision for each in plain]
    assert codes == ["m1-q1", "m1-q2", "m1", "m1"]


def note(words: str) -> list:
    return [
        {"type": "text", "value": "<p>Text.</p>", "id": "t"},
        {"type": "facilitator", "value": f"<p>{words}</p>", "id": "f"},
    ]


@pytest.mark.parametrize(("with_notes", "told"), [(False, False), (True, True)])
def test_what_changed_in_a_note_is_told_only_with_notes(module, with_notes, told):
    lesson = make.make_lesson(module, "l2", note("Ask Thandi."))
    make.sign(lesson)
    lesson.body = lesson.body.stream_block.to_python(note("Ask Zodwa."))
    lesson.save_revision()

    *_, shown = drafts_of(module, with_notes=with_notes, with_keys=False)

    assert any("Zodwa" in sentence for sentence in shown.changed) is told


def test_she_sees_the_draft_as_it_stood(module, link):
    lesson = module.get_children().get().specific
    lesson.title = "Written later"
    lesson.save_revision()

    assert link.pages.last().revision.as_object().title == "Lesson l1"


# What she says


def test_what_she_says_is_kept_encrypted_and_never_changed(link):
    said = comment(link, " The dose is old. ")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM home_reviewnote")
        row = str(cursor.fetchall())
    assert (said.text, said.who, said.role) == ("The dose is old.", "P. Phiri", "Adviser")
    assert "dose" not in row
    assert "Phiri" not in row
    with pytest.raises(InsertOnlyError):
        said.save()
    with pytest.raises(InsertOnlyError):
        InvitedPage.objects.update(place=9)


def test_notes_have_no_place_for_an_address():
    assert {field.name for field in ReviewNote._meta.get_fields()} == {
        *("id", "link", "kind", "page", "text", "who", "role", "post", "at")
    }


def test_sent_twice_is_one_note(link):
    post = uuid4()

    assert comment(link, post=post) == comment(link, "Other words", post=post)
    assert decide(link, post=uuid4()) != decide(link, approves=False, text="No.")
    assert ReviewNote.objects.said().count() == 3


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"text": " "}, Reason.NO_TEXT),
        ({"text": "x" * 2001}, Reason.NO_TEXT),
        ({"who": ""}, Reason.WHO),
        ({"role": "x" * 81}, Reason.WHO),
    ],
)
def test_comment_is_refused(link, said, reason):
    assert refused(comment, link, **said) == reason
    assert ReviewNote.objects.count() == 0


def test_the_longest_comment_is_kept(link):
    assert len(comment(link, "x" * 2000).text) == 2000


def test_asking_for_changes_needs_words_and_approving_does_not(link):
    assert refused(decide, link, approves=False) == Reason.NO_TEXT
    assert decide(link).kind == ReviewNote.Kind.APPROVED
    assert decide(link, approves=False, text="The day.").kind == ReviewNote.Kind.CHANGES


def test_page_of_another_link_is_refused(module, amara, link):
    other, _ = invite(module, amara)

    assert refused(comment, link, page=other.pages.first()) == Reason.NOT_SHOWN


@pytest.mark.parametrize("how", [comment, decide, lambda link, at: link.open(at=at)])
def test_nothing_is_written_after_the_end(link, amara, how):
    assert refused(how, link, at=LATER) == Reason.ENDED
    link.revoke(by=amara, at=AT)
    assert refused(how, link, at=AT) == Reason.ENDED


def test_without_the_guard_it_would_be_written(link, monkeypatch):
    monkeypatch.setattr(ReviewLink, "is_open", lambda self, at: True)

    assert comment(link, at=LATER).pk


def test_too_much_at_once_waits(link, monkeypatch):
    monkeypatch.setattr(rules, "MOST_NOTES", 2)
    comment(link)
    link.open(at=AT)

    assert refused(comment, link) == Reason.TOO_MUCH
    assert comment(link, at=AT + rules.WITHIN).pk


def test_there_is_an_end_in_all(link, monkeypatch):
    monkeypatch.setattr(rules, "MOST_IN_ALL", 1)
    comment(link)

    assert refused(comment, link, at=AT + rules.WITHIN) == Reason.TOO_MUCH


# Where it is read


def test_notes_about_a_lesson_are_its_comments_and_the_decisions(module, link):
    of_lesson = comment(link, page=link.pages.last())
    of_module = comment(link, "Of the module")
    decided = decide(link)
    link.open(at=AT)
    lesson = module.get_children().get().specific

    assert set(ReviewNote.objects.said().about(lesson)) == {of_lesson, decided}
    assert set(ReviewNote.objects.said().about(module)) == {of_module, decided}
    assert ReviewLink.objects.about(lesson).get().times_opened == 1
    assert list(ReviewNote.objects.said().about(module.get_parent().specific)) == []


def test_a_draft_that_somebody_was_sent_is_kept(module, link):
    with pytest.raises(Exception, match="protected"):
        Revision.objects.filter(pk=link.pages.last().revision_id).delete()


def test_advice_publishes_nothing(module, amara):
    lesson = make.make_lesson(module, "l2")
    link, _ = invite(lesson, amara)
    decide(link)
    lesson.refresh_from_db()

    assert lesson.live is False
