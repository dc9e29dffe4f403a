"""Seals: the invisible signature of a PDF, and the certificates that stand behind it."""

import datetime as dt
import io

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

#: Long enough for a certificate's two years and the grace of those who check it late.
SEAL_YEARS, ROOT_YEARS = 6, 30
_USAGES = [
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
]


def new_root(at: dt.datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """Return a new root key and its own certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key, certificate("Peer Academy root", key, at, ROOT_YEARS, key, None)


def certificate(
    subject: str,
    key: ec.EllipticCurvePrivateKey,
    at: dt.datetime,
    years: int,
    root_key: ec.EllipticCurvePrivateKey,
    root: x509.Certificate | None,
) -> x509.Certificate:
    """A certificate for ``key``; without a ``root`` it is one itself."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)])
    is_root = root is None
    usage = dict.fromkeys(_USAGES, False)
    names = (
        ("key_cert_sign", "crl_sign") if is_root else ("digital_signature", "content_commitment")
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name if root is None else root.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - dt.timedelta(days=1))
        .not_valid_after(at + dt.timedelta(days=366 * years))
        .add_extension(x509.BasicConstraints(is_root, 0 if is_root else None), critical=True)
        .add_extension(x509.KeyUsage(**usage | dict.fromkeys(names, True)), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()),
            critical=False,
        )
        .sign(root_key, hashes.SHA256())
    )


def seal(pdf: bytes, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> bytes:
    """Return a PDF with an invisible PAdES signature (B-B) behind its unchanged bytes."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    signer = signers.SimpleSigner(
        signing_cert=_asn1(certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(
            key.private_bytes(forms.Encoding.DER, forms.PrivateFormat.PKCS8, forms.NoEncryption())
        ),
        # no chain: who checks has the root, and it would cost a kilobyte
        cert_registry=SimpleCertificateStore(),
    )
    meta = signers.PdfSignatureMetadata(
        field_name="Seal",
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
    )
    # the invisible field has no size: a visible one fails PDF/A and PDF/UA
    writer = signers.PdfSigner(meta, signer, new_field_spec=fields.SigFieldSpec("Seal"))
    return bytes(writer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getvalue())


def is_sealed(pdf: bytes, roots: list[str]) -> bool:
    """Whether a PDF carries exactly one seal, over the whole file, by a key that one of the roots (PEM)
    vouches for, and nothing was added since.

    A seal does not age: the paper has its own last day, and whether its key is trusted the list of keys says.
    So the chain is judged on the day after its certificate was made.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    trusted = [_asn1(x509.load_pem_x509_certificate(root.encode())) for root in roots]
    try:
        (found,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        moment = found.signer_cert.not_valid_before + dt.timedelta(days=1)
        context = ValidationContext(trust_roots=trusted, allow_fetching=False, moment=moment)
        verdict = validate_pdf_signature(found, context)
    except Exception:  # a hostile file may make its reader fail in any way; it is not sealed then
        return False
    whole = verdict.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return bool(verdict.bottom_line and whole)


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(forms.Encoding.DER))
