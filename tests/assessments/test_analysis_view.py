"""Many results at once: whose they are, what is told of few, the spreadsheet, at what cost."""

import io

import pytest
from openpyxl import load_workbook

from tests import make
from tests.assessments.course import actions_of, another_trainee, make_course, wrong_answers
from tests.assessments.pages import main_of, queries, signed_in

pytestmark = pytest.mark.django_db
PLACES = ["/desk/quizzes/", "/desk/quizzes/m1/", "/desk/checklists/m1/"]
FILE = "/desk/quizzes/m1/answers.xlsx"
NAMES = ("Ayo Banda", "Busi Banda", "Chipo Banda", "Dede Banda", "Efua Banda", "Fana Banda")


def pass_(enrolment, quiz):
    make.submit(make.start(enrolment, quiz))


def fail(enrolment, quiz):
    attempt = make.start(enrolment, quiz)
    make.submit(attempt, wrong_answers(attempt))
    return attempt


def read(user, place: str) -> str:
    return main_of(signed_in(user).get(place)).decode()


def test_list_tells_how_many_have_passed(course):
    pass_(course.enrolment, course.quiz)
    fail(another_trainee(course), course.quiz)
    make.observe(course.enrolment, course.checklist, course.bahati)

    page = read(course.bahati, "/desk/quizzes/")

    assert "1 of 2 have passed" in page
    assert "1 observation</span>" in page


def test_list_says_what_will_bring_results(course):
    assert "No results yet" in read(course.bahati, "/desk/quizzes/")


def test_page_tells_counts_alone_of_few(course):
    pass_(course.enrolment, course.quiz)
    fail(another_trainee(course), course.quiz)

    page = read(course.bahati, "/desk/quizzes/m1/")

    assert "1 of 2 passed at the first try." in page
    assert "With fewer than 10 people you see only counts" in page
    assert page.count("Of 2 attempts 1 earned the full mark and 1 nothing: too few") == 2
    assert ("<meter" in page, "Reliability" in page, " %" in page) == (False, False, False)
    assert course.lindiwe.name not in page


def test_page_tells_shares_of_ten():
    course = make_course({"critical": True}, {})
    for place in range(10):
        (pass_ if place < 7 else fail)(another_trainee(course, f"Ayo {place}"), course.quiz)

    page = read(course.bahati, "/desk/quizzes/m1/")

    assert page.count('<meter min="0" max="1" value="0.70"') == 2
    assert page.count("<span>Easy: 70 %</span>") == 2
    assert "with 10 attempts a rough guess, nothing to rest a decision on." in page
    assert page.count("Critical</span>") == 1


def test_retakes_do_not_count_in_the_questions(course):
    fail(course.enrolment, course.quiz)
    later = make.NOW + make.dt.timedelta(days=2)
    make.submit(make.start(course.enrolment, course.quiz, at=later), at=later)

    page = read(course.bahati, "/desk/quizzes/m1/")

    assert "0 of 1 passed at the first try." in page
    assert "1 of 1 have passed" in read(course.bahati, "/desk/quizzes/")


def test_quiz_that_waits_for_its_first_mark_says_so(course):
    make.start(course.enrolment, course.quiz)

    assert "Nothing is marked yet" in read(course.bahati, "/desk/quizzes/m1/")


def test_same_wrong_answers_are_told_by_numbers():
    course = make_course(*[{} for _ in range(5)])
    for name in NAMES[:2]:
        fail(another_trainee(course, name), course.quiz)

    page = read(course.bahati, "/desk/quizzes/m1/")

    assert "These pairs gave the same wrong answers; it may mean nothing." in page
    assert "Of 5 questions that both missed, 5 have the same wrong answer" in page
    assert [name in page for name in NAMES[:2]] == [False, False]


def test_checklist_page_tells_steps_ratings_and_why_there_is_no_cut(course):
    make.observe(course.enrolment, course.checklist, course.bahati, missed=("asks",))

    page = read(course.bahati, "/desk/checklists/m1/")

    assert "1 of 1 observations were competent." in page
    assert (page.count("<span>1 of 1</span>"), page.count("<span>0 of 1</span>")) == (2, 1)
    assert "are too few, 20 are needed: use the fixed rule." in page
    assert "One observer has too few observations to compare." in page


