"""The page of hard words: in order, short, one of a programme, and signed like any page."""

import pytest
from django.core.exceptions import ValidationError

from curriculum.models import GlossaryPage, ModulePage
from curriculum.models.glossary import WordBlock
from curriculum.wording import MEANING, meaning_fault
from tests import make
from trainees.models import EnrolmentRefused

pytestmark = pytest.mark.django_db


def test_words_stand_in_the_order_of_the_alphabet_under_their_letters():
    words = (
        ("nurse", "N."),
        ("ART", "A."),
        ("“adhere”", "D."),
        ("antibody", "B."),
        ("4 weeks", "W."),
    )
    page = make.make_glossary(make.make_programme(), *words)

    found = [(letter, [word["word"] for word in words]) for letter, words in page.by_letter()]

    assert found == [("4", ["4 weeks"]), ("A", ["“adhere”", "antibody", "ART"]), ("N", ["nurse"])]


@pytest.mark.parametrize(
    ("count", "fault"), [(MEANING, ""), (MEANING + 1, "This has 41 words; 40 is the most.")]
)
def test_meaning_is_short(count, fault):
    value = {"word": "ART", "meaning": "word " * count, "instead": ""}

    assert meaning_fault(value["meaning"]) == fault
    if fault:
        with pytest.raises(ValidationError) as refused:
            WordBlock().clean(value)
        assert refused.value.block_errors["meaning"].message == fault
    else:
        WordBlock().clean(value)


@pytest.mark.parametrize(("model", "code"), [(ModulePage, "g1"), (GlossaryPage, "m1")])
def test_its_codes_are_its_own(model, code):
    page = model(title="T", slug=code)

    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert refused.value.message_dict == {
        "slug": ["g1 and the like are for the page of hard words."]
    }


def test_a_programme_has_one():
    programme = make.make_programme()
    assert GlossaryPage.can_create_at(programme) is True
    make.make_glossary(programme)
    assert GlossaryPage.can_create_at(programme) is False


def test_unsigned_page_of_hard_words_keeps_the_programme_closed():
    """As any other page that somebody published past the signature."""
    programme = make.make_signed_programme()
    trainee = make.make_trainee(make.make_cohort(programme))
    make.make_glossary(programme).save_revision().publish()

    with pytest.raises(EnrolmentRefused) as refused:
        make.make_enrolment(trainee)
    assert refused.value.reason == EnrolmentRefused.Reason.UNSIGNED


def test_author_finds_the_form_with_the_next_code(client):
    programme = make.make_programme()
    client.force_login(make.make_author())
    page = client.get(f"/cms/pages/add/curriculum/glossarypage/{programme.pk}/").content.decode()
    assert page.count('name="slug" value="g1"') == 1


def test_preview_shows_the_draft(client):
    page = make.make_glossary(make.make_programme(), ("ART", "Medicine.", "treatment"))
    client.force_login(make.make_author())

    reply = client.get(f"/cms/pages/{page.pk}/view_draft/")

    assert reply.content.decode().count("We say: treatment.") == 1
