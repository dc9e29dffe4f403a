"""One content, one spelling, one hash."""

import json
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from curriculum.canonical import canonical, digest

often = settings(max_examples=500, deadline=None, derandomize=True)

words = st.text(st.characters(exclude_categories=["Cs"]))
accents = st.text(st.sampled_from("aefn\n\t\x1f\u0301\u0303\u0307\u0338\u1100\u1161<="), max_size=6)
strings = words | accents
keys = strings.map(lambda text: unicodedata.normalize("NFC", text))
leaves = st.none() | st.booleans() | st.integers() | strings
contents = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


def spelt(content, form: str):
    """``content`` with every string, keys included, typed in one Unicode form."""
    if isinstance(content, str):
        return unicodedata.normalize(form, content)
    if isinstance(content, dict):
        return {spelt(key, form): spelt(value, form) for key, value in content.items()}
    if isinstance(content, list):
        return [spelt(value, form) for value in content]
    return content


def turned(content):
    """``content`` with the entries of every dict in the other order."""
    if isinstance(content, dict):
        return {key: turned(value) for key, value in reversed(content.items())}
    if isinstance(content, list):
        return [turned(value) for value in content]
    return content


def test_canonical_is_the_worked_example():
    composed = canonical({"b": 1, "a": "\u00e9"})
    assert composed == '{"a":"\u00e9","b":1}'.encode()
    assert len(composed) == 16
    assert canonical({"a": "e\u0301", "b": 1}) == composed


@pytest.mark.parametrize(
    ("content", "written"),
    [
        (None, "null"),
        (True, "true"),
        (1, "1"),
        ("", '""'),
        ([], "[]"),
        ((1, "a"), '[1,"a"]'),
        ({"b": [{"d": 1, "c": 2}], "a": None}, '{"a":null,"b":[{"c":2,"d":1}]}'),
        ('"\\\n', '"\\"\\\\\\n"'),
        ("Wanjik\u0169 \U0001f600", '"Wanjik\u0169 \U0001f600"'),
    ],
)
def test_canonical_writes(content, written):
    assert canonical(content).decode() == written


@often
@given(contents)
@example("\n\u0303")
@example(["\x1f\u0307", "<\u0338"])
def test_canonical_says_the_same_when_read_back(content):
    assert json.loads(canonical(content)) == spelt(content, "NFC")


@often
@given(contents)
@example({"f": 1, "\u00e9": 2})
def test_canonical_is_one_however_typed_and_ordered(content):
    assert canonical(turned(spelt(content, "NFD"))) == canonical(content)


@often
@given(contents, contents)
def test_digest_is_equal_just_for_equal_contents(one, other):
    same = json.dumps(spelt(one, "NFC"), sort_keys=True) == json.dumps(
        spelt(other, "NFC"), sort_keys=True
    )
    assert (digest(one) == digest(other)) is same
    assert digest(one) == digest(turned(one))


@often
@given(contents)
def test_canonical_of_what_was_read_back_is_the_same(content):
    written = canonical(content)
    assert canonical(json.loads(written)) == written


def test_digest_is_the_hash_of_the_bytes():
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    expected = "aa58fba8483623bed37c1b02edfccbdd9a53123837c20bfa4cb4049993a2872e"
    assert digest({"b": 1, "a": "e\u0301"}) == expected


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_canonical_refuses_what_is_no_number(number):
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"score": number})


def test_canonical_refuses_half_a_surrogate_pair():
    with pytest.raises(ValueError, match="surrogates not allowed"):
        canonical(["\ud800"])


def test_canonical_refuses_two_keys_that_look_the_same():
    with pytest.raises(ValueError, match="Two keys differ only in how an accent was typed"):
        canonical({"\u00e9": 1, "e\u0301": 2})


@pytest.mark.parametrize("thing", [{1, 2}, b"bytes", object()])
def test_canonical_refuses_what_json_cannot_say(thing):
    with pytest.raises(TypeError, match="not JSON serializable"):
        canonical({"thing": thing})
