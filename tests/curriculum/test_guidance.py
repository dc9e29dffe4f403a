"""What a country decides, and its two signatures."""

import pytest
from django.db import IntegrityError, transaction

from curriculum.models import Country, GuidanceSignature, LocalGuidance, SignatureRefused
from tests import make

pytestmark = pytest.mark.django_db

ROLE = "Clinical reviewer"


@pytest.fixture
def ruth():
    return make.make_reviewer()


@pytest.fixture
def second():
    return make.make_reviewer("thandi")


def signed() -> list[str]:
    return [str(row) for row in LocalGuidance.objects.signed()]


def test_signed_needs_two_different_people(ruth, second):
    guidance = make.make_guidance("k1")
    make.make_guidance("k2", signed_by=(ruth,))
    assert signed() == []
    guidance.sign(by=ruth, at=make.NOW, role=ROLE)
    assert signed() == []
    guidance.sign(by=second, at=make.NOW, role=ROLE)
    assert signed() == ["k1 (XD)"]


def test_sign_notes_who_when_as_what_and_is_logged(ruth):
    guidance = make.make_guidance("k1")
    signature = guidance.sign(by=ruth, at=make.NOW, role="Lawyer")
    assert (signature.signed_by, signature.signed_at, signature.role) == (ruth, make.NOW, "Lawyer")
    assert signature.content_hash == guidance.content_hash
    assert str(signature) == "k1 (XD) signed"
    assert make.logged(guidance) == ["curriculum.sign_guidance"]


def test_sign_twice_by_one_person_counts_once_and_is_quiet(ruth):
    guidance = make.make_guidance("k1", signed_by=(ruth,))
    again = guidance.sign(by=ruth, at=make.LONG_AGO, role="Another role")
    assert (again.signed_at, again.role) == (make.NOW, ROLE)
    assert signed() == []
    assert make.logged(guidance) == ["curriculum.sign_guidance"]


def test_one_signature_per_person_is_kept_by_the_database(ruth):
    guidance = make.make_guidance("k1", signed_by=(ruth,))
    second = GuidanceSignature(
        guidance=guidance,
        content_hash=guidance.content_hash,
        signed_by=ruth,
        role=ROLE,
        signed_at=make.NOW,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    assert guidance.signatures.count() == 1


@pytest.mark.parametrize("update_fields", [None, ["text"]])
def test_changing_the_text_takes_the_signatures_away(ruth, second, update_fields):
    guidance = make.make_guidance("k1", signed_by=(ruth, second))
    old = guidance.text
    guidance.text = "Something else."
    guidance.save(update_fields=update_fields)
    assert signed() == []
    guidance.text = old
    guidance.save(update_fields=update_fields)
    assert signed() == ["k1 (XD)"]


def test_changing_the_source_takes_the_signatures_away(ruth, second):
    guidance = make.make_guidance("k1", signed_by=(ruth, second))
    guidance.source = make.make_source()
    guidance.save()
    assert signed() == []
    assert guidance.source_title == "Source S1"


def test_signatures_under_different_texts_do_not_add_up(ruth, second):
    guidance = make.make_guidance("k1", signed_by=(ruth,))
    guidance.text = "Something else."
    guidance.save()
    guidance.sign(by=second, at=make.NOW, role=ROLE)
    assert signed() == []
    guidance.sign(by=ruth, at=make.NOW, role=ROLE)
    assert signed() == ["k1 (XD)"]


def test_sign_refuses_a_text_that_changed_meanwhile(ruth):
    read = make.make_guidance("k1")
    changed = LocalGuidance.objects.get()
    changed.text = "Something else."
    changed.save()
    with pytest.raises(SignatureRefused, match="The text changed while you read it"):
        read.sign(by=ruth, at=make.NOW, role=ROLE)
    assert (GuidanceSignature.objects.count(), make.logged(read)) == (0, [])


def test_sign_rolled_back_leaves_nothing(ruth):
    guidance = make.make_guidance("k1")
    with make.rolled_back():
        guidance.sign(by=ruth, at=make.NOW, role=ROLE)
        assert guidance.signatures.count() == 1
    assert (guidance.signatures.count(), make.logged(guidance)) == (0, [])


def test_for_country_gives_no_other_country(ruth, second):
    make.make_guidance("k1", country=Country.KENYA, signed_by=(ruth, second))
    make.make_guidance("k1", signed_by=(ruth, second))
    of_kenya = LocalGuidance.objects.for_country(Country.KENYA).signed()
    assert [str(row) for row in of_kenya] == ["k1 (KE)"]


def test_by_key_is_one_query_sources_included(ruth, second, django_assert_num_queries):
    for key in ("k1", "k2", "k3"):
        guidance = make.make_guidance(key)
        guidance.source = make.make_source(f"S-{key}")
        guidance.save()
        for user in (ruth, second):
            guidance.sign(by=user, at=make.NOW, role=ROLE)
    with django_assert_num_queries(1):
        rows = LocalGuidance.objects.signed().by_key()
        titles = {key: row.source_title for key, row in rows.items()}
    assert titles == {key: f"Source S-{key}" for key in ("k1", "k2", "k3")}


def test_guidance_without_a_source_names_none():
    assert make.make_guidance("k1").source_title == ""


def test_one_guidance_per_country_is_kept_by_the_database():
    make.make_guidance("k1")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_guidance("k1")
    make.make_guidance("k1", country=Country.KENYA)
    assert LocalGuidance.objects.count() == 2
