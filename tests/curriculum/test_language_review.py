"""Clinical review, then language review, then live: three people have read it."""

import pytest
from wagtail.models import Revision, Workflow, WorkflowState

from assessments.models import Question, Quiz
from curriculum.insert_only import InsertOnlyError
from curriculum.models import LanguageReview, ProgrammePage, SignOff, SignOffRefused
from curriculum.models.sign_off import authors_since_sign_off
from curriculum.querysets import unsigned_below
from home import roles
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth():
    return make.make_reviewer()


@pytest.fixture
def amara():
    return make.make_author()


@pytest.fixture
def zanele():
    return make.make_user("zanele", roles.LANGUAGE_REVIEWER)


@pytest.fixture
def page(ruth, amara, zanele):
    """A programme with a draft of Amara's, in an organisation with a language reviewer."""
    page = make.make_programme()
    write(page, amara, "By Amara")
    return page


def write(page, by, title: str) -> Revision:
    page.title = title
    return page.save_revision(user=by)


def sign(revision, by, how=SignOff):
    return how.sign(revision, by=by, at=make.NOW, role="As told")


def start(page, by) -> WorkflowState:
    return Workflow.objects.get(active=True).start(page, by)


def act(state, user, action: str = "approve") -> None:
    state.refresh_from_db()
    current = WorkflowState.objects.get(pk=state.pk).current_task_state
    current.task.specific.on_action(current.specific, user, action, comment="")


def step(state) -> tuple[str, str]:
    state = WorkflowState.objects.get(pk=state.pk)
    return state.status, state.current_task_state.task.name


def offered(state, page, user) -> list[str]:
    task = WorkflowState.objects.get(pk=state.pk).current_task_state.task.specific
    return [name for name, *_ in task.get_actions(page, user)]


def is_live(page) -> bool:
    return type(page).objects.get(pk=page.pk).live


# The signatures


def test_clinical_signature_alone_publishes_nothing(page, ruth):
    signature = sign(page.latest_revision, ruth)

    assert (signature.language_asked, is_live(page)) == (True, False)


def test_language_signature_publishes_and_both_are_kept(page, ruth, zanele):
    sign(page.latest_revision, ruth)
    review = sign(page.latest_revision, zanele, LanguageReview)
    page.refresh_from_db()

    assert (page.live, page.live_revision, page.title) == (True, page.latest_revision, "By Amara")
    assert (review.sign_off.signed_by, review.signed_by, review.signed_at) == (
        ruth,
        zanele,
        make.NOW,
    )
    assert str(review) == f"Language of revision {page.live_revision_id} signed"
    assert unsigned_below(page).count() == 0
    assert make.logged(page)[-4:] == [
        "curriculum.sign_off",
        "curriculum.language_review",
        "wagtail.rename",
        "wagtail.publish",
    ]


def test_language_signature_is_never_changed(page, ruth, zanele):
    sign(page.latest_revision, ruth)
    review = sign(page.latest_revision, zanele, LanguageReview)

    with pytest.raises(InsertOnlyError):
        review.save()


def test_language_signed_twice_is_the_first(page, ruth, zanele, amara):
    sign(page.latest_revision, ruth)
    first = sign(page.latest_revision, zanele, LanguageReview)

    assert sign(page.latest_revision, amara, LanguageReview) == first
    assert make.logged(page).count("wagtail.publish") == 1


@pytest.mark.parametrize(
    ("who", "signed", "why"),
    [
        ("zanele", False, "A clinical reviewer must sign this draft first"),
        ("amara", True, "You wrote part of this change"),
        ("ruth", True, "You signed this as a clinical reviewer"),
    ],
)
def test_language_signature_refused(page, ruth, zanele, amara, who, signed, why):
    if signed:
        sign(page.latest_revision, ruth)

    with pytest.raises(SignOffRefused, match=why):
        sign(
            page.latest_revision,
            {"ruth": ruth, "zanele": zanele, "amara": amara}[who],
            LanguageReview,
        )

    assert (is_live(page), LanguageReview.objects.count()) == (False, 0)


