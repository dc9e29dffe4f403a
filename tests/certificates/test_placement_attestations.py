"""What an officer has seen, with her name (``models/placement_attestations.py``)."""

import pytest
from django.db import DatabaseError, connection, transaction

from certificates.models import ConductAttestation, IdentityAttestation, PlacementEvent
from curriculum.insert_only import InsertOnlyError
from tests import make
from tests.certificates import papers, stays
from tests.certificates.stays import DAY, FIRST, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def chris():
    return make.make_hr(country="XD")


@pytest.fixture
def placement(chris):
    return stays.propose(papers.make_certificate(), chris)


def test_identity_keeps_kind_last_characters_who_and_when(placement, chris):
    stays.see_identity(placement, chris, last_characters=" 7a4x ", at=make.NOW + DAY)

    row = IdentityAttestation.objects.get()
    assert (row.document, row.last_characters, row.seen_on) == ("passport", "7A4X", FIRST)
    assert (row.by, row.at) == (chris, make.NOW + DAY)
    assert stays.kinds(placement) == ["proposed", "identity_seen"]
    assert make.logged(placement)[-1] == "certificates.attest_identity"


@pytest.mark.parametrize("characters", ["", "  ", "12345", "12-4", "1 2"])
def test_more_than_four_characters_are_never_kept(placement, chris, characters):
    found = refusal(lambda: stays.see_identity(placement, chris, last_characters=characters))

    assert (found, IdentityAttestation.objects.count()) == (("characters", []), 0)


def test_conduct_keeps_version_day_and_who(placement, chris):
    stays.see_conduct(placement, chris, version=" 2098  rev 1 ", signed_on=FIRST - DAY)

    row = ConductAttestation.objects.get()
    assert (row.version, row.signed_on, row.by) == ("2098 rev 1", FIRST - DAY, chris)
    assert stays.kinds(placement) == ["proposed", "conduct_signed"]
    assert make.logged(placement)[-1] == "certificates.attest_conduct"


def test_days_to_come_and_empty_versions_are_refused(placement, chris):
    found = [
        refusal(lambda: stays.see_identity(placement, chris, seen_on=FIRST + DAY)),
        refusal(lambda: stays.see_conduct(placement, chris, signed_on=FIRST + DAY)),
        refusal(lambda: stays.see_conduct(placement, chris, version="  ")),
    ]

    assert [reason for reason, _ in found] == ["too_late", "too_late", "no_version"]


def test_the_same_twice_is_one_and_a_correction_is_a_further_row(placement, chris):
    assert stays.see_identity(placement, chris) == stays.see_identity(placement, chris)
    assert stays.see_conduct(placement, chris) == stays.see_conduct(placement, chris)
    corrected = stays.see_identity(placement, chris, last_characters="75X")

    assert placement.identities.first() == corrected
    assert (placement.identities.count(), placement.conducts.count()) == (2, 1)


def test_nothing_is_attested_after_the_verification(chris):
    placement = stays.make_verified(papers.make_certificate(), chris)

    again = [
        refusal(lambda: stays.see_identity(placement, chris, last_characters="1")),
        refusal(lambda: stays.see_conduct(placement, chris, version="3")),
    ]

    assert again == [("not_proposed", [])] * 2


def test_names_and_characters_rest_encrypted(placement, chris):
    stays.see_identity(placement, chris)
    placement.cancel(by=chris, at=make.NOW, reason="Grace said so.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT supervisor_name FROM certificates_placement")
        stored = cursor.fetchall()
        cursor.execute("SELECT last_characters FROM certificates_identityattestation")
        stored += cursor.fetchall()
        cursor.execute("SELECT reason FROM certificates_placementevent WHERE kind = 'cancelled'")
        stored += cursor.fetchall()

    assert [value[:6] for (value,) in stored] == ["gAAAAA"] * 3


@pytest.mark.parametrize("model", [PlacementEvent, IdentityAttestation, ConductAttestation])
def test_rows_are_written_once(placement, chris, model):
    stays.see_identity(placement, chris)
    stays.see_conduct(placement, chris)
    row = model.objects.first()

    with pytest.raises(InsertOnlyError):
        row.save()
    with pytest.raises(InsertOnlyError):
        model.objects.all().delete()
    for statement in (
        f"UPDATE {model._meta.db_table} SET by_id = by_id",
        f"DELETE FROM {model._meta.db_table}",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_labels_carry_numbers_only(placement, chris):
    things = [
        placement,
        placement.events.get(),
        stays.see_identity(placement, chris),
        stays.see_conduct(placement, chris),
    ]

    words = ("", " proposed", " identity", " conduct")
    assert list(map(str, things)) == [f"Placement {placement.pk}{word}" for word in words]
