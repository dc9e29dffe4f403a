"""A quiz in another language: open when everything it may ask is signed there; marks know no language."""

import pytest

from assessments.models import (
    Attempt,
    AttemptRefused,
    Case,
    Checklist,
    Question,
    Quiz,
    words_of_quiz,
)
from curriculum.models import WordEdition
from curriculum.words import QUESTION, lines_of
from home.demonstration import right_answers
from tests import make, translated
from tests.assessments.course import EVERY_KIND, make_course, wrong_answers
from tests.assessments.pages import address, form, queries, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    course = make_course({}, {})
    translated.reads(course.enrolment.trainee)
    course.phone = signed_in(make.User.objects.get(pk=course.user.pk))
    return course


def words(quiz: Quiz):
    return words_of_quiz(quiz.editions.first(), "sw")


def translate(quiz: Quiz, **more) -> None:
    """All that the quiz may ask, signed."""
    translated.signed(quiz, **more)
    for edition in quiz.editions.first().questions():
        translated.signed(edition.question, **more)


def start(course, language: str = "sw", **more) -> Attempt:
    return make.start(course.enrolment, course.quiz, language=language, **more)


def refused(course) -> str:
    with pytest.raises(AttemptRefused) as refusal:
        start(course)
    return refusal.value.reason


def codes(quiz: Quiz) -> list[str]:
    return [slot.question.code for slot in quiz.slots.all()]


def test_a_quiz_opens_with_the_last_signature_and_not_before(course):
    first, second = codes(course.quiz)
    assert words(course.quiz).missing == (f"quiz {course.quiz.code}", first, second)
    translated.signed(course.quiz)
    translated.signed(Question.objects.get(code=first))
    translated.put(translated.opened(Question.objects.get(code=second)))
    assert words(course.quiz).missing == (second,)
    assert refused(course) == AttemptRefused.Reason.NOT_IN_LANGUAGE
    translated.signed(Question.objects.get(code=second))
    assert words(course.quiz).is_open
    assert start(course).language == "sw"


def test_in_english_it_is_always_open_and_costs_nothing(course, django_assert_num_queries):
    edition = course.quiz.editions.first()
    with django_assert_num_queries(0):
        assert words_of_quiz(edition, "en").is_open


def change(question: Question, **values) -> None:
    draft = question.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision()
    question.refresh_from_db()
    make.sign(question)


def test_a_changed_question_closes_the_quiz_when_the_quiz_asks_it(course):
    translate(course.quiz)
    question = Question.objects.get(code=codes(course.quiz)[0])
    change(question, stem="What else?")
    assert words(course.quiz).is_open  # the quiz still asks what was translated
    course.quiz.save_revision()
    make.sign(course.quiz)
    assert words(course.quiz).missing == (question.code,)
    translated.signed(question)
    assert words(course.quiz).is_open


def test_what_changes_without_words_closes_nothing(course):
    translate(course.quiz)
    change(Question.objects.get(code=codes(course.quiz)[0]), difficulty="C", mark=2)
    course.quiz.save_revision()
    make.sign(course.quiz)
    assert words(course.quiz).is_open


def test_twins_and_other_forms_and_cases_must_be_there_too(course):
    case = Case(code="c1", module=course.quiz.module, title="Case", text="Neema asks.", live=False)
    case.save()
    case.save_revision()
    make.sign(case)
    question = Question.objects.get(code=codes(course.quiz)[0])
    twin = make.make_question(course.quiz.module, "t1")
    make.sign(twin)
    form_of_it = make.make_question(course.quiz.module, "f1", parallel_of=question)
    make.sign(form_of_it)
    make.make_guidance("k1")
    change(question, case=case, twin=twin)
    course.quiz.save_revision()
    make.sign(course.quiz)
    translate_without = [course.quiz, *Question.objects.filter(code__in=codes(course.quiz))]
    for each in translate_without:
        translated.signed(each)
    assert set(words(course.quiz).missing) == {"t1", "f1", "case c1"}
    for each in (case, twin, form_of_it):
        translated.signed(each)
    assert words(course.quiz).is_open


def test_paper_and_result_speak_the_language_and_keep_it(course):
    translate(course.quiz)
    attempt = start(course)
    page = course.phone.get(address(attempt)).content.decode()
    stem = f"SW What about {codes(course.quiz)[0]}?"
    assert (stem in page, 'lang="sw"' in page) == (True, True)
    translated.reads(course.enrolment.trainee, "en")
    change(Question.objects.get(code=codes(course.quiz)[0]), stem="What else?")
    assert stem in course.phone.get(address(attempt)).content.decode()
    course.phone.post(address(attempt), form(attempt, right_answers(attempt)))
    page = course.phone.get(address(attempt)).content.decode()
    assert (stem in page, "What else" in page, "Passed" in page) == (True, False, True)


def test_marks_are_the_same_in_every_language(course):
    translate(course.quiz)
    attempt = start(course)
    graded = make.submit(attempt, wrong_answers(attempt))
    assert graded.percent == 0
    rights = [option["correct"] for item in attempt.paper() for option in item.content["options"]]
    own = [
        option["correct"] for item in attempt.paper() for option in item.question.content["options"]
    ]
    assert rights == own


