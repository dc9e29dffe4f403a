"""Addresses of quizzes and observations."""

from django.urls import path

from assessments.views import attempts, desk, sheets

app_name = "assessments"
urlpatterns = [
    path("learn/attempts/start/<slug:quiz>/", attempts.intro, name="intro"),
    path("learn/attempts/<uuid:attempt>/", attempts.attempt, name="attempt"),
    path("learn/attempts/<uuid:attempt>/again/", attempts.again, name="again"),
    path("learn/sync/", attempts.sync, name="sync"),
    path("desk/attempts/<uuid:attempt>/", desk.result, name="result"),
    path("desk/enrolments/<int:enrolment>/observe/<slug:checklist>/", desk.begin, name="begin"),
    path("desk/enrolments/<int:enrolment>/unlock/<slug:quiz>/", desk.unlock, name="unlock"),
    path("desk/observations/<uuid:observation>/", desk.observation, name="observation"),
    path("desk/observations/<uuid:observation>/void/", desk.void, name="void"),
    path("desk/observations/<uuid:observation>/countersign/", desk.countersign, name="countersign"),
    path("desk/enrolments/<int:enrolment>/sheets/<slug:checklist>/", sheets.make, name="print"),
    path("desk/sheets/", sheets.type_in, name="sheets"),
    path("desk/sheets/<slug:sheet>/", sheets.sheet, name="sheet"),
]
