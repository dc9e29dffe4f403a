"""The editors' side: local guidance is read and signed as it stands."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from curriculum.models import GuidanceSignature
from tests import make

pytestmark = pytest.mark.django_db

LIST = "/cms/snippets/curriculum/localguidance/"


@pytest.fixture
def ruth(client):
    user = make.make_reviewer()
    client.force_login(user)
    return user


def address(guidance) -> str:
    return reverse("sign_guidance", args=[guidance.pk])


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_signing_page_shows_what_will_be_signed(client, ruth):
    guidance = make.make_guidance("k1")
    page = client.get(address(guidance)).content.decode()
    assert page.count("Local text for k1.") == 1
    assert page.count(f'name="content_hash" value="{guidance.content_hash}"') == 1


def test_signing_signs_as_the_reader(client, ruth):
    guidance = make.make_guidance("k1")
    reply = client.post(address(guidance), {"content_hash": guidance.content_hash})
    assert (reply.status_code, reply["Location"]) == (302, LIST)
    assert said(reply) == ["You have signed k1 (XD)."]
    signature = GuidanceSignature.objects.get()
    assert (signature.signed_by, signature.content_hash) == (ruth, guidance.content_hash)


@pytest.mark.parametrize("shown", ["0" * 64, None])
def test_signing_refuses_a_text_that_was_not_shown(client, ruth, shown):
    guidance = make.make_guidance("k1")
    reply = client.post(address(guidance), {"content_hash": shown} if shown else {})
    assert said(reply) == ["The text changed while you read it. Read it again, then sign."]
    assert GuidanceSignature.objects.count() == 0


def test_signing_is_for_reviewers(client):
    guidance = make.make_guidance("k1")
    client.force_login(make.make_author())
    for reply in (
        client.get(address(guidance)),
        client.post(address(guidance), {"content_hash": guidance.content_hash}),
    ):
        assert reply.status_code == 404
    assert GuidanceSignature.objects.count() == 0


def test_signing_asks_a_stranger_to_sign_in(client):
    guidance = make.make_guidance("k1")
    reply = client.post(address(guidance), {"content_hash": guidance.content_hash})
    assert (reply.status_code, reply["Location"].split("?")[0]) == (302, "/sign-in/")
    assert GuidanceSignature.objects.count() == 0


def test_signing_nothing_is_not_found(client, ruth):
    assert client.get(reverse("sign_guidance", args=[999])).status_code == 404


def test_list_counts_signatures_under_the_present_text(client, ruth):
    thandi = make.make_reviewer("thandi")
    changed = make.make_guidance("k1", signed_by=(ruth, thandi))
    changed.text = "Something else."
    changed.save()
    make.make_guidance("k2", signed_by=(ruth,))
    make.make_guidance("k3", signed_by=(ruth, thandi))
    page = client.get(LIST).content.decode()
    assert [page.count(f"{number} of 2") for number in range(3)] == [1, 1, 1]


def test_list_offers_the_signature_to_reviewers_alone(client, ruth):
    guidance = make.make_guidance("k1")
    seen = [client.get(LIST).content.decode().count(address(guidance))]
    client.force_login(make.make_author())
    seen.append(client.get(LIST).content.decode().count(address(guidance)))
    assert seen == [1, 0]


def test_list_costs_the_same_with_one_row_and_with_three(client, ruth, django_assert_num_queries):
    make.make_guidance("k1", signed_by=(ruth,))
    client.get(LIST)
    with django_assert_num_queries(13):
        client.get(LIST)
    for key in ("k2", "k3"):
        make.make_guidance(key, signed_by=(ruth,))
    with django_assert_num_queries(13):
        client.get(LIST)
