"""HR's lists of what is due: by number on the page, and as a file for whoever must act on it."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe
from wagtail.log_actions import log

from certificates.due import Row, rows_of, sites
from certificates.due import due as certificates_due
from certificates.forms import DueForm, ExportForm
from curriculum.workbooks import CONTENT_TYPE, CSV_CONTENT_TYPE, Mark, comma_separated, workbook
from trainees.doors import staff_door

PAGE = 50
TITLES = ["Certificate", "Country", "Site", "Issued on", "Last day", "Refresher due on", "Status"]


@require_safe
@staff_door("certificates.verify")
def due(request: HttpRequest) -> HttpResponse:
    """One list, page by page."""
    form = _form(request, request.GET)
    if not form.is_valid():
        return render(request, "certificates/due.html", {"form": form}, status=400)
    return _list(request, form, ExportForm())


@require_POST
@staff_door("certificates.verify")
def export(request: HttpRequest) -> HttpResponse:
    """One list as a file; each is logged, and names only leave with a reason."""
    form = _form(request, request.POST)
    if not form.is_valid():
        return render(request, "certificates/due.html", {"form": form}, status=400)
    wanted = ExportForm(request.POST)
    if not wanted.is_valid():
        return _list(request, form, wanted, status=400)
    today, names = timezone.localdate(), wanted.cleaned_data["names"]
    rows = list(rows_of(certificates_due(request.user, form.choice, today), today))
    log(
        instance=request.user,
        action="certificates.export_list",
        user=request.user,
        data={
            "list": form.choice.kind,
            "rows": len(rows),
            "names": names,
            "reason": wanted.cleaned_data["reason"],
        },
    )
    mark = Mark(by=request.user.username, on=today, why=wanted.cleaned_data["reason"])
    return _file(_lines(rows, names), wanted.cleaned_data["format"], mark)


def _form(request: HttpRequest, data: QueryDict) -> DueForm:
    return DueForm(data, sites=list(sites(request.user)))


def _list(
    request: HttpRequest, form: DueForm, wanted: ExportForm, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    found = certificates_due(request.user, form.choice, today)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "choice": form.choice,
        "page": page,
        "rows": list(rows_of(page.object_list, today)),
        "query": urlencode(form.chosen),
        "wanted": wanted,
    }
    return render(request, "certificates/due.html", context, status=status)


def _lines(rows: list[Row], names: bool) -> Iterator[list[str]]:
    yield [*TITLES, "Name"] if names else TITLES
    for row in rows:
        line = [
            row.certificate.shown_number,
            row.site.country,
            row.site.code,
            row.certificate.issued_on.isoformat(),
            row.certificate.expires_on.isoformat(),
            row.refresher_on.isoformat(),
            str(row.status.label),
        ]
        yield [*line, row.certificate.full.name] if names else line


def _file(lines: Iterator[list[str]], format: str, mark: Mark) -> HttpResponse:
    """A file whose name tells nothing, and which says itself when it must be destroyed."""
    if format == "csv":
        response = HttpResponse(comma_separated(lines, mark), content_type=CSV_CONTENT_TYPE)
    else:
        response = HttpResponse(workbook({"List": lines}, mark), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="list-{mark.on}.{format}"'
    return response
