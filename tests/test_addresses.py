"""Every address x every role x own and foreign objects. A new address without an entry fails here.

The objects belong to Lindiwe, who learns in Bahati's cohort. Dede learns, Zola teaches and Hugo is HR
in another country: for them every one of these objects does not exist (404).
"""

from dataclasses import dataclass

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from assessments.models import Checklist, ObservationSheet
from curriculum.models import Country
from home import roles
from tests import make
from tests.certificates import stays
from tests.trainees import reached

pytestmark = pytest.mark.django_db
NOBODY = "nobody"
SIGNED_IN = {
    "lindiwe", "dede", "bahati", "tendai", "zola", "chris", "hugo", "amara", "ruth", "ada",
}  # fmt: skip
TRAINEES = {"lindiwe", "dede"}
TRAINERS = {"bahati", "tendai", "zola", "ada"}
HERS = {"bahati", "tendai", "ada"}
HR = {"chris", "hugo", "ada"}
HER_HR = {"chris", "ada"}


@dataclass(frozen=True)
class Entry:
    """Who gets in. ``public``: strangers too. ``post``: the address takes only POST. ``token``: nobody by a
    sign-in, for it is a program's address.

    ``link``: nobody by a sign-in, and strangers find nothing either: only who came with an open link.
    ``fields``: what is posted; ``{attempt}`` and the like stand for Lindiwe's own. ``of``: which of her
    objects an address is about, where it is not the usual one.
    """

    roles: set[str]
    public: bool = False
    post: bool = False
    token: bool = False
    link: bool = False
    fields: tuple = ()
    of: tuple = ()


