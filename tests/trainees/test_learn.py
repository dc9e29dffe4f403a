"""The learner's doors to programme, module and lesson."""

import pytest

from curriculum.models import LessonPage, ModulePage
from tests import make
from trainees.models import Enrolment, EnrolmentRefused, EnrolmentState, LessonProgress

pytestmark = pytest.mark.django_db

PAGES = ["/learn/p1/", "/learn/p1/m1/", "/learn/p1/m1/l1/"]


@pytest.fixture
def programme():
    return make.make_signed_programme()


@pytest.fixture
def enrolment(programme):
    return make.make_enrolment(make.make_trainee(make.make_cohort(programme)))


@pytest.fixture
def lindiwe(enrolment, client):
    client.force_login(enrolment.trainee.user)
    return enrolment.trainee


def add_lesson(code: str = "l2", blocks: list | None = None) -> LessonPage:
    lesson = make.make_lesson(ModulePage.objects.get(slug="m1"), code, blocks)
    make.sign(lesson)
    return lesson


def asking(key: str) -> dict:
    value = {"guidance_key": key, "question": "<p>When is it given?</p>"}
    return {"type": "local_guidance", "value": value}


def statuses(client, *addresses: str) -> list[int]:
    return [client.get(address).status_code for address in addresses]


@pytest.mark.parametrize("address", PAGES)
def test_page_opens_and_is_kept_out_of_caches(client, lindiwe, address):
    reply = client.get(address)
    assert (reply.status_code, reply["Cache-Control"]) == (200, "no-store, private")


@pytest.mark.parametrize(
    ("address", "title", "heading"),
    [
        ("/learn/p1/", "Programme", "Foundation training"),
        ("/learn/p1/m1/", "M1", "Module m1"),
        ("/learn/p1/m1/l1/", "M1 L1", "Lesson l1"),
    ],
)
def test_page_title_is_a_code_and_the_heading_says_it(client, lindiwe, address, title, heading):
    html = client.get(address).content.decode()
    assert html.count(f"<title>{title} - Peer Academy</title>") == 1
    assert html.count(f"<h1>{heading}</h1>") == 1


@pytest.mark.parametrize("address", PAGES)
def test_stranger_signs_in_first(client, enrolment, address):
    reply = client.get(address)
    assert (reply.status_code, reply["Location"]) == (302, f"/sign-in/?next={address}")


def test_first_passphrase_must_be_changed_before_anything_is_read(client, lindiwe):
    make.User.objects.filter(pk=lindiwe.user_id).update(first_passphrase=True)
    replies = [client.get(address) for address in [*PAGES, "/learn/"]]
    assert [reply.headers.get("Location") for reply in replies] == ["/passphrase/"] * 4


def test_what_is_not_hers_is_not_found(client, programme, lindiwe):
    other = make.make_signed_programme(("m2",), code="p2")
    dede = make.make_trainee(make.make_cohort(other, "c2"), "Dede")
    make.make_enrolment(dede)
    hers, dedes = PAGES, ["/learn/p2/", "/learn/p2/m2/", "/learn/p2/m2/l1/"]
    assert statuses(client, *hers, *dedes) == [200] * 3 + [404] * 3
    client.force_login(dede.user)
    assert statuses(client, *hers, *dedes) == [404] * 3 + [200] * 3


def test_trainee_without_an_enrolment_and_her_trainer_find_nothing(client, lindiwe):
    someone = make.make_trainee(lindiwe.cohort, "Thandi")
    for user in (someone.user, make.User.objects.get(username="bahati")):
        client.force_login(user)
        assert statuses(client, *PAGES) == [404] * 3


def test_withdrawn_enrolment_closes_and_reinstating_opens(client, lindiwe):
    enrolment = Enrolment.objects.get()
    assert statuses(client, *PAGES) == [200] * 3
    enrolment.withdraw(by=lindiwe.user, at=make.NOW, reason="R.")
    assert statuses(client, *PAGES) == [404] * 3
    assert client.post(PAGES[2]).status_code == 404
    enrolment.reinstate(by=lindiwe.user, at=make.NOW, reason="R.")
    assert statuses(client, *PAGES) == [200] * 3


def test_completed_enrolment_stays_open(client, lindiwe):
    Enrolment.objects.update(state=EnrolmentState.COMPLETED, completed_at=make.NOW)
    assert statuses(client, *PAGES) == [200] * 3


