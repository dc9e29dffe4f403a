"""The rules for paper, as a sheet for the screen: so a preview shows what a printer would."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

_OPENS = re.compile(r"@media\s+print\s*\{")
#: A sheet of A4 within its margins.
WIDTH = "@layer print { body { max-width: 180mm; margin: 15mm auto; } }"


def print_rules(css: str) -> str:
    """What stands in the ``@media print`` of a sheet, without that condition, in the layer for paper.

    "@media print { nav { display: none; } }" becomes "@layer print { nav { display: none; } }".
    """
    found = []
    for opening in _OPENS.finditer(css):
        depth, end = 1, opening.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        found.append(css[opening.end() : end - 1].strip())
    return "@layer print { " + " ".join(found) + " }"


@require_safe
def paper_sheet(request: HttpRequest) -> HttpResponse:
    """The site's own rules for paper: there is no second copy of them."""
    rules = print_rules(Path(finders.find("css/site.css")).read_text())
    return HttpResponse(f"{rules}\n{WIDTH}\n", content_type="text/css")
