"""Addresses of quizzes and observations."""

from django.urls import path

from assessments.views import analysis, attempts, desk, marking, oral, regrading, results, sheets

app_name = "assessments"
urlpatterns = [
    path("learn/attempts/start/<slug:quiz>/", attempts.intro, name="intro"),
    path("learn/attempts/<uuid:attempt>/", attempts.attempt, name="attempt"),
    path("learn/attempts/<uuid:attempt>/again/", attempts.again, name="again"),
    path("learn/sync/", attempts.sync, name="sync"),
    path("desk/quizzes/", analysis.quizzes, name="quizzes"),
    path("desk/quizzes/<slug:quiz>/", analysis.quiz, name="quiz"),
    path("desk/quizzes/<slug:quiz>/answers.xlsx", analysis.answers, name="answers"),
    path("desk/checklists/<slug:checklist>/", analysis.checklist, name="checklist"),
    path("desk/questions/<slug:question>/regrade/", regrading.regrade, name="regrade"),
    path("desk/marking/", marking.waiting, name="marking"),
    path("desk/attempts/<uuid:attempt>/", results.result, name="result"),
    path("desk/attempts/<uuid:attempt>/mark/", marking.mark, name="mark"),
    path("desk/attempts/<uuid:attempt>/late/", results.accept_late, name="accept_late"),
    path("desk/attempts/<uuid:attempt>/reopen/", results.reopen, name="reopen"),
    path("desk/attempts/<uuid:attempt>/void/", results.void, name="void_attempt"),
    path("desk/attempts/<uuid:attempt>/read/", oral.reading, name="reading"),
    path("desk/enrolments/<int:enrolment>/read/<slug:quiz>/", oral.read, name="read"),
    path("desk/enrolments/<int:enrolment>/observe/<slug:checklist>/", desk.begin, name="begin"),
    path("desk/enrolments/<int:enrolment>/unlock/<slug:quiz>/", desk.unlock, name="unlock"),
    path("desk/observations/<uuid:observation>/", desk.observation, name="observation"),
    path("desk/observations/<uuid:observation>/void/", desk.void, name="void"),
    path("desk/observations/<uuid:observation>/countersign/", desk.countersign, name="countersign"),
    path("desk/enrolments/<int:enrolment>/sheets/<slug:checklist>/", sheets.make, name="print"),
    path("desk/sheets/", sheets.type_in, name="sheets"),
    path("desk/sheets/<slug:sheet>/", sheets.sheet, name="sheet"),
]
