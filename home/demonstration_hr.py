"""What HR's desk shows in a demonstration: certificates of earlier years, a roster that was checked, what
another organisation's program asked, a reminder that a person must send, and that somebody outside seemed to
guess.
"""

import datetime as dt

from django.utils import timezone

from certificates.alarms import BURST, Miss
from certificates.models import (
    Alarm,
    ApiScope,
    ApiToken,
    Certificate,
    CertificateDesign,
    RosterCheck,
    Signatory,
)
from certificates.reminders import remind_all
from curriculum.models import Country, ProgrammePage
from home.demonstration_practice import practise
from trainees.models import Channel, Cohort, Contact, Enrolment, Site, Trainee, User

#: Who came before, and how many days ago she was certified: one's last day is near, one's is past.
EARLIER = (("Zodwa Example", 700), ("Palesa Example", 800))

#: Who signs there, and as what.
SIGNATORIES = (
    ("Nomsa Example", "Director of training"),
    ("Thabo Example", "Head of the programme"),
)


def design() -> None:
    """Who signs the certificates of the invented country; made once, and then the administrator's."""
    if CertificateDesign.objects.filter(country=Country.DEMONSTRATION).exists():
        return
    made = CertificateDesign(country=Country.DEMONSTRATION)
    made.signatories = [Signatory(name=name, office=office) for name, office in SIGNATORIES]
    made.save()


def build(
    site: Site,
    programme: ProgrammePage,
    *,
    trainers: tuple[User, User],
    hr: User,
    at: dt.datetime,
) -> None:
    """Make whatever of it is missing."""
    cohort, is_new = Cohort.objects.get_or_create(
        code="demo-0",
        defaults={
            "site": site,
            "programme": programme,
            "starts_on": at.date() - dt.timedelta(days=900),
        },
    )
    if not is_new:
        return
    for name, days in EARLIER:
        trainee, _ = Trainee.objects.register(cohort=cohort, name=name, by=trainers[0], at=at)
        _certify(trainee, programme, trainers, at - dt.timedelta(days=days))
    held = Certificate.objects.filter(enrolment__trainee__cohort__site=site).order_by("pk")
    asked = [(str(each), each.full.name) for each in held]
    when = {"at": at, "today": timezone.localdate(at)}
    RosterCheck.objects.answer(
        [*asked, ("0000-0000-0000-0", "Somebody Example")], by=hr, purpose="Yearly review", **when
    )
    # nobody knows its secret; docs/api.md says how to make one
    token, _ = ApiToken.objects.make(
        organisation="Staffing Office of Example",
        scopes=[ApiScope.VERIFY],
        countries=[Country.DEMONSTRATION],
        by=None,
        at=at,
        expires_at=at + dt.timedelta(days=365),
    )
    RosterCheck.objects.match_one(*asked[0], by=token.user, purpose="Before a placement", **when)
    # only told of, for really asking takes a second and a half
    Alarm.objects.sound([Miss(at, str(place)) for place in range(BURST.misses)], at=at)
    _remind(cohort, at)


def _remind(cohort: Cohort, at: dt.datetime) -> None:
    """Those of earlier years gave a phone number; whose last day is near is reminded."""
    trainees = Trainee.objects.in_cohort(cohort).order_by("pk")
    for number, trainee in enumerate(trainees):
        Contact.objects.give(
            trainee=trainee,
            channel=Channel.SMS,
            address=f"+27 00 000 000{number}",
            by=trainee.user,
            at=at,
        )
    remind_all(at=at, today=timezone.localdate(at))


def _certify(
    trainee: Trainee, programme: ProgrammePage, trainers: tuple[User, User], at: dt.datetime
) -> None:
    """By recognised learning: the tests of today did not exist when she learned."""
    trainer = trainers[0]
    enrolment = Enrolment.objects.enrol(trainee=trainee, programme=programme, by=trainer, at=at)
    practise(enrolment, trainers, at=at)
    for need in enrolment.requirements():
        if need.module:
            enrolment.complete_module(
                need.module, by=trainer, at=at, evidence={"recognised": "Demonstration"}
            )
    enrolment.note_assessors([each.username for each in trainers], by=trainer, at=at)
