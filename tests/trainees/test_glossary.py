"""Hard words through the learner's door."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/learn/p1/g1/"
LINK = 'href="/learn/p1/g1/"'
PAGES = ("/learn/p1/", "/learn/p1/m1/l1/")


@pytest.fixture
def glossary():
    programme = make.make_signed_programme()
    page = make.make_glossary(
        programme, ("Viral load", "How much virus.", "the count"), ("ART", "A.")
    )
    make.sign(page)
    return page


@pytest.fixture
def lindiwe(glossary, client):
    programme = glossary.get_parent().specific
    enrolment = make.make_enrolment(make.make_trainee(make.make_cohort(programme)))
    client.force_login(enrolment.trainee.user)
    return enrolment.trainee


def links(client) -> list[int]:
    return [client.get(page).content.decode().count(LINK) for page in PAGES]


def test_page_says_words_in_order(client, lindiwe, django_assert_num_queries):
    with django_assert_num_queries(4):  # session, user, enrolment, the page
        html = client.get(ADDRESS).content.decode()

    assert html.count("<title>G1 - Peer Academy</title>") == 1
    assert (
        html.index('id="A"')
        < html.index("ART")
        < html.index('id="V"')
        < html.index("We say: the count.")
    )
    assert "<script" not in html


def test_programme_and_lessons_lead_there_at_the_price_of_no_query(
    client, lindiwe, glossary, django_assert_num_queries
):
    assert links(client) == [1, 1]
    with django_assert_num_queries(4):
        client.get(PAGES[1])
    glossary.unpublish()
    with django_assert_num_queries(4):
        client.get(PAGES[1])
    assert links(client) == [0, 0]
    assert client.get(ADDRESS).status_code == 404


def test_draft_is_neither_shown_nor_linked(client, lindiwe, glossary):
    draft = glossary.get_latest_revision_as_object()
    draft.words = [("word", {"word": "Secret", "meaning": "Draft.", "instead": ""})]
    draft.save_revision()

    assert "Secret" not in client.get(ADDRESS).content.decode()


def test_another_programmes_words_are_not_hers(client, lindiwe):
    other = make.make_signed_programme(("m2",), code="p2")
    make.sign(make.make_glossary(other))
    dede = make.make_trainee(make.make_cohort(other, "c2"), "Dede")
    make.make_enrolment(dede)

    assert client.get("/learn/p2/g1/").status_code == 404
    client.force_login(dede.user)
    assert [client.get(page).status_code for page in ("/learn/p2/g1/", ADDRESS)] == [200, 404]


def test_withdrawn_enrolment_closes_it(client, lindiwe):
    lindiwe.enrolments.get().withdraw(by=lindiwe.user, at=make.NOW, reason="R.")

    assert client.get(ADDRESS).status_code == 404
