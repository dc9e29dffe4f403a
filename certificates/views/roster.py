"""HR's check of a whole roster: one request, one answer for each row, and nothing kept of it.

The answer travels in the page, signed, and comes back with it for the spreadsheet: so no name rests on
the server, nobody can make us sign what we did not say, and the download is no second look-up.
"""

from itertools import groupby, islice

from django.contrib import messages
from django.core import signing
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.log_actions import log

from certificates.forms import RosterForm
from certificates.models import RosterCheck
from certificates.rosters import Roster, Verdict
from certificates.rosters.answer import answered_rows
from certificates.uploads import InMemoryUpload
from curriculum.workbooks import CONTENT_TYPE, Mark, workbook
from trainees.doors import staff_door

SALT = "certificates.roster"
#: As long as a session lasts.
FRESH = 12 * 60 * 60
#: A page of more rows helps nobody on a weak network; the spreadsheet has them all.
SHOWN = 1000
TOO_MUCH = "That is more than the page takes. Save the rows as a file, and choose the file."


@csrf_exempt  # only until the upload's handler is in place: ``_roster`` is protected
@require_http_methods(["GET", "HEAD", "POST"])
@staff_door("certificates.verify")
def roster(request: HttpRequest) -> HttpResponse:
    """Check a roster; each of its rows is recorded as a look-up."""
    request.upload_handlers = [InMemoryUpload(request)]
    try:
        request.POST  # noqa: B018  (reading it is what parses the request)
    except RequestDataTooBig:
        return _form(request, RosterForm(), TOO_MUCH)
    return _roster(request)


@csrf_protect
def _roster(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, RosterForm())
    form = RosterForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form)
    read = form.cleaned_data["roster"]
    check, verdicts = RosterCheck.objects.answer(
        [read.columns.of(row.cells) for row in read.people],
        by=request.user,
        purpose=form.cleaned_data["purpose"],
        at=timezone.now(),
        today=timezone.localdate(),
    )
    return _answer(request, read, check, verdicts)


@require_POST
@staff_door("certificates.verify")
def spreadsheet(request: HttpRequest) -> HttpResponse:
    """The roster as it was handed in, with the answers that its page carries; each download is logged."""
    try:
        told = signing.loads(request.POST.get("answer", ""), salt=SALT, max_age=FRESH)
    except signing.BadSignature:
        messages.error(request, "This answer is too old or was changed. Check the roster again.")
        return redirect("certificates:roster")
    check = get_object_or_404(RosterCheck, pk=told["check"], by=request.user)
    log(instance=check, action="certificates.download_roster", user=request.user)
    rows = answered_rows(told["rows"], told["titles"])
    mark = Mark(by=request.user.username, on=timezone.localdate(check.at), why=check.purpose)
    response = HttpResponse(workbook({"Roster": rows}, mark), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="roster-{mark.on}.xlsx"'
    return response


def _form(request: HttpRequest, form: RosterForm, problem: str = "") -> HttpResponse:
    status = 400 if problem or form.errors else 200
    context = {"form": form, "problem": problem}
    return render(request, "certificates/roster.html", context, status=status)


def _answer(
    request: HttpRequest, read: Roster, check: RosterCheck, verdicts: list[Verdict]
) -> HttpResponse:
    order = list(Verdict)
    people = zip(verdicts, read.people, strict=True)
    worst_first = sorted(people, key=lambda pair: order.index(pair[0]))
    shown = [
        (verdict, [(row.number, *read.columns.of(row.cells)) for _, row in rows])
        for verdict, rows in groupby(islice(worst_first, SHOWN), key=lambda pair: pair[0])
    ]
    by_row = {row.number: verdict for verdict, row in worst_first}
    told = {
        "check": check.pk,
        "titles": read.titles,
        "rows": [[row.number, row.cells, by_row.get(row.number, "")] for row in read.rows],
    }
    context = {
        "check": check,
        "counts": [(each, check.counts[each]) for each in order if each in check.counts],
        "shown": shown,
        "more": max(0, len(verdicts) - SHOWN),
        "answer": signing.dumps(told, salt=SALT, compress=True),
    }
    return render(request, "certificates/roster_answer.html", context)