def test_draft_and_missing_pages_are_not_found(client, lindiwe):
    programme = ModulePage.objects.get().get_parent().specific
    make.make_lesson(make.make_module(programme, "m2"), "l1")
    make.make_lesson(ModulePage.objects.get(slug="m1"), "l2")
    drafts = ["/learn/p1/m2/", "/learn/p1/m2/l1/", "/learn/p1/m1/l2/"]
    missing = ["/learn/p9/", "/learn/p1/m9/", "/learn/p1/m1/l9/", "/learn/p1/M1/"]
    assert statuses(client, *drafts, *missing) == [404] * 7


def test_lesson_shows_the_signed_text_of_her_country_and_no_draft(client, lindiwe):
    signers = (make.make_reviewer("thandi"), make.make_reviewer("naledi"))
    make.make_guidance("k1", signed_by=signers)
    make.make_guidance("k2", country="KE", signed_by=signers)
    blocks = [make.make_fact("<p>DRAFT ONE</p>", "k1"), make.make_fact("<p>DRAFT TWO</p>", "k2")]
    add_lesson(blocks=blocks)
    html = client.get("/learn/p1/m1/l2/").content.decode()
    words = ["Local text for k1.", "Local text for k2.", "Ask your supervisor.", "DRAFT"]
    assert [html.count(word) for word in words] == [1, 0, 1, 0]


def test_lesson_links_to_its_neighbours(client, lindiwe):
    add_lesson("l2")
    add_lesson("l3")
    replies = [client.get(f"/learn/p1/m1/{code}/").context for code in ("l1", "l2", "l3")]
    neighbours = [
        tuple(page and page.slug for page in (context["previous"], context["following"]))
        for context in replies
    ]
    assert neighbours == [(None, "l2"), ("l1", "l3"), ("l2", None)]


def test_studying_is_noted_and_leads_on(client, lindiwe):
    add_lesson("l2")
    leads = [client.post(f"/learn/p1/m1/{code}/")["Location"] for code in ("l1", "l2", "l1")]
    assert leads == ["/learn/p1/m1/l2/", "/learn/", "/learn/p1/m1/l2/"]
    noted = LessonProgress.objects.order_by("pk").values_list("lesson__slug", flat=True)
    assert list(noted) == ["l1", "l2"]


def test_studied_is_shown_on_lesson_and_module(client, lindiwe):
    add_lesson("l2")
    assert client.get("/learn/p1/m1/").context["studied"] == 0
    client.post("/learn/p1/m1/l1/")
    shown = [client.get(f"/learn/p1/m1/{code}/").context["studied"] for code in ("l1", "l2")]
    assert (shown, client.get("/learn/p1/m1/").context["studied"]) == ([True, False], 1)


def test_studying_that_is_refused_says_why(client, lindiwe, monkeypatch):
    def refuse(self, lesson, at):
        raise EnrolmentRefused(EnrolmentRefused.Reason.NOT_ACTIVE)

    monkeypatch.setattr(Enrolment, "study", refuse)  # withdrawn between reading and writing
    reply = client.post("/learn/p1/m1/l1/", follow=True)
    assert reply.redirect_chain == [("/learn/", 302)]
    assert [str(said) for said in reply.context["messages"]] == [
        "This enrolment is not active any more."
    ]


def test_pages_refuse_other_verbs(client, lindiwe):
    replies = [client.post(PAGES[0]), client.post(PAGES[1]), client.delete(PAGES[2])]
    assert [reply.status_code for reply in replies] == [405] * 3
    assert LessonProgress.objects.count() == 0


def test_lesson_costs_six_queries_however_much_stands_in_it(
    client, lindiwe, django_assert_num_queries
):
    add_lesson("l2", [make.make_fact(), make.make_fact(key="k1"), asking("k2")])
    add_lesson("l3", [make.make_fact(), make.make_fact(key="k1"), asking("k2")] * 3)
    for address in ("/learn/p1/m1/l2/", "/learn/p1/m1/l3/"):
        with django_assert_num_queries(6):
            client.get(address)


def test_lesson_of_text_alone_costs_four_queries(client, lindiwe, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get(PAGES[2])


def test_module_costs_five_queries_with_one_lesson_and_with_three(
    client, lindiwe, django_assert_num_queries
):
    with django_assert_num_queries(5):
        client.get(PAGES[1])
    for code in ("l2", "l3"):
        add_lesson(code)
    with django_assert_num_queries(5):
        client.get(PAGES[1])


def test_programme_costs_four_queries_with_one_module_and_with_three(
    client, lindiwe, programme, django_assert_num_queries
):
    with django_assert_num_queries(4):
        client.get(PAGES[0])
    for code in ("m2", "m3"):
        make.sign(make.make_module(programme, code))
    with django_assert_num_queries(4):
        client.get(PAGES[0])
