"""A copy of a module: the same words, nothing shared, nothing signed, nothing of the original changed."""

import datetime as dt
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from assessments.models import Case, Checklist, ChecklistStep, Option, Question, Quiz, QuizSlot
from curriculum.models import LessonPage, ModulePage, ProgrammePage, SignOff, SignOffRefused
from home import copying
from home.copying import CopyRefused, copy_module
from tests import make
from tests.home.whole_module import make_whole

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
SNIPPETS = (Case, Question, Quiz, Checklist)
ROWS = (Page, ModulePage, LessonPage, *SNIPPETS, QuizSlot, Option, ChecklistStep, Revision, SignOff)
LOGS = (PageLogEntry, ModelLogEntry)


@pytest.fixture
def amara():
    return make.make_author()


def copy(module, by, code="m3", title="Module (copy)") -> ModulePage:
    return copy_module(module, code=code, title=title, by=by, at=AT)


def rows() -> dict:
    """Every row that a copy could touch."""
    found = {(model, row["pk"]): row for model in ROWS for row in _values(model)}
    return {key: {**row, "numchild": 0} for key, row in found.items()}


def _values(model):
    return [{**row, "pk": next(iter(row.values()))} for row in model.objects.values()]


def counts() -> list[int]:
    return [model.objects.count() for model in (*ROWS, *LOGS)]


def draft(thing):
    return type(thing).objects.get(pk=thing.pk).get_latest_revision_as_object()


def of(module, model, code):
    return model.objects.get(module=module, code=code)


def without(content, *names):
    """Content without ids and what is built on them."""
    if isinstance(content, dict):
        left = {name: value for name, value in content.items() if name not in names}
        return {name: without(value, *names) for name, value in left.items()}
    return [without(each, *names) for each in content] if isinstance(content, list) else content


def test_copy_holds_one_of_everything(amara):
    module = make_whole(signed=True)

    copied = copy(module, amara)

    assert (copied.slug, copied.title, copied.summary, copied.site_hours) == (
        *("m3", "Module (copy)", "What it is about.", 3),
    )
    assert [each.value for each in copied.objectives] == ["She can."]
    assert len(copied.names) == 0
    assert list(LessonPage.objects.child_of(copied).values_list("slug", flat=True)) == ["l1", "l3"]
    codes = {
        model: list(model.objects.filter(module=copied).values_list("code", flat=True))
        for model in SNIPPETS
    }
    assert codes == {
        Case: ["c3-1"],
        Question: ["q3-01", "q3-02", "q3-03", "q3-04"],
        Quiz: ["m3"],
        Checklist: ["m3"],
    }
    assert list(ModulePage.objects.child_of(copied.get_parent()).order_by("path"))[-1] == copied
    assert Page.find_problems() == ([], [], [], [], [])


def test_copy_is_draft_and_unsigned_and_binds_nobody(amara):
    module = make_whole(signed=True)

    copied = copy(module, amara)

    things = [copied, *LessonPage.objects.child_of(copied)]
    things += [row for model in SNIPPETS for row in model.objects.filter(module=copied)]
    for each in things:
        assert (each.live, each.live_revision, each.first_published_at) == (False, None, None)
        assert getattr(each, "binds_from", None) is None
        assert not SignOff.objects.filter(revision__in=each.revisions.all()).exists()
    assert not any(row.editions.exists() for row in things if hasattr(row, "editions"))


def test_words_are_the_same_and_every_name_is_another(amara):
    module = make_whole()

    copied = copy(module, amara)

    for number in range(1, 5):
        before = of(module, Question, f"q2-0{number}").as_content()
        after = of(copied, Question, f"q3-0{number}").as_content()
        assert without(after, "uid", "code") == without(before, "uid", "code")
    for model in (Page, Case, Question, Option, ChecklistStep):
        name = "translation_key" if model is Page else "uid"
        keys = list(model.objects.values_list(name, flat=True))
        assert len(keys) == len(set(keys))
    lesson, other = (LessonPage.objects.child_of(each).first() for each in (module, copied))
    assert [each.id for each in lesson.body] != [each.id for each in other.body]
    before, after = (of(each, Checklist, each.slug).as_content() for each in (module, copied))
    names = ("uid", "code", "module", "module_code")
    assert without(after, *names) == without(before, *names)
    assert after["countersigned"] is True


