"""Addresses of certificates."""

from django.urls import path

from certificates.views import api, due, holder, hr, placements, placing, published, roster, verify

app_name = "certificates"
urlpatterns = [
    path("verify/", verify.verify, name="verify"),
    path("V", verify.short, name="short"),
    path(".well-known/did.json", published.did, name="did"),
    path("api/v1/keys", published.keys, name="keys"),
    path("api/v1/status/<str:purpose>", published.status, name="status"),
    path("api/v1/openapi.json", api.openapi, name="openapi"),
    path("api/v1/verify", api.verify, name="api_verify"),
    path("api/v1/verify-many", api.verify_many, name="api_verify_many"),
    path("api/v1/changes", api.changes, name="api_changes"),
    path("api/v1/fhir/practitioner-qualifications", api.qualifications, name="api_qualifications"),
    path("hr/", hr.desk, name="hr"),
    path("hr/look-ups/", hr.lookups, name="lookups"),
    path("hr/certificates/<int:certificate>/<str:verb>/", hr.change, name="change"),
    path("hr/placements/", placements.register, name="placements"),
    path("hr/placements/doubtful/", placements.doubtful, name="doubtful"),
    path("hr/placements/propose/", placements.propose, name="propose"),
    path("hr/placements/of/<trainee:number>/", placements.history, name="placement_history"),
    path("hr/placements/<int:placement>/", placing.page, name="placement"),
    path("hr/placements/<int:placement>/amend/", placing.amend, name="amend"),
    path("hr/placements/<int:placement>/identity/", placing.identity, name="identity"),
    path("hr/placements/<int:placement>/conduct/", placing.conduct, name="conduct"),
    path("hr/placements/<int:placement>/verify/", placing.verify, name="verify_placement"),
    path("hr/placements/<int:placement>/ask/", placing.ask, name="ask_override"),
    path("hr/placements/<int:placement>/allow/", placing.allow, name="allow_override"),
    path("hr/placements/<int:placement>/place/", placing.place, name="place"),
    path("hr/placements/<int:placement>/end/", placing.end, name="end_placement"),
    path("hr/placements/<int:placement>/cancel/", placing.cancel, name="cancel_placement"),
    path("learn/placements/", placements.mine, name="my_placements"),
    path("hr/roster/", roster.roster, name="roster"),
    path("hr/roster/spreadsheet/", roster.spreadsheet, name="roster_spreadsheet"),
    path("hr/due/", due.due, name="due"),
    path("hr/due/export/", due.export, name="due_export"),
    path("learn/certificates/", holder.certificates, name="mine"),
    path("learn/certificates/<int:certificate>/neutral/", holder.neutral, name="neutral"),
    path("learn/certificates/<int:certificate>/full/", holder.full, name="full"),
]