ENTRIES = {
    "account_login": Entry(SIGNED_IN, public=True),
    "account_logout": Entry(SIGNED_IN, public=True),
    "home:start": Entry(SIGNED_IN, public=True),
    "home:healthz": Entry(SIGNED_IN, public=True),
    "home:review": Entry(SIGNED_IN, public=True),
    "home:review_read": Entry(set(), link=True),
    "home:review_page": Entry(set(), link=True),
    "home:review_close": Entry(SIGNED_IN, public=True, post=True),
    "home:styleguide": Entry(SIGNED_IN, public=True),
    "home:learn": Entry(TRAINEES),
    "home:desk": Entry(TRAINERS),
    "home:person": Entry(HERS),
    "trainees:passphrase": Entry(SIGNED_IN),
    "trainees:language": Entry(SIGNED_IN),
    "trainees:media": Entry(TRAINEES | {"amara", "ruth", "ada"}),
    "trainees:add": Entry(TRAINERS),
    "trainees:reset": Entry(HERS, post=True),
    "trainees:enrol": Entry(HERS, post=True),
    "trainees:practicum": Entry(HERS),
    "trainees:void_contact": Entry(HERS, post=True, fields=(("reason", "twice"),)),
    "trainees:conduct": Entry(TRAINEES),
    "trainees:move_up": Entry(HERS, post=True),
    "trainees:relearn": Entry(HERS, post=True),
    "trainees:contact": Entry(TRAINEES),
    "trainees:give_contact": Entry(TRAINEES, post=True),
    "trainees:remove_contact": Entry(TRAINEES, post=True),
    "trainees:programme": Entry(TRAINEES),
    "trainees:module": Entry(TRAINEES),
    "trainees:glossary": Entry(TRAINEES),
    "trainees:lesson": Entry(TRAINEES),
    "assessments:intro": Entry(TRAINEES),
    "assessments:attempt": Entry({"lindiwe"}),
    "assessments:again": Entry({"lindiwe"}),
    "assessments:sync": Entry({"lindiwe"}, post=True, fields=(("attempt", "{attempt}"),)),
    "assessments:quizzes": Entry(TRAINERS),
    "assessments:quiz": Entry(HERS),
    "assessments:answers": Entry(HERS),
    "assessments:checklist": Entry(HERS),
    "assessments:regrade": Entry({"ada"}),
    "assessments:marking": Entry(TRAINERS),
    "assessments:mark": Entry(HERS, of=(("attempt", "written"),)),
    "assessments:result": Entry(HERS),
    "assessments:accept_late": Entry(HERS, post=True),
    "assessments:reopen": Entry(HERS, post=True),
    "assessments:void_attempt": Entry(HERS, post=True),
    "assessments:read": Entry(HERS, post=True),
    "assessments:reading": Entry({"bahati"}, of=(("attempt", "read"),)),
    "assessments:begin": Entry(HERS, post=True),
    "assessments:unlock": Entry(HERS, post=True),
    "assessments:observation": Entry(HERS),
    "assessments:countersign": Entry(HERS, post=True),
    "assessments:print": Entry(HERS, post=True),
    "assessments:sheets": Entry(TRAINERS),
    "assessments:sheet": Entry(HERS),
    "assessments:void": Entry({"bahati"}, post=True, fields=(("reason", "A mistake."),)),
    "certificates:verify": Entry(SIGNED_IN, public=True),
    "certificates:short": Entry(SIGNED_IN, public=True),
    "certificates:offline": Entry(SIGNED_IN, public=True),
    "certificates:worker": Entry(SIGNED_IN, public=True),
    "certificates:manifest": Entry(SIGNED_IN, public=True),
    "certificates:trust": Entry(SIGNED_IN, public=True),
    "certificates:hr": Entry(HR),
    "certificates:lookups": Entry(HR),
    "certificates:change": Entry(HER_HR, post=True),
    "certificates:did": Entry(SIGNED_IN, public=True),
    "certificates:keys": Entry(SIGNED_IN, public=True),
    "certificates:status": Entry(SIGNED_IN, public=True),
    "certificates:openapi": Entry(SIGNED_IN, public=True),
    "certificates:api_verify": Entry(set(), post=True, token=True),
    "certificates:api_verify_many": Entry(set(), post=True, token=True),
    "certificates:api_changes": Entry(set(), token=True),
    "certificates:api_qualifications": Entry(set(), post=True, token=True),
    "certificates:placements": Entry(HR),
    "certificates:doubtful": Entry(HR),
    "certificates:propose": Entry(HR),
    "certificates:placement_history": Entry(HER_HR),
    "certificates:placement": Entry(HER_HR),
    "certificates:amend": Entry(HER_HR, post=True),
    "certificates:identity": Entry(HER_HR, post=True),
    "certificates:conduct": Entry(HER_HR, post=True),
    "certificates:verify_placement": Entry(HER_HR, post=True),
    "certificates:ask_override": Entry(HER_HR, post=True),
    "certificates:allow_override": Entry(HER_HR, post=True),
    "certificates:place": Entry(HER_HR, post=True),
    "certificates:end_placement": Entry(HER_HR, post=True),
    "certificates:cancel_placement": Entry(HER_HR, post=True),
    "certificates:my_placements": Entry(TRAINEES),
    "certificates:roster": Entry(HR),
    "certificates:roster_spreadsheet": Entry(HR, post=True),
    "certificates:due": Entry(HR),
    "certificates:due_export": Entry(HR, post=True),
    "certificates:messages": Entry(HR),
    "certificates:message": Entry(HER_HR, post=True),
    "certificates:end_message": Entry(HER_HR, post=True),
    "certificates:mine": Entry(TRAINEES),
    "certificates:neutral": Entry({"lindiwe"}),
    "certificates:full": Entry({"lindiwe"}, post=True),
}
#: What anybody may fetch from Wagtail's room: nothing that tells anything.
CMS_PUBLIC = {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}