def test_questions_point_at_each_others_copies(amara):
    module = make_whole()

    copied = copy(module, amara)

    for read in (lambda row: row, draft):  # the row, and the draft that would be signed
        first, twin, parallel, outside = (
            read(of(copied, Question, f"q3-0{number}")) for number in range(1, 5)
        )
        assert (first.twin, first.case.code, first.lesson.get_parent().specific) == (
            *(twin, "c3-1", copied),
        )
        assert (parallel.parallel_of, first.guidance_key.key) == (first, "law")
        assert (outside.twin.code, outside.parallel_of) == ("q1-01", None)


def test_quiz_draws_from_the_copies(amara):
    module = make_whole()
    m1 = ModulePage.objects.get(slug="m1")

    copied = copy(module, amara)

    quiz = of(copied, Quiz, "m3")
    assert (quiz.pass_mark, quiz.minutes, quiz.module) == (75, 20, copied)
    for each in (quiz, draft(quiz)):
        slots = [
            (slot.question and slot.question.code, slot.draws, slot.module, slot.importance)
            for slot in each.slots.all()
        ]
        assert slots == [
            ("q3-01", 1, None, ""),
            ("q1-01", 1, None, ""),
            (None, 1, None, ""),
            (None, 1, copied, "I"),
            (None, 1, m1, ""),
        ]


def test_facts_of_the_copy_are_due_on_the_day(amara):
    module = make_whole(signed=True)

    copied = copy(module, amara)

    days = [
        draft(LessonPage.objects.child_of(each).first()).body[0].value["review_by"]
        for each in (module, copied)
    ]
    assert days == [dt.date(2099, 1, 1), dt.date(2026, 3, 2)]


@pytest.mark.parametrize("signed", [True, False])
def test_nothing_of_the_original_changes(amara, signed):
    module = make_whole(signed=signed)
    before = rows()

    copy(module, amara)

    after = rows()
    assert {key: after[key] for key in before} == before
    assert len(after) > len(before)


def test_latest_draft_is_copied_and_stays_a_draft(amara):
    module = make_whole(signed=True)
    question = of(module, Question, "q2-01")
    question.stem = "What now?"
    question.save_revision()

    copied = copy(module, amara)

    assert of(copied, Question, "q3-01").stem == "What now?"
    assert Question.objects.get(pk=question.pk).stem == "What about q2-01?"


def test_code_that_is_taken_is_given_to_nobody_twice(amara):
    module = make_whole()
    make.make_question(ModulePage.objects.get(slug="m1"), "q3-01")
    make.make_question(module, "odd")

    copied = copy(module, amara)

    codes = Question.objects.filter(module=copied).values_list("code", flat=True)
    assert list(codes) == ["odd-2", "q3-01-2", "q3-02", "q3-03", "q3-04"]


def test_copy_of_a_copy(amara):
    module = make_whole()

    second = copy(copy(module, amara), amara, code="m4")

    assert of(second, Question, "q4-01").twin == of(second, Question, "q4-02")


def test_one_entry_in_the_log(amara):
    """Wagtail itself also says of each new page that it was made."""
    module = make_whole()
    before = {model: set(model.objects.values_list("pk", flat=True)) for model in LOGS}

    copied = copy(module, amara)

    new = PageLogEntry.objects.exclude(pk__in=before[PageLogEntry])
    assert sorted(new.values_list("action", "page__slug", "user__username")) == [
        ("home.copy_module", "m3", "amara"),
        *(("wagtail.create", code, "amara") for code in ("l1", "l3", "m3")),
    ]
    assert new.get(action="home.copy_module").data == {
        "from": str(module.translation_key),
        "code": "m2",
    }
    assert copied.owner == amara
    assert set(ModelLogEntry.objects.values_list("pk", flat=True)) == before[ModelLogEntry]


def test_same_copy_twice_is_one(amara):
    module = make_whole()
    first = copy(module, amara)
    before = counts()

    again = copy(module, amara, title="Another title")

    assert (again, again.title, counts()) == (first, "Module (copy)", before)


def test_code_of_another_module_is_refused(amara):
    module = make_whole()
    before = counts()

    with pytest.raises(CopyRefused) as refused:
        copy(module, amara, code="m1")

    assert (refused.value.reason, counts()) == (CopyRefused.Reason.CODE_TAKEN, before)


def test_code_of_somebody_elses_copy_is_refused(amara):
    module = make_whole()
    copy(module, amara)

    with pytest.raises(CopyRefused):
        copy(module, make.make_author("juma"))


def test_copy_without_a_title_is_refused(amara):
    with pytest.raises(CopyRefused) as refused:
        copy(make_whole(), amara, title="  ")

    assert refused.value.reason == CopyRefused.Reason.NO_TITLE


