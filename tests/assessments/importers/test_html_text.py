import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.importers.html_text import plain_text, tidy
from assessments.importers.values import QuestionRefused

FORMATTING = "Bold, italics and other formatting was left out."
LINK = "The address of a link was left out; its words stay."
TABLE = "A table became lines of text."
SCRIPT = "A script or style sheet was left out."


def read(marked_up, **more):
    notes = []
    text = plain_text(marked_up, notes.append, **more)
    return text, notes


@pytest.mark.parametrize(
    ("marked_up", "text"),
    [
        ("Wash", "Wash"),
        ("<p>CD4 &lt; 350<br>cells</p><p>per  µl</p>", "CD4 < 350\ncells\nper µl"),
        ("a\n b", "a b"),
        ("a&nbsp;&eacute;&#8217;", "a é’"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ('<p class="a>b">x</p>', "x"),
        ("<p class='a>b'>x</p>", "x"),
        ("a <!-- <b>never</b> --> b", "a b"),
        ("10<sup>3</sup> and m<sup>-2</sup>", "10³ and m⁻²"),
        ("CO<sub>2</sub>", "CO₂"),
        ("the 4<sup>th</sup>", "the 4th"),
        ("x<sup>a+b</sup>, x<sub>a b</sub>", "x^(a+b), x_(a b)"),
        ("x<sup></sup>", "x"),
        ("10<sup>3", "10³"),
        ("10<sup>3<sub>2</sub>", "10³₂"),
        ("3</sup>4", "34"),
        ("2 < 3 and 4 > 3", "2 < 3 and 4 > 3"),
        ("a <unknown> b </unknown>", "a <unknown> b </unknown>"),
        ("a <b", "a <b"),
        ('a <p class="x> b', 'a <p class="x> b'),
        ("a <!-- b", "a <!-- b"),
        ("<script>x", "<script>x"),
        ("<SPAN>a</SPAN><o:p></o:p>", "a"),
        ("</p>a", "a"),
        ("a<", "a<"),
        ("", ""),
    ],
)
def test_plain_text_without_a_note(marked_up, text):
    assert read(marked_up) == (text, [])


@pytest.mark.parametrize(
    ("marked_up", "text", "note"),
    [
        ("<b>not</b> <i>now</i>", "not now", FORMATTING),
        ('<a href="https://x.example">here</a>', "here", LINK),
        ("<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>", "a | b |\nc |", TABLE),
        ("<style>p {}</style>a<script>if (a<b) {}</script>b", "ab", SCRIPT),
    ],
)
def test_plain_text_notes_what_it_leaves_out(marked_up, text, note):
    found, notes = read(marked_up)

    assert (found, set(notes)) == (text, {note})


@pytest.mark.parametrize(
    ("marked_up", "what"),
    [
        ('<img src="a.png">', "a picture"),
        ("<svg></svg>", "a picture"),
        ("<v:shape>", "a picture"),
        ("<video></video>", "a sound or a film"),
        ("<iframe>", "an embedded page"),
        ("<math>", "a formula"),
        ("CD4 <s>350</s> 500", "words struck through"),
        ("<INPUT>", "a form field"),
    ],
)
def test_plain_text_refuses_what_it_cannot_say(marked_up, what):
    with pytest.raises(QuestionRefused) as refusal:
        read(marked_up)

    assert refusal.value.reason == f"A text holds {what}, which cannot be carried over."


def test_plain_text_refuses_attached_files_and_endless_texts():
    with pytest.raises(QuestionRefused) as attached:
        read('<a href="@@PLUGINFILE@@/a.pdf">a</a>')
    with pytest.raises(QuestionRefused) as endless:
        read("x" * 50_001)

    assert attached.value.reason == (
        "A text points at an attached file, which cannot be carried over."
    )
    assert endless.value.reason == "A text is longer than 50,000 characters."
    assert read("x" * 50_000)[0] == "x" * 50_000


def test_plain_text_keeps_lines_on_request():
    assert read("a\n  b <p>c</p>", keep_lines=True) == ("a\nb\nc", [])


def test_tidy_drops_blanks_and_empty_lines():
    assert tidy("  a   b \n\n \n\tc  ") == "a b\nc"


class Counting(str):
    """A text that counts how far its searches reach."""

    looked_at = 0

    def find(self, what, start=0):
        found = super().find(what, start)
        Counting.looked_at += (found if found >= 0 else len(self)) - start
        return found


@pytest.mark.parametrize(
    "piece", ["<!--", "<p class='", '<p a="', "<script>", "<p ", "<sup>", "<x", "</"]
)
def test_plain_text_searches_hostile_input_once(piece):
    text = Counting(piece * (50_000 // len(piece)))
    Counting.looked_at = 0

    read(text)

    assert Counting.looked_at <= 2 * len(text)


TOKENS = ["<p", ">", "<sup>", "</sup>", "<sub>", "<!--", "-->", "<td>", "</td>", "<b>", "</", "'"]


@given(st.lists(st.sampled_from([*TOKENS, '"', "&lt;", "&nbsp;", "a", "1", " ", "\n", "<"])))
def test_plain_text_takes_whatever_comes(pieces):
    text, _ = read("".join(pieces))

    assert text == tidy(text)