def test_without_the_guard_one_person_would_sign_both(page, ruth, monkeypatch):
    sign(page.latest_revision, ruth)
    monkeypatch.setattr(LanguageReview, "refusal", lambda *about: "")

    sign(page.latest_revision, ruth, LanguageReview)

    assert is_live(page) is True


def test_author_cannot_sign_clinically_either(page, amara):
    with pytest.raises(SignOffRefused, match="You wrote part"):
        sign(page.latest_revision, amara)


def test_nothing_is_asked_where_nobody_could_answer(page, ruth, zanele):
    zanele.is_active = False
    zanele.save()

    assert sign(page.latest_revision, ruth).language_asked is False
    assert is_live(page) is True


def test_edit_between_the_signatures_needs_a_new_clinical_one(page, ruth, zanele, amara):
    sign(page.latest_revision, ruth)
    later = write(page, amara, "Written in between")

    with pytest.raises(SignOffRefused, match="A clinical reviewer must sign this draft first"):
        sign(later, zanele, LanguageReview)


def test_what_was_signed_but_never_published_still_counts_as_written(page, ruth, zanele, amara):
    """Else a clinical reviewer's own words could be signed away by a colleague, and published by herself."""
    thandi = make.make_reviewer("thandi")
    by_ruth = write(page, ruth, "By Ruth")
    sign(by_ruth, thandi)
    later = write(page, amara, "By Amara again")

    assert authors_since_sign_off(later) == {ruth.pk, amara.pk}
    with pytest.raises(SignOffRefused, match="You wrote part"):
        sign(later, ruth)


def test_what_the_record_says_is_since_the_last_publication(page, ruth, zanele, amara):
    sign(page.latest_revision, ruth)
    sign(page.latest_revision, zanele, LanguageReview)
    page.refresh_from_db()
    sign(write(page, amara, "Second"), ruth)  # never published
    third = write(page, amara, "Third")

    assert sign(third, ruth).changed == ["The title changed from “By Amara” to “Third”."]


def sign_both(thing, ruth, zanele) -> None:
    revision = thing.save_revision()
    sign(revision, ruth)
    sign(revision, zanele, LanguageReview)


def test_what_it_rests_on_changed_in_between(page, ruth, zanele):
    """The quiz would take a question's new key that its clinical reviewer never saw in it."""
    module = make.make_module(page)
    question = make.make_question(module)
    for thing in (module, question, make.make_quiz(module, [question])):
        sign_both(thing, ruth, zanele)
    quiz = Quiz.objects.get()
    quiz.pass_mark = 70
    revision = quiz.save_revision()
    sign(revision, ruth)
    question = Question.objects.get()
    question.critical = True
    sign_both(question, ruth, zanele)

    with pytest.raises(SignOffRefused, match="Something that this rests on changed"):
        sign(revision, zanele, LanguageReview)


def test_published_past_the_language_signature_counts_as_unsigned(page, ruth):
    """A superuser published what was signed clinically only."""
    sign(page.latest_revision, ruth)
    chief = make.make_user("chief", is_superuser=True)
    page.latest_revision.publish(user=chief)

    assert [each.slug for each in unsigned_below(page)] == ["p1"]


# The workflow


def test_workflow_goes_from_the_one_to_the_other_and_publishes(page, ruth, zanele, amara):
    state = start(page, amara)
    assert step(state) == ("in_progress", "Clinical reviewer")

    act(state, ruth)
    assert (step(state), is_live(page)) == (("in_progress", "Language reviewer"), False)

    act(state, zanele)
    assert (step(state), is_live(page)) == (("approved", "Language reviewer"), True)
    assert SignOff.objects.get().role == "Clinical reviewer"
    assert LanguageReview.objects.get().role == "Language reviewer"