def write_and_read(enrolment, trainer) -> list:
    """An attempt that waits for a mark, and one that the trainer reads to her, in a practice quiz."""
    module = enrolment.requirements().exclude(module=None).get().module
    rubric = [{"text": "For her health"}]
    question = make.make_question(module, "w1", kind="short", scheme="by_hand", rubric=rubric)
    make.sign(question)
    quiz = make.make_quiz(module, [question], "w1", practice=True)
    make.sign(quiz)
    written = make.start(enrolment, quiz)
    make.submit(written, {written.paper()[0].pk: {"text": "To stay well."}})
    return [written, make.start(enrolment, quiz, read_by=trainer)]


@pytest.fixture
def world(db, settings, client):
    """Everybody, and one of each of Lindiwe's objects."""
    programme = make.make_signed_programme(contacts=1, conduct=("I come on time.",))
    make.sign(make.make_glossary(programme))
    here, there = make.make_cohort(programme), make.make_cohort(programme, "c2", Country.KENYA)
    people = {
        "bahati": make.make_trainer(cohort=here),
        "tendai": make.make_trainer("tendai", cohort=here),
        "zola": make.make_trainer("zola", country=Country.KENYA),
        "chris": make.make_hr(country=Country.DEMONSTRATION),
        "hugo": make.make_hr("hugo", country=Country.KENYA),
        "amara": make.make_author(),
        "ruth": make.User.objects.get(username="ruth"),
        "ada": make.make_user("ada", roles.ADMINISTRATOR),
    }
    lindiwe = make.make_trainee(here)
    dede = make.make_trainee(there, "Dede Otieno", by=people["zola"])
    people |= {"lindiwe": lindiwe.user, "dede": dede.user}
    make.make_enrolment(dede)
    enrolment = make.make_enrolment(lindiwe)
    sheet = ObservationSheet.make(
        enrolment=enrolment, checklist=Checklist.objects.get(), by=people["bahati"], at=make.NOW
    )
    make.complete(enrolment, people["bahati"])
    enrolment.note_assessors(["bahati", "tendai"], by=people["tendai"], at=make.NOW)
    written, read = write_and_read(enrolment, people["bahati"])
    certificate = enrolment.certificates.get()
    certificate.make_files(at=make.NOW)
    settings.MEDIA_ROOT.joinpath("files").mkdir(parents=True)
    settings.MEDIA_ROOT.joinpath("files/a.webp").write_bytes(b"picture")
    values = {
        "programme": "p1",
        "module": "m1",
        "lesson": "l1",
        "glossary": "g1",
        "quiz": "m1",
        "question": "m1-q1",
        "written": written.uuid,
        "read": read.uuid,
        "checklist": "m1",
        "name": "files/a.webp",
        "number": lindiwe.number,
        "enrolment": enrolment.pk,
        "attempt": enrolment.attempts.get(quiz__code="m1").uuid,
        "sheet": sheet.code,
        "entry": enrolment.practicum.get().uuid,
        "observation": enrolment.observations.get().uuid,
        "certificate": certificate.pk,
        "verb": "suspend",
        "purpose": "revocation",
        "channel": "sms",
        "message": reached.write(lindiwe).pk,
        "place": 1,
        "placement": stays.propose(certificate, people["chris"]).pk,
    }
    return people, values


def our_addresses() -> dict[str, URLPattern]:
    """Every named address outside Wagtail's room."""
    return {
        name: pattern
        for route, name, pattern in walk(get_resolver())
        if not route.startswith("cms/")
    }


