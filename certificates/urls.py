"""Addresses of certificates."""

from django.urls import path

from certificates.views import due, holder, hr, roster, verify

app_name = "certificates"
urlpatterns = [
    path("verify/", verify.verify, name="verify"),
    path("V", verify.short, name="short"),
    path("hr/", hr.desk, name="hr"),
    path("hr/look-ups/", hr.lookups, name="lookups"),
    path("hr/roster/", roster.roster, name="roster"),
    path("hr/roster/spreadsheet/", roster.spreadsheet, name="roster_spreadsheet"),
    path("hr/due/", due.due, name="due"),
    path("hr/due/export/", due.export, name="due_export"),
    path("hr/certificates/<int:certificate>/revoke/", hr.revoke, name="revoke"),
    path("learn/certificates/", holder.certificates, name="mine"),
    path("learn/certificates/<int:certificate>/neutral/", holder.neutral, name="neutral"),
    path("learn/certificates/<int:certificate>/full/", holder.full, name="full"),
]