@pytest.mark.parametrize("where", ["_copy_quiz", "_copy_questions", "log"])
def test_fault_in_the_middle_leaves_nothing(amara, monkeypatch, where):
    module = make_whole(signed=True)
    before = rows(), counts()
    monkeypatch.setattr(copying if where == "log" else copying._Copying, where, boom)

    with pytest.raises(make.Boom):
        copy(module, amara)

    assert (rows(), counts()) == before


def test_fault_in_the_middle_without_the_transaction_leaves_half_a_module(amara, monkeypatch):
    """The twin: the transaction is what keeps half a module out."""
    module = make_whole()
    monkeypatch.setattr(copying._Copying, "_copy_quiz", boom)
    monkeypatch.setattr(copying, "transaction", SimpleNamespace(atomic=nullcontext))

    with pytest.raises(make.Boom):
        copy(module, amara)

    copied = Question.objects.filter(module__slug="m3").count()
    assert (copied, Quiz.objects.filter(module__slug="m3").count()) == (4, 0)


def boom(*args, **kwargs):
    raise make.Boom


def test_who_wrote_what_is_unsigned_cannot_sign_it_in_the_copy(amara):
    module = make_whole()
    question = of(module, Question, "q2-02")
    ruth = make.make_reviewer()
    question.save_revision(user=ruth)

    copied = of(copy(module, amara), Question, "q3-02")

    assert list(copied.revisions.order_by("pk").values_list("user__username", flat=True)) == [
        *("ruth", "amara"),
    ]
    with pytest.raises(SignOffRefused):
        make.sign(copied, by=ruth)
    make.sign(copied, by=make.make_reviewer("joyce"))


def test_who_wrote_it_could_sign_it_in_the_copy_without_that(amara, monkeypatch):
    """The twin: without the writers' revisions a copy launders the words."""
    module = make_whole()
    ruth = make.make_reviewer()
    of(module, Question, "q2-02").save_revision(user=ruth)
    monkeypatch.setattr(copying, "authors_since_sign_off", lambda revision: set())

    copied = of(copy(module, amara), Question, "q3-02")

    make.sign(copied, by=ruth)
    assert copied.live


def test_who_wrote_what_somebody_else_signed_may_sign_the_copy(amara):
    module = make_whole()
    joyce, ruth = make.make_reviewer("joyce"), make.make_reviewer()
    question = of(module, Question, "q2-02")
    question.save_revision(user=ruth)
    make.sign(question, by=joyce)

    copied = of(copy(module, amara), Question, "q3-02")

    make.sign(copied, by=ruth)
    assert copied.live


def test_copier_cannot_sign_her_copy(amara):
    copied = copy(make_whole(), amara)

    with pytest.raises(SignOffRefused):
        make.sign(copied, by=amara)


def test_copy_can_be_signed_and_learnt_like_any_module(amara):
    module = make_whole(signed=True)
    copied = copy(module, amara)

    things = [*LessonPage.objects.child_of(copied), copied, *Case.objects.filter(module=copied)]
    questions = Question.objects.filter(module=copied).order_by("-code")
    for each in [*things, *questions, *Checklist.objects.filter(module=copied)]:
        make.sign(each)
    quiz = of(copied, Quiz, "m3")
    quiz.slots.set([slot for slot in quiz.slots.all() if slot.question])
    quiz.save()
    quiz.save_revision()
    make.sign(quiz)

    assert quiz.editions.get().content["module"] == str(copied.translation_key)


def test_queries_grow_with_what_is_copied_and_no_faster(amara):
    """So many more for a lesson, a question: the same whether it is the first or the third."""
    programme = make.make_programme()
    module = make.make_module(programme)
    needed = []
    for number in range(1, 5):
        make.make_lesson(module, f"l{number}")
        make.make_question(module, f"q1-0{number}")
        fresh = ModulePage.objects.get(pk=module.pk)
        with CaptureQueriesContext(connection) as queries:
            copy(fresh, amara, code=f"m{number + 1}")
        needed.append(len(queries))

    assert needed == [161, 258, 355, 452]


def test_programme_of_the_copy_is_the_same_edition(amara):
    """Nothing that women are enrolled in changes before somebody signs the programme again."""
    make.make_signed_programme()
    programme = ProgrammePage.objects.get()
    before = programme.editions.count()

    copy(ModulePage.objects.get(), amara, code="m2")

    assert (programme.editions.count(), programme.kinds_of_change()[:1]) == (before, ["wording"])
