"""What anybody may fetch to check a certificate by a program: keys and status lists, and no person."""

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates import badge, proofs, signing, status_list
from certificates.models import Certificate, CertificateEvent, SigningKey


@require_safe
def did(request: HttpRequest) -> JsonResponse:
    """The did:web document: who issues, and the keys of credentials that are to be trusted."""
    issuer = badge.issuer_id(settings.ORIGIN)
    trusted = [
        key
        for key in SigningKey.objects.prefetch_related("events").order_by("pk")
        if key.distrusted_from is None
    ]
    methods = [
        {
            "id": f"{issuer}#{key.kid}",
            "type": "Multikey",
            "controller": issuer,
            "publicKeyMultibase": proofs.public_multibase(signing.ed25519_bytes(key.badge)),
        }
        for key in trusted
    ]
    return JsonResponse(
        {
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": issuer,
            "verificationMethod": methods,
            "assertionMethod": [method["id"] for method in methods],
        },
        content_type="application/did+json",
    )


@require_safe
def keys(request: HttpRequest) -> JsonResponse:
    """Every key of a code on paper as a JSON Web Key Set (RFC 7517), and since when one is distrusted."""
    return JsonResponse(
        {
            "keys": [
                {**key.token, "kid": key.kid, "alg": "ES256", "use": "sig"}
                | ({"distrusted_from": key.distrusted_from} if key.distrusted_from else {})
                for key in SigningKey.objects.prefetch_related("events").order_by("pk")
            ]
        }
    )


@require_safe
def status(request: HttpRequest, purpose: str) -> JsonResponse:
    """The status list of a purpose, signed just now: whoever fetches it checks nobody in particular."""
    if purpose not in status_list.PURPOSES:
        raise Http404
    key = SigningKey.objects.in_use().first()
    if key is None:
        return JsonResponse({"detail": "No key is in use yet."}, status=503)
    bits = Certificate.objects.with_bit(purpose).values_list("status_index", flat=True)
    last = CertificateEvent.objects.order_by("pk").last()
    # dated by the last change: a list that begins in the future makes every credential fail
    since = min(last.at, timezone.now()) if last else key.made_at
    moment = f"{since:%Y-%m-%dT%H:%M:%SZ}"
    issuer = badge.issuer_id(settings.ORIGIN)
    document = status_list.credential(
        list(bits), purpose=purpose, origin=settings.ORIGIN, issuer=issuer, valid_from=moment
    )
    signed = proofs.with_proof(
        document,
        method=f"{issuer}#{key.kid}",
        created=moment,
        sign=signing.signer(key.kid).sign_badge,
    )
    return JsonResponse(signed, content_type="application/vc")
