"""Pages are checked before they are signed, as questions are."""

from django.utils import timezone

from curriculum import linting
from curriculum.linting import Finding, Severity
from curriculum.weighing import Weight


class Checked:
    """For pages: what the rules of ``curriculum.linting`` say of a draft."""

    def as_taught(self) -> linting.Page:
        """This draft in plain values."""
        raise NotImplementedError

    def weight(self) -> Weight | None:
        """What it weighs on a phone; None where trainees read no such page."""
        return None

    def findings(self, weight: Weight | None = None) -> list[Finding]:
        """What is to be mended today, with what it weighs if that is asked too."""
        return linting.lint(self.as_taught(), today=timezone.localdate(), weight=weight)

    def checks(self) -> list[Finding]:
        """Everything that is to be mended today, its weight too."""
        return self.findings(self.weight())

    def warnings_to_read(self) -> list[str]:
        """What whoever signs must have read."""
        return [str(each) for each in self.checks() if each.severity is Severity.ASKS]

    def not_ready_to_sign(self) -> str:
        """Why this cannot be signed yet, as a sentence, or ""."""
        found = [each for each in self.findings() if each.severity is Severity.BLOCKS]
        more = f" And {len(found) - 1} more: see the checks." if len(found) > 1 else ""
        return f"{found[0]}{more}" if found else ""