def walk(resolver: URLResolver, prefix: str = "", namespace: str = ""):
    """(route, full name, pattern) of everything that resolves."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern, route, inner)
        else:
            yield route, f"{namespace}{pattern.name}", pattern


def test_every_address_has_an_entry():
    assert set(our_addresses()) == set(ENTRIES)


def outcome(response) -> str:
    """What a reply means: "in", "sign in" or "nothing here"."""
    if response.status_code == 404:
        return "nothing here"
    if response.status_code == 302 and response["Location"].startswith("/sign-in/"):
        return "sign in"
    return "in" if response.status_code in (200, 302, 400) else str(response.status_code)


def wanted(entry: Entry, who: str) -> str:
    """How an address must answer somebody."""
    if entry.token:
        return "401"
    if entry.link:
        return "nothing here"
    if who == NOBODY:
        return "in" if entry.public else "sign in"
    return "in" if who in entry.roles else "nothing here"


def test_every_address_refuses_a_stranger(world, client):
    people, values = world
    wrong = {}
    resets_last = sorted(our_addresses().items(), key=lambda item: item[0] == "trainees:reset")
    for name, pattern in resets_last:
        entry = ENTRIES[name]
        own = dict(entry.of)
        kwargs = {key: values[own.get(key, key)] for key in pattern.pattern.converters}
        fields = {key: text.format(**values) for key, text in entry.fields}
        address = reverse(name, kwargs=kwargs)
        for who in [NOBODY, *sorted(people, key=lambda who: (who not in TRAINEES, who))]:
            client.logout()
            if who != NOBODY:
                client.force_login(people[who])
            send = client.post if entry.post else client.get
            response = send(address, fields)
            found = outcome(response)
            for close in response._resource_closers:  # response.close() would end the connection
                close()
            response._resource_closers.clear()
            if found != wanted(entry, who):
                wrong[name, who] = f"{found}, not {wanted(entry, who)}"

    assert wrong == {}


def test_foreign_numbers_do_not_exist(world, client):
    """Ids that belong to nobody answer like ids that belong to somebody else."""
    people, values = world
    client.force_login(people["dede"])
    foreign = client.get(reverse("assessments:attempt", kwargs={"attempt": values["attempt"]}))
    nowhere = client.get("/learn/attempts/00000000-0000-4000-8000-000000000000/")

    assert (foreign.status_code, foreign.content) == (nowhere.status_code, nowhere.content)


def opened_in_the_editors_room(client) -> set[str]:
    """The addresses without arguments that answer with a page."""
    opened = set()
    for route, name, pattern in walk(get_resolver()):
        if not route.startswith("cms/") or not name or pattern.pattern.converters:
            continue
        if name == "wagtailadmin_error_test":  # Wagtail's own: it raises
            continue
        if client.get("/" + route.replace("^", "").replace("$", "")).status_code == 200:
            opened.add(name)
    return opened - CMS_PUBLIC


@pytest.mark.parametrize("who", [NOBODY, "lindiwe", "bahati", "chris"])
def test_editors_room_is_closed(world, client, who):
    """Only authors and reviewers get past Wagtail's door, and administrators."""
    people, _ = world
    if who != NOBODY:
        client.force_login(people[who])

    assert opened_in_the_editors_room(client) == set()


def test_an_administrator_finds_designs_and_pictures_in_the_editors_room(world, client):
    """No page of the curriculum to open, and nobody; what she may choose from are names and codes."""
    people, _ = world
    client.force_login(people["ada"])

    opened = opened_in_the_editors_room(client)

    choosers = {name for name in opened if "choose" in name or "wagtailadmin_api" in name}
    design = "wagtailsnippets_certificates_certificatedesign"
    assert opened - choosers == {
        *(f"{design}:{name}" for name in ("list", "list_results", "add", "preview_on_add")),
        *(f"wagtailimages:{name}" for name in ("index", "index_results", "add", "add_multiple")),
        *("wagtailadmin_reports:site_history", "wagtailadmin_reports:site_history_results"),
        "wagtail_localize:javascript_catalog",
        *("wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_dismissibles"),
        *("wagtailadmin_tag_autocomplete", "None"),
        "paper_sheet",  # the site's own style rules, which anybody may read
    }


@pytest.mark.parametrize("who", ["amara", "ruth"])
def test_editors_meet_no_people_screens(world, client, who):
    """Whoever edits users in Wagtail can make herself superuser: nobody gets these screens."""
    people, _ = world
    client.force_login(people[who])
    statuses = {
        path: client.get(f"/cms/{path}").status_code
        for path in ("users/", "users/add/", "users/1/", "groups/", "groups/new/")
    }

    assert set(statuses.values()) == {404}
