"""What a clinician must look at again, and when: facts in lessons, and what countries have signed.

Nothing vanishes when its day is past: it stays shown, and stands in these lists until somebody looks at it.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.html import strip_tags

from curriculum.blocks import EvidenceMark
from curriculum.models import GuidanceKey, LessonPage, LocalGuidance


@dataclass(frozen=True)
class ToCheck:
    """One statement that somebody must check by a day; ``country`` is "" for a fact in a lesson."""

    review_by: dt.date
    where: str
    what: str
    source: str
    mark: str
    country: str
    page: int | None = None
    guidance: int | None = None


def to_check(until: dt.date, *, source: str = "", country: str = "") -> list[ToCheck]:
    """What must be checked by ``until``, the oldest first: facts of live lessons and guidance of countries.

    ``source`` and ``country`` (codes) narrow it; a country's own list holds no facts, which are everybody's.
    Two queries beside those of the sources in lessons.
    """
    found = [] if country else _facts(until)
    found += _guidance(until, country)
    if source:
        found = [each for each in found if each.source == source]
    return sorted(found, key=lambda each: (each.review_by, each.where, each.what))


def _facts(until: dt.date) -> list[ToCheck]:
    lessons = LessonPage.objects.live().order_by("path")
    return [
        ToCheck(
            review_by=block.value["review_by"],
            where=" ".join(lesson.url_path.upper().strip("/").split("/")[-2:]),
            what=" ".join(strip_tags(str(block.value["statement"])).split()),
            source=block.value["source"].code if block.value["source"] else "",
            mark=EvidenceMark(block.value["mark"]).label,
            country="",
            page=lesson.pk,
        )
        for lesson in lessons
        for block in lesson.body
        if block.block_type == "fact" and _is_due(block.value["review_by"], until)
    ]


def _is_due(review_by: dt.date | None, until: dt.date) -> bool:
    return review_by is not None and review_by <= until


def _guidance(until: dt.date, country: str) -> list[ToCheck]:
    rows = LocalGuidance.objects.filter(review_by__lte=until).select_related("key", "source")
    if country:
        rows = rows.filter(country=country)
    return [
        ToCheck(
            review_by=row.review_by,
            where=row.key.key,
            what=row.text,
            source=row.source.code if row.source else "",
            mark="",
            country=row.country,
            guidance=row.pk,
        )
        for row in rows
    ]


class Standing:
    """How a country's answer to a key stands."""

    MISSING, UNSIGNED, STALE, SIGNED = "missing", "unsigned", "stale", "signed"


def board(today: dt.date) -> list[tuple[GuidanceKey, dict[str, str]]]:
    """For each key, how each country stands (by its code): three queries.

    Countries are those that have signed or written anything.
    """
    signed = set(LocalGuidance.objects.signed().values_list("pk", flat=True))
    rows = {(row.key_id, row.country): row for row in LocalGuidance.objects.all()}
    countries = sorted({country for _, country in rows})
    return [
        (
            key,
            {
                country: _standing(rows.get((key.pk, country)), signed, today)
                for country in countries
            },
        )
        for key in GuidanceKey.objects.all()
    ]


def _standing(row: LocalGuidance | None, signed: set[int], today: dt.date) -> str:
    if row is None:
        return Standing.MISSING
    if row.pk not in signed:
        return Standing.UNSIGNED
    return Standing.STALE if row.review_by < today else Standing.SIGNED
