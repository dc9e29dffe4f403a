"""The report "Quizzes by country": which live quizzes certify nobody where, and what is missing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.readiness import countries, obstacles_of_live


@require_safe
def quizzes_by_country(request: HttpRequest) -> HttpResponse:
    """For whoever may see quizzes: per country the quizzes with an obstacle."""
    if not request.user.has_perm("assessments.view_quiz"):
        raise Http404
    found = obstacles_of_live()
    rows = [
        {
            "country": country,
            "quizzes": [
                (quiz, obstacle)
                for quiz, obstacles in found.items()
                for obstacle in obstacles
                if obstacle.country == country
            ],
        }
        for country in countries()
    ]
    context = {"rows": rows, "live": len(found)}
    return render(request, "assessments/admin/countries.html", context)
