"""How heavy a lesson is for who pays for each megabyte."""

from collections.abc import Iterator

from curriculum.linting.findings import Finding, asks
from curriculum.weighing import BUDGET, Weight, kilobytes


def check_weight(weight: Weight | None) -> Iterator[Finding]:
    """The page with its styles, and each picture by itself; nothing where nobody weighed."""
    if weight is None:
        return
    if weight.is_heavy:
        sentence = (
            f"It weighs {kilobytes(weight.first_view)} on a new phone, of at most"
            f" {kilobytes(BUDGET)}. Make two lessons of it."
        )
        yield asks("weight", sentence, "Lesson")
    for picture in weight.pictures:
        if picture.is_heavy:
            sentence = (
                f"It weighs {kilobytes(picture.size)}, of at most {kilobytes(picture.budget)}."
                " Use a smaller picture or a drawing."
            )
            yield asks("picture", sentence, f"Picture {picture.name}")