def test_people_of_others_are_not_counted(course):
    fail(course.enrolment, course.quiz)
    make.observe(course.enrolment, course.checklist, course.bahati)
    cohort = make.make_cohort(course.programme, "c2", "ZA")
    zola = make.make_trainer("zola", cohort=cohort)
    ada = make.make_user("ada", make.roles.ADMINISTRATOR)

    assert "No results yet" in read(zola, "/desk/quizzes/")
    assert [signed_in(zola).get(place).status_code for place in [*PLACES[1:], FILE]] == [404] * 3
    assert "0 of 1 have passed" in read(ada, "/desk/quizzes/")


def test_ones_own_results_are_not_counted(course):
    pass_(course.enrolment, course.quiz)
    make.observe(course.enrolment, course.checklist, course.bahati)
    course.user.groups.add(make.Group.objects.get(name=make.roles.TRAINER.name))
    make.StaffScope.objects.create(user=course.user, role="trainer", cohort=course.cohort)

    assert "No results yet" in read(course.user, "/desk/quizzes/")
    assert [signed_in(course.user).get(place).status_code for place in [*PLACES[1:], FILE]] == [
        404,
        404,
        404,
    ]


@pytest.mark.parametrize("place", [*PLACES, FILE])
def test_results_are_for_trainers(course, place, client):
    people = [course.user, make.make_hr(country="XD"), make.make_author()]

    assert [signed_in(each).get(place).status_code for each in people] == [404] * 3
    assert client.get(place)["Location"] == f"/sign-in/?next={place}"


def test_spreadsheet_holds_numbers_and_marks_and_no_name(course):
    pass_(course.enrolment, course.quiz)
    begun = make.start(another_trainee(course), course.quiz)

    reply = signed_in(course.bahati).get(FILE)

    book = load_workbook(io.BytesIO(reply.content))
    rows = {row[0]: row for row in book["Answers"].iter_rows(values_only=True)}
    number = course.lindiwe.number
    assert rows["trainee"][5:] == ("percent", "passed", "q1", "q2")
    assert rows[number][1:4] == ("1", "en", "Graded")
    assert rows[number][5:] == ("100", "yes", "1", "1")
    assert rows[begun.enrolment.trainee.number][3:] == ("In progress", *[None] * 5)
    items = list(book["Questions"].iter_rows(min_row=2, max_col=5, values_only=True))
    assert items == [
        ("q1", "What about q1?", "no", "1", "1"),
        ("q2", "What about q2?", "no", "1", "1"),
    ]
    assert next(book["About this file"].values) == ("Made by", "bahati")
    cells = [cell for sheet in book for row in sheet.values for cell in row]
    assert [cell for cell in cells if "Dlamini" in str(cell)] == []


def test_spreadsheet_is_neutral_and_stays_in_no_cache(course):
    pass_(course.enrolment, course.quiz)

    reply = signed_in(course.bahati).get(FILE)

    assert reply["Content-Disposition"] == 'attachment; filename="m1.xlsx"'
    assert reply["Cache-Control"] == "no-store, private"
    assert reply["Content-Type"].endswith("spreadsheetml.sheet")


def test_each_download_is_logged(course):
    pass_(course.enrolment, course.quiz)
    desk = signed_in(course.bahati)

    desk.get(FILE)
    refused = desk.head(FILE).status_code

    assert refused == 405
    assert actions_of(course.quiz).count("assessments.export") == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_for_one_person_and_for_three(course, rows):
    for name in NAMES[:rows]:
        enrolment = another_trainee(course, name)
        fail(enrolment, course.quiz)
        make.observe(enrolment, course.checklist, course.bahati)
    desk = signed_in(course.bahati)
    desk.get("/desk/quizzes/")

    assert [queries(lambda place=place: desk.get(place)) for place in PLACES] == [7, 10, 6]
    assert queries(lambda: desk.get(FILE)) == 17
