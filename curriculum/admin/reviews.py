"""Two reports for authors and reviewers: what must be checked again, and what each country has signed."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.ui.components import Component

from curriculum.models import Country, Source
from curriculum.reviewing import board, to_check

#: How far somebody looks ahead, in days.
AHEAD = {"0": "Overdue", "30": "In 30 days", "90": "In 90 days", "365": "In a year"}


@require_safe
def review_due(request: HttpRequest) -> HttpResponse:
    """Facts and guidance to check again, by source, country and day."""
    _for_editors(request)
    today = timezone.localdate()
    chosen = {name: request.GET.get(name, "") for name in ("source", "country", "ahead")}
    ahead = chosen["ahead"] if chosen["ahead"] in AHEAD else "90"
    rows = to_check(
        today + dt.timedelta(days=int(ahead)), source=chosen["source"], country=chosen["country"]
    )
    context = {
        "rows": [(row, row.review_by < today) for row in rows],
        "chosen": chosen | {"ahead": ahead},
        "sources": Source.objects.order_by("code").values_list("code", flat=True),
        "countries": Country.choices,
        "ahead": AHEAD,
    }
    return render(request, "curriculum/admin/review_due.html", context)


@require_safe
def guidance_board(request: HttpRequest) -> HttpResponse:
    """Which keys are signed, missing or stale in each country."""
    _for_editors(request)
    rows = board(timezone.localdate())
    countries = list(rows[0][1]) if rows else []
    context = {
        "countries": [Country(code).label for code in countries],
        "rows": [(key, [standing[code] for code in countries]) for key, standing in rows],
    }
    return render(request, "curriculum/admin/guidance_board.html", context)


class ReviewPanel(Component):
    """On the editors' first page: how much waits for a clinician's look."""

    name, order = "reviews", 150
    template_name = "curriculum/admin/review_panel.html"

    def get_context_data(self, parent_context):
        today = timezone.localdate()
        rows = to_check(today + dt.timedelta(days=90))
        overdue = sum(row.review_by < today for row in rows)
        return {"overdue": overdue, "soon": len(rows) - overdue}


def _for_editors(request: HttpRequest) -> None:
    if not request.user.has_perm("curriculum.view_source"):
        raise Http404