def test_a_translation_holds_nothing_that_is_right_or_wrong(course):
    """Whatever a translator writes into a table of words: the key of the paper is the source's."""
    translate(course.quiz)
    for edition in WordEdition.objects.exclude(source=None):
        assert set(edition.content) == {"words"}
        assert all(isinstance(said, str) for said in edition.words.values())


def test_accepted_answers_are_those_of_her_language(course):
    question = make.make_question(
        course.quiz.module, "s1", kind="short", accepted=[{"text": "breast milk"}]
    )
    make.sign(question)
    quiz = make.make_quiz(course.quiz.module, [question], "s1")
    make.sign(quiz)
    translated.signed(quiz)
    translated.signed(question, words={"breast milk": "maziwa ya mama"})
    attempt = make.start(course.enrolment, quiz, language="sw")
    [item] = attempt.paper()
    assert make.submit(attempt, {item.pk: {"text": "Maziwa ya mama"}}).percent == 100


def test_tries_count_over_languages(course):
    translate(course.quiz)
    make.submit(start(course), wrong_answers(start(course)))
    with pytest.raises(AttemptRefused) as refusal:
        start(course, "en")
    assert refusal.value.reason == AttemptRefused.Reason.TOO_SOON


def test_completion_in_one_language_counts_in_all(course):
    translate(course.quiz)
    attempt = start(course)
    make.submit(attempt, right_answers(attempt))
    with pytest.raises(AttemptRefused) as refusal:
        start(course, "en")
    assert refusal.value.reason == AttemptRefused.Reason.ALREADY_PASSED


def test_intro_says_where_it_is_not_ready_and_starts_in_english(course):
    intro = f"/learn/attempts/start/{course.quiz.code}/"
    html = course.phone.get(intro).content.decode()
    assert "This quiz is not ready in Kiswahili yet." in html
    assert "Start the quiz in English" in html
    course.phone.post(intro, {"language": "en"})
    assert Attempt.objects.get().language == "en"


def test_intro_starts_in_her_language_once_it_is_open(course):
    translate(course.quiz)
    intro = f"/learn/attempts/start/{course.quiz.code}/"
    html = course.phone.get(intro).content.decode()
    assert ("not ready" in html, '<input type="hidden" name="language" value="sw">' in html) == (
        False,
        True,
    )
    course.phone.post(intro, {"language": "sw"})
    assert Attempt.objects.get().language == "sw"


def test_what_closed_meanwhile_does_not_start_in_another_language_unasked(course):
    html = course.phone.post(
        f"/learn/attempts/start/{course.quiz.code}/", {"language": "sw"}, follow=True
    ).content.decode()
    assert "not ready in this language any more" in html
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("language", ["xx", "", "SW"])
def test_a_language_that_there_is_not_is_the_sources(course, language):
    course.phone.post(f"/learn/attempts/start/{course.quiz.code}/", {"language": language})
    assert Attempt.objects.get().language == "en"


@pytest.mark.parametrize("rows", [1, 3])
def test_a_translated_paper_costs_what_an_english_one_does(rows):
    course = make_course(*[{} for _ in range(rows)])
    phone = signed_in(course.user)
    translate(course.quiz)
    attempt = start(course)
    phone.get("/")
    assert queries(lambda: phone.get(address(attempt))) == 4
    fields = form(attempt, wrong_answers(attempt))
    assert queries(lambda: phone.post(address(attempt), fields)) == 10


@pytest.mark.parametrize("rows", [1, 3])
def test_starting_in_another_language_costs_two_queries_more(rows):
    course = make_course(*[{} for _ in range(rows)])
    translate(course.quiz)
    english = make_course_like(course)
    before = queries(lambda: make.start(english, course.quiz))
    assert queries(lambda: start(course)) == before + 2


def make_course_like(course):
    """Somebody else who has studied the same."""
    enrolment = make.make_enrolment(make.make_trainee(course.enrolment.trainee.cohort, "Thandi"))
    make.study_all(enrolment, course.quiz.module)
    return enrolment


def test_a_trainer_reads_to_her_in_her_language(course):
    translate(course.quiz)
    desk = signed_in(course.bahati)
    desk.post(f"/desk/enrolments/{course.enrolment.pk}/read/{course.quiz.code}/")
    assert Attempt.objects.get().language == "sw"


def test_a_checklist_is_read_in_the_trainers_language_or_in_english(course):
    checklist = Checklist.objects.first() or make.make_checklist(course.quiz.module)
    if not checklist.live:
        make.sign(checklist)
    edition = checklist.editions.first()
    assert edition.in_language("sw") == edition.content
    translated.signed(checklist)
    told = edition.in_language("sw")
    assert told["title"] == f"SW {edition.content['title']}"
    assert [step["critical"] for step in told["steps"]] == [
        step["critical"] for step in edition.content["steps"]
    ]
    assert edition.in_language("pt") == edition.content


def test_every_kind_of_question_is_asked_and_marked_in_another_language():
    course = make_course(*EVERY_KIND)
    phone = signed_in(course.user)
    translate(course.quiz)
    attempt = start(course)
    html = phone.get(address(attempt)).content.decode()
    said = [
        line.text for item in attempt.paper() for line in lines_of(item.question.content, QUESTION)
    ]
    shown = [text for text in said if f"SW {text.split('[[')[0]}" in html]
    assert len(shown) > 20
    assert make.submit(attempt, right_answers(attempt)).percent == 100
    assert phone.get(address(attempt)).status_code == 200
