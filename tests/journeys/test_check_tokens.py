"""Links, tokens and status lists are read in the browser as they are read here."""

import datetime as dt

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import payload, status_list
from certificates.codes import new_number, show_number
from tests.journeys.codes import make_link
from tests.journeys.modules import modules

pytestmark = pytest.mark.browser
READ = """
    const read = m.readToken(Uint8Array.from(value));
    for (const name of ["salt", "commitment", "toSign", "signature"]) read[name] = Array.from(read[name]);
    return read;
"""


def names_are_bytes(data: bytes) -> bool:
    """Whether key id and signature, if there are any, are bytes."""
    try:
        protected, _, _, signature = cbor2.loads(data).value
        kid = cbor2.loads(protected)[4]
    except Exception:
        return True
    return type(kid) is type(signature) is bytes


def read_here(data: bytes) -> dict | None:
    """What Python reads, of what we would issue: bytes, whole numbers, places that the lists have."""
    seen = []
    if not names_are_bytes(data):  # a number there would be asked for as so many bytes
        return None
    try:
        claims = payload.read(data, lambda *asked: not seen.append(asked))
    except payload.TokenRefused:
        return None
    kid, message, signature = seen[0]
    counts = (claims.edition, claims.index)
    if any(type(count) is not int or not 0 <= count < 2**53 for count in counts):
        return None
    dates = [
        round(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp() * 1000)
        for day in (claims.issued_on, claims.expires_on)
    ]
    is_ours = type(claims.commitment) is bytes and len(signature) == 64 and min(dates) >= 0
    if not is_ours or claims.index >= status_list.SIZE:
        return None
    return {
        "kid": kid.hex(),
        "number": show_number(claims.number),
        "salt": list(payload._packed(claims.number)),
        "issuedOn": dates[0],
        "expiresOn": dates[1],
        "edition": claims.edition,
        "index": claims.index,
        "commitment": list(claims.commitment),
        "toSign": list(message),
        "signature": list(signature),
    }


days = st.dates(dt.date(1990, 1, 1), dt.date(2199, 12, 31))
some_claims = st.builds(
    payload.Claims,
    number=st.builds(new_number),
    issued_on=days,
    expires_on=days,
    edition=st.integers(0, 2**53 - 1) | st.integers(0, 300),
    index=st.integers(0, status_list.SIZE - 1) | st.integers(0, 300) | st.just(status_list.SIZE),
    commitment=st.binary(min_size=16, max_size=16),
)


@st.composite
def tokens(draw) -> bytes:
    """Whole ones and, as often, ones with a few bytes changed, put in, left out or appended."""
    data = payload.token(
        draw(some_claims),
        draw(st.binary(min_size=4, max_size=4)),
        lambda message: draw(st.binary(min_size=64, max_size=64)),
    )
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(data)))
        new = draw(st.binary(max_size=3))
        data = data[:place] + new + data[place + draw(st.integers(0, 2)) :]
    return data


@given(many=st.lists(tokens(), min_size=1, max_size=40))
def test_every_token_is_read_alike(script, many):
    found = script.each("token", READ, [list(data) for data in many])

    assert found == [read_here(data) for data in many]


def test_every_changed_byte_of_a_token_is_read_alike(script, signer):
    """Each bit turned in the parts that are not the signature's own bytes."""
    data = payload.from_link(make_link(signer))
    edge = len(data) - payload.SIGNATURE_SIZE
    changed = [
        data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]
        for place in range(edge)
        for bit in range(8)
    ]

    found = script.each("token", READ, [list(each) for each in changed])

    assert found == [read_here(each) for each in changed]
    assert sum(each is not None for each in found) > edge


def test_one_form_that_is_not_compared_would_let_others_in(browser, signer):
    """The twin: without re-encoding, a number in a longer form than needed passes."""
    data = payload.from_link(make_link(signer))
    longer = data.replace(b"\xa2\x01\x26", b"\xa2\x01\x38\x06", 1)  # -7 in two bytes
    longer = longer.replace(b"\x84\x49", b"\x84\x4a", 1)
    assert len(longer) == len(data) + 1
    with modules(browser) as whole:
        assert whole.one("token", READ, list(longer)) is None
    off = ("cbor.js", "!sameBytes(write(value), bytes)", "false")
    with modules(browser, off) as loose:
        body = "return m.read(Uint8Array.from(value)).number;"
        assert loose.one("cbor", body, list(longer)) == 18
        assert (
            loose.one("token", READ, list(longer)) is None
        )  # the second lock: the token's own form


def read_link_here(text: str) -> list[int] | None:
    try:
        return list(payload.from_link(text))
    except payload.TokenRefused:
        return None


@given(st.lists(st.text("ABZ27abz #=\n019é", max_size=20) | st.binary(max_size=9).map(
    lambda data: payload.link("https://a.example", data)), max_size=50))  # fmt: skip
def test_link_is_read_as_here_or_not_at_all(script, texts):
    """Python also takes letters whose last bits say nothing, and padding; one token has one link here."""
    found = script.each("token", "return Array.from(m.fromLink(value));", texts)

    for text, said in zip(texts, found, strict=True):
        here = read_link_here(text)
        is_one_form = (
            here is not None
            and text.strip().rpartition("#")[2].upper()
            == (payload.link("", bytes(here)).rpartition("#")[2])
        )
        assert said == (here if is_one_form else None)


@given(st.sets(st.integers(0, status_list.SIZE - 1), max_size=300), st.data())
def test_lists_have_the_same_bits(script, indexes, data):
    near = [place for index in indexes for place in (index - 1, index, index + 1)]
    places = [place for place in [0, *near, status_list.SIZE - 1] if 0 <= place < status_list.SIZE]
    text = status_list.encoded(indexes)
    body = "const bits = await m.unpack(value[0]); return value[1].map((place) => m.isSet(bits, place));"

    found = script.one("status", body, [text, places])

    assert found == [place in indexes for place in places]


def test_place_outside_the_list_is_refused(script):
    body = "return m.isSet(await m.unpack(value[0]), value[1]);"
    text = status_list.encoded([status_list.SIZE - 1])

    assert script.each("status", body, [[text, 131_071], [text, 131_072]]) == [True, None]