def test_workflow_skips_the_language_where_nobody_is_there(page, ruth, zanele, amara):
    zanele.groups.clear()
    state = start(page, amara)

    act(state, ruth)

    assert (step(state), is_live(page)) == (("approved", "Language reviewer"), True)
    assert state.task_states.get(task__name="Language reviewer").status == "skipped"


def test_workflow_offers_the_language_step_to_neither_author_nor_signer(page, ruth, zanele, amara):
    both = (*ruth.groups.all(), *zanele.groups.all())
    for user in (ruth, amara):
        user.groups.add(*both)
    state = start(page, amara)
    act(state, ruth)

    assert {user.username: offered(state, page, user) for user in (ruth, zanele, amara)} == {
        "ruth": ["reject"],
        "zanele": ["reject", "approve"],
        "amara": ["reject"],
    }


def test_edit_at_the_language_step_goes_back_to_the_clinical_one(page, ruth, zanele, amara):
    state = start(page, amara)
    act(state, ruth)
    later = write(page, zanele, "By Zanele")

    assert offered(state, page, zanele) == ["reject"]
    act(state, zanele)  # as if she had the dialog open

    assert (step(state), is_live(page)) == (("in_progress", "Clinical reviewer"), False)
    act(state, ruth)
    assert SignOff.objects.filter(revision=later).exists()
    assert offered(state, page, zanele) == ["reject"], "she wrote it"


def test_sent_back_by_the_language_reviewer_it_is_signed_anew(page, ruth, zanele, amara):
    state = start(page, amara)
    act(state, ruth)
    act(state, zanele, "reject")
    assert step(state) == ("needs_changes", "Language reviewer")
    later = write(page, amara, "In plainer words")
    WorkflowState.objects.get(pk=state.pk).resume(user=amara)

    assert step(state) == ("in_progress", "Clinical reviewer")
    act(state, ruth)
    assert step(state) == ("in_progress", "Language reviewer")
    act(state, zanele)
    page.refresh_from_db()
    assert (page.title, page.live_revision) == ("In plainer words", later)


def test_sent_back_and_sent_in_again_unchanged_keeps_the_clinical_signature(
    page, ruth, zanele, amara
):
    state = start(page, amara)
    act(state, ruth)
    act(state, zanele, "reject")
    WorkflowState.objects.get(pk=state.pk).resume(user=amara)

    assert step(state) == ("in_progress", "Language reviewer")
    act(state, zanele)
    assert (is_live(page), SignOff.objects.count()) == (True, 1)


def test_a_superuser_signs_as_what_she_is(page, zanele, amara):
    chief = make.make_user("chief", is_superuser=True)
    state = start(page, amara)

    act(state, chief)

    assert SignOff.objects.get().role == "Superuser, for clinical reviewer"
    assert offered(state, page, chief) == ["reject"]


def test_a_workflow_that_began_before_there_was_a_language_step_goes_on(page, ruth, zanele, amara):
    workflow = Workflow.objects.get(active=True)
    workflow.workflow_tasks.filter(task__name="Language reviewer").delete()
    state = start(page, amara)

    roles.sync_roles()
    act(state, ruth)

    assert step(state) == ("in_progress", "Language reviewer")


def test_the_kind_of_change_is_said_at_the_clinical_step(ruth, zanele, amara):
    programme = make.make_programme()
    sign(programme.latest_revision, ruth)
    sign(programme.latest_revision, zanele, LanguageReview)
    programme.refresh_from_db()
    programme.hours = 41
    programme.save_revision(user=amara)
    programme.refresh_from_db()
    state = start(programme, amara)

    act(state, ruth, "approve_critical")
    act(state, zanele)

    edition = ProgrammePage.objects.get().editions.first()
    assert (edition.number, edition.change) == (2, "critical")


def test_nobody_is_written_to(page, ruth, zanele, amara, mailoutbox):
    """No user has an e-mail address: Wagtail's notices, which name what they are about, go nowhere."""
    state = start(page, amara)
    act(state, ruth)
    act(state, zanele, "reject")

    assert mailoutbox == []
