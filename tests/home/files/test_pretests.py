"""A pre-test as a file: read, refused in words, loaded, written and read again."""

import pytest

from assessments.models import Quiz
from home.files import read_archive, read_folder
from home.loading import load
from home.models import LoadedItem
from home.writing import CannotBeWritten, archive_of, programme_called
from tests.home.files.folders import changed, problems_in, write

PRETEST = """\
code: m1-0
title: Before module 1
module: m1
questions:
  - ask: q2
  - pool: {draws: 1, importance: N}
"""


def with_pretest(folder, old: str = "", new: str = ""):
    assert old in PRETEST
    writable = changed("m1/quiz.yaml", "sources: []", "sources: [S2]")
    return write(folder, writable | {"m1/pretest.yaml": PRETEST.replace(old, new, 1)})


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("module: m1", "module: m2", "3: module 'm2' is not one of m1"),
        ("code: m1-0", "code: m1", "1: quiz 'm1' stands here twice"),
        ("title: Before module 1\n", "", "1: 'title' is missing"),
        ("code: m1-0", "pass_mark: 80\ncode: m1-0", "1: 'pass_mark' is not known here"),
        ("ask: q2", "ask: q9", "5: no module of the programme asks 'q9' by itself"),
        ("ask: q2", "ask: q1", "5: a pre-test does not ask q1: critical, or marked by a person"),
        ("ask: q2", "id: q9", "5: 'id' is not known here"),
        ("importance: N", "importance: X", "6: importance 'X' is not one of V, I, N"),
        (
            "draws: 1",
            "draws: 2",
            "6: the pool draws 2 but can count on 1: add to the bank or draw fewer",
        ),
        (PRETEST[PRETEST.index("\n  - ask") :], " []\n", "4: the pre-test asks nothing"),
    ],
)
def test_what_is_broken_is_named(tmp_path, old, new, expected):
    assert f"m1/pretest.yaml:{expected}" in problems_in(with_pretest(tmp_path, old, new))


@pytest.mark.django_db
def test_pretest_is_loaded_as_a_draft_and_comes_back(tmp_path):
    files = read_folder(with_pretest(tmp_path))
    load(files)
    quiz = Quiz.objects.get(code="m1-0")

    assert (quiz.pretest, quiz.practice, quiz.live, quiz.module.slug) == (True, True, False, "m1")
    assert [str(slot) for slot in quiz.slots.all()] == ["q2", "Nice to know"]
    for forgotten in (False, True):
        if forgotten:
            LoadedItem.objects.all().delete()
        back = read_archive(archive_of(programme_called("p1")).data)
        assert (back.modules[0].pretest.sha256, back.unread) == (
            files.modules[0].pretest.sha256,
            [],
        )
        assert "m1/pretest" in load(back).unchanged


@pytest.mark.django_db
def test_a_second_pretest_has_no_file(tmp_path):
    load(read_folder(with_pretest(tmp_path)))
    Quiz.objects.create(
        code="m1-9",
        title="T",
        module=Quiz.objects.get(code="m1").module,
        practice=True,
        pretest=True,
        pass_mark_reason="R.",
    )

    with pytest.raises(CannotBeWritten) as refused:
        archive_of(programme_called("p1"))
    assert refused.value.reasons == [
        "m1/pretest: a module's files hold one pretest; here: m1-0, m1-9"
    ]
