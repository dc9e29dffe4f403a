"""What the code on a certificate says: a signed token of 137 bytes, and the link that carries it.

The token is a CWT in a COSE_Sign1 (RFC 8392, RFC 9052) with ES256. It holds number, dates, the edition of
the programme as a number, the place in the status list and the name as a salted commitment, so whoever
scans it reads nothing about her. It rides behind the ``#`` of a link: no server ever sees it.

    18([<< {1: -7, 4: kid} >>, {}, << {4: exp, 6: iat, 7: number, -65537: [edition, index, commitment]} >>,
        signature])

``iat`` is midnight (UTC) of the day of issue, ``exp`` midnight after the last day, so that the last day is
included everywhere east of Greenwich, and never cut short there.
"""

import base64
import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cbor2

from certificates.codes import ALPHABET, LENGTH, check_character, same_name

#: Bytes of a key's id, of a signature (r and s), and of what stands for the name.
KID_SIZE, SIGNATURE_SIZE, COMMITMENT_SIZE = 4, 64, 16
#: Rounds of PBKDF2-SHA256 behind the commitment: each guess of a name costs about 50 ms.
ROUNDS = 200_000
_ES256, _ALG, _KID = -7, 1, 4
_EXP, _IAT, _CTI, _OURS = 4, 6, 7, -65537
_SIGN1 = 18
#: More bytes than any token has; what is longer is not even looked at.
_LONGEST = 256
_DAY = 24 * 60 * 60


class TokenRefused(Exception):
    """Not a token of ours: altered, cut, of another form, or not signed by the key that it names."""


@dataclass(frozen=True)
class Claims:
    """What a token says.

    ``number`` without hyphens; ``edition``: the programme edition's id; ``index``: the place in the status
    list; ``commitment``: 16 bytes that stand for the name.
    """

    number: str
    issued_on: dt.date
    expires_on: dt.date
    edition: int
    index: int
    commitment: bytes


def commit(name: str, number: str) -> bytes:
    """Return what stands for a name beside this number: 16 bytes, slow to make on purpose."""
    normal = same_name(name).encode()
    salt = _packed(number)
    return hashlib.pbkdf2_hmac("sha256", normal, salt, ROUNDS, dklen=COMMITMENT_SIZE)


def token(claims: Claims, kid: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """Return the signed token; ``sign`` gives the 64 bytes of an ES256 signature over its argument."""
    protected, payload = _encoded({_ALG: _ES256, _KID: kid}), _payload(claims)
    signature = sign(_to_sign(protected, payload))
    return _encoded(cbor2.CBORTag(_SIGN1, [protected, {}, payload, signature]))


def read(data: bytes, is_signed: Callable[[bytes, bytes, bytes], bool]) -> Claims:
    """Return what a token says; ``is_signed(kid, message, signature)`` asks the key that it names.

    There is exactly one form: trailing bytes, another algorithm or another order are refused. Whether the
    day is past is for the caller. Raises TokenRefused.
    """
    try:
        if len(data) > _LONGEST:
            raise ValueError
        protected, unprotected, payload, signature = cbor2.loads(data).value
        headers, said = cbor2.loads(protected), cbor2.loads(payload)
        kid, claims = _checked_bytes(headers[_KID]), _claims(said)
        again = token(claims, kid, lambda message: _checked_bytes(signature))
    except (
        cbor2.CBORError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
    ) as no:
        raise TokenRefused("This is not a code of ours.") from no
    if again != data or unprotected != {} or len(kid) != KID_SIZE:
        raise TokenRefused("This is not a code of ours.")
    if not is_signed(kid, _to_sign(protected, payload), signature):
        raise TokenRefused("This code was not made by us, or was changed.")
    return claims


def link(origin: str, data: bytes) -> str:
    """Return the link to print, e.g. ``HTTPS://PEER.EXAMPLE/V#2KCEH…``: capitals make a smaller code."""
    return f"{origin.upper()}/V#{_letters(data)}"


def from_link(text: str) -> bytes:
    """Return the token in a link, whatever host stands before it; raises TokenRefused."""
    letters = text.strip().rpartition("#")[2].upper()
    try:
        data = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError as no:
        raise TokenRefused("This is not a code of ours.") from no
    if _letters(data) != letters:  # the bits that fill up the last letter must be zeros
        raise TokenRefused("This is not a code of ours.")
    return data


def _letters(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=")


def _payload(claims: Claims) -> bytes:
    return _encoded(
        {
            _EXP: _seconds(claims.expires_on) + _DAY,
            _IAT: _seconds(claims.issued_on),
            _CTI: _packed(claims.number),
            _OURS: [claims.edition, claims.index, claims.commitment],
        }
    )


def _claims(payload: dict[int, Any]) -> Claims:
    edition, index, commitment = payload[_OURS]
    if len(_checked_bytes(commitment)) != COMMITMENT_SIZE:
        raise ValueError
    if type(edition) is not int or type(index) is not int:
        raise TypeError
    return Claims(
        number=_unpacked(payload[_CTI]),
        issued_on=_day(payload[_IAT]),
        expires_on=_day(payload[_EXP] - _DAY),
        edition=edition,
        index=index,
        commitment=commitment,
    )


def _checked_bytes(value: Any) -> bytes:
    """``value`` if it is bytes; ``bytes(5_000_000_000)`` would be as many zeros."""
    if not isinstance(value, bytes):
        raise TypeError
    return value


def _to_sign(protected: bytes, payload: bytes) -> bytes:
    return _encoded(["Signature1", protected, b"", payload])


def _encoded(value: Any) -> bytes:
    return cbor2.dumps(value, canonical=True)


def _packed(number: str) -> bytes:
    """The 60 bits of a number, without its check character, as 8 bytes."""
    value = 0
    for sign in number[:LENGTH]:
        value = value * 32 + ALPHABET.index(sign)
    return value.to_bytes(8, "big")


def _unpacked(data: bytes) -> str:
    value = int.from_bytes(data, "big")
    if len(data) != 8 or value >> 5 * LENGTH:
        raise ValueError
    body = "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return body + check_character(body)


def _seconds(day: dt.date) -> int:
    return int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())


def _day(seconds: int) -> dt.date:
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    if seconds % _DAY:
        raise ValueError
    return moment.date()
