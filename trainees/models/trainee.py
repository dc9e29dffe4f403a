"""A person as learner."""

import datetime as dt

from axes.utils import reset as forget_wrong_tries
from django.db import IntegrityError, models, transaction
from wagtail.log_actions import log

from curriculum.refusals import Refused
from trainees.models.place import Cohort, StaffScope, in_scope
from trainees.models.user import User
from trainees.passphrases import first_passphrase, new_number


class TraineeRefused(Refused):
    """Something about a trainee could not be done; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        NO_NAME = "no_name", "Write the name as it must stand on her certificate."
        NAME_TOO_LONG = "name_too_long", "The name is longer than 80 letters. Shorten it with her."
        NAME_UNREADABLE = (
            "name_unreadable",
            "The name holds a sign that cannot be printed. Type it again without it.",
        )


class TraineeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Trainees of the cohorts that this trainer looks after. Can be chained."""
        return self.filter(
            in_scope(user, StaffScope.Role.TRAINER, cohort="cohort", site="cohort__site")
        )

    def in_cohort(self, cohort: Cohort):
        """Trainees of one cohort. Can be chained."""
        return self.filter(cohort=cohort)

    def with_people(self):
        """With user, cohort and site, ordered by number (names are encrypted). Can be chained."""
        return self.select_related("user", "cohort__site").order_by("user__username")


class TraineeManager(models.Manager.from_queryset(TraineeQuerySet)):
    def register(self, *, cohort: Cohort, name: str, by: User, at: dt.datetime):
        """Add a trainee to a cohort with a new random number and first passphrase.

        Returns (trainee, passphrase); the passphrase is kept nowhere and shown once. Refused when
        the name is empty, too long or unprintable. Logged as ``trainees.register``.
        """
        name = readable_name(name)
        passphrase = first_passphrase()
        with transaction.atomic():
            user = _user_with_new_number(passphrase, name=name, first_passphrase=True)
            trainee = self.create(user=user, cohort=cohort, registered_at=at)
            log(instance=trainee, action="trainees.register", user=by)
        return trainee, passphrase


class Trainee(models.Model):
    """One learner. Her number is her user name; it is random and tells nothing.

    Personal data: her name (on her user, encrypted) and where she learns, while she learns and as
    long as her certificates must be checked. Never deleted: completions and certificates rest on it.
    """

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="trainee")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="trainees")
    registered_at = models.DateTimeField()

    objects = TraineeManager()

    class Meta:
        default_permissions = ()
        permissions = [
            ("look_after", "May add, enrol and help trainees in her scope"),
            ("see_everyone", "Sees every country, site and cohort"),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self) -> str:
        return self.user.username

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def country(self) -> str:
        """The country whose signed guidance she reads: that of her cohort's site."""
        return self.cohort.site.country

    def reset_passphrase(self, *, by: User, at: dt.datetime) -> str:
        """Give her a new first passphrase, forget her wrong tries and end her other sessions.

        Returns the passphrase, which is kept nowhere. Logged as ``trainees.reset_passphrase``.
        """
        passphrase = first_passphrase()
        with transaction.atomic():
            self.user.set_password(passphrase)  # also ends every session: their hash no longer fits
            self.user.first_passphrase = True
            self.user.save(update_fields=["password", "first_passphrase"])
            forget_wrong_tries(username=self.number)
            log(instance=self, action="trainees.reset_passphrase", user=by)
        return passphrase


def readable_name(name: str) -> str:
    """Return the name with single blanks, or refuse what no certificate can carry."""
    name = " ".join(name.split())
    if not any(sign.isalpha() for sign in name):
        raise TraineeRefused(TraineeRefused.Reason.NO_NAME)
    if len(name) > 80:
        raise TraineeRefused(TraineeRefused.Reason.NAME_TOO_LONG)
    if not all(sign.isprintable() for sign in name):  # NUL, direction marks, lone surrogates
        raise TraineeRefused(TraineeRefused.Reason.NAME_UNREADABLE)
    return name


def _user_with_new_number(passphrase: str, **fields) -> User:
    for _ in range(20):
        try:
            with transaction.atomic():
                return User.objects.create_user(new_number(), passphrase, **fields)
        except IntegrityError:  # the number is taken: draw again
            continue
    raise RuntimeError("No free trainee number after 20 draws.")
