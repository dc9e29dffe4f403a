"""Addresses of certificates."""

from django.urls import path

from certificates.views import holder, hr, published, verify

app_name = "certificates"
urlpatterns = [
    path("verify/", verify.verify, name="verify"),
    path("V", verify.short, name="short"),
    path(".well-known/did.json", published.did, name="did"),
    path("api/v1/keys", published.keys, name="keys"),
    path("api/v1/status/<str:purpose>", published.status, name="status"),
    path("hr/", hr.desk, name="hr"),
    path("hr/look-ups/", hr.lookups, name="lookups"),
    path("hr/certificates/<int:certificate>/<str:verb>/", hr.change, name="change"),
    path("learn/certificates/", holder.certificates, name="mine"),
    path("learn/certificates/<int:certificate>/neutral/", holder.neutral, name="neutral"),
    path("learn/certificates/<int:certificate>/full/", holder.full, name="full"),
]
