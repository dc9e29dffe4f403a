"""Names in the browser and names here are compared by the same form, sign by sign."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import payload
from certificates.codes import new_number, same_name
from tests.journeys.modules import modules

pytestmark = pytest.mark.browser
NAMES = [
    "Nomvula Thandeka Dlamini", "DLAMINI, Nomvula Thandeka", "nomvula  dlamini", "Nomvula-Thandeka",
    "Ng'ang'a", "Ng’ang’a", "Ng´ang´a", "Ngʼangʼa", "Ng`ang`a", "O′Neill", "Wanjikũ", "Wanjiku\u0303",
    "Mũthoni wa Kamaũ", "Chimwemwe Ŵanda", "Nakaŋŋo", "Ọlábísí Adébáyọ̀", "Ìyá Ọ̀ṣun", "Ƙarima Ɓala",
    "José da Conceição", "Zoë Müller", "STRASSE Weiß", "WEISS strasse", "GROẞ Maß", "İpek Işık", "ıI iİ",
    "ΟΔΥΣΣΕΥΣ Σίσυφος", "ς σ Σ", "ᾳ ᾼ Αι", "ﬁ ﬂ ﬀ", "ŉ ǰ ΐ և", "ſtraſſe", "Ｆｕｌｌ　Ｗｉｄｔｈ", "Ⅻ ② ½",
    "መሠረት ገብረ", "አበበ ፩", "नेहा शर्मा", "ท่านผู้หญิง", "مريم عبد الله", "שרה לוי", "ᏣᎳᎩ ꭰꭱ", "ᲀᲁ", "Łucja Øst",
    "Mary\u00a0Jane", "Mary\u200bJane", "Mary\u200dJane", "Mary\tJane\n", "\u2066Mary\u2069", "Mary\ufe0f",
    "Dr. Mary, PhD (hon.)", "A_B+C=D", "123 Mary 4", "", " ", "'", "-", "😀 Mary", "𝐌𝐚𝐫𝐲", "𞤀𞤣𞤤𞤢𞤥 𞤢𞤣𞤤𞤢𞤥",
    "ａ Ａ 𐐀", "한글 이름", "日本 太郎", "豈 更",
    "\ufb1d \u0344", "q\u0307\u0323 q\u0323\u0307", "\u0345a a\u0345",
]  # fmt: skip
LETTERS = st.characters(exclude_categories=("Cs", "Cn"))
LIKE_NAMES = st.text(alphabet="aAbßSsΣςσİıŵŋé'´’-., \u0301\u0323\u0345ᾳﬁ𐐀Ꭰꭰ豈", max_size=12)
SAME_NAME = "return m.sameName(value);"


def test_table_of_names(script):
    assert script.each("names", SAME_NAME, NAMES) == [same_name(name) for name in NAMES]


def test_every_sign_there_is(script):
    """All that Python's Unicode knows, between two letters; private ones are all alike."""
    signs = [chr(code) for code in range(sys.maxunicode + 1)]
    signs = [sign for sign in signs if unicodedata.category(sign) not in ("Cs", "Cn", "Co")]
    names = [f"a{sign}B" for sign in signs]

    found = script.each("names", SAME_NAME, names)

    wrong = {name: said for name, said in zip(names, found, strict=True) if said != same_name(name)}
    assert (len(names) > 140_000, wrong) == (True, {})


@given(names=st.lists(st.one_of(LIKE_NAMES, st.text(LETTERS, max_size=15)), max_size=60))
def test_names_that_hypothesis_makes(script, names):
    assert script.each("names", SAME_NAME, names) == [same_name(name) for name in names]


def test_plain_lower_case_would_differ(browser):
    """The twin: without the table of folds, the table of names finds them."""
    off = ("names.js", 'Array.from(decomposed, folded).join("")', "decomposed.toLowerCase()")
    with modules(browser, off) as broken:
        found = broken.each("names", SAME_NAME, NAMES)

    differ = [name for name, said in zip(NAMES, found, strict=True) if said != same_name(name)]
    assert {"STRASSE Weiß", "ς σ Σ", "ᏣᎳᎩ ꭰꭱ"} <= set(differ)


def test_what_stands_for_a_name(script):
    numbers = [new_number() for _ in range(8)]
    names = [*NAMES[:4], "Weiß", "Ng´ang´a", "መሠረት ገብረ", "😀 Mary"]
    asked = [
        [name, list(payload._packed(number))] for name, number in zip(names, numbers, strict=True)
    ]
    body = "return Array.from(await m.commit(value[0], Uint8Array.from(value[1])));"

    found = [bytes(answer) for answer in script.each("names", body, asked)]

    assert found == list(map(payload.commit, names, numbers))
