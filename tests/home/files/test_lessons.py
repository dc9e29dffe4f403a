import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home.files.lessons import BLOCKS, read_lesson
from home.files.problems import Problems
from home.files.references import References
from tests.home.files.folders import LESSON, changed, problems_in, write

STEADY = settings(max_examples=500, deadline=None, derandomize=True)
HEAD = "---\ntitle: T\nminutes: 10\nsummary: S.\n---\n"
FACT = "::: fact source=S1 mark=R review=2027-11-22 guidance=infant_tests"
ONLY = "only paragraphs, ## and ### headings, lists, bold and italics are known"


def read(text: str) -> tuple[dict | None, list[str]]:
    """The lesson and what is wrong with it, each as "line: reason"."""
    refs = References(frozenset({"S1"}), frozenset({"infant_tests"}), Problems())
    lesson = read_lesson("l1.md", text, refs)
    return lesson, [f"{problem.line}: {problem.reason}" for problem in refs.problems]


def faults(body: str) -> list[str]:
    """What is wrong with a lesson whose text begins on line 6."""
    return read(HEAD + body)[1]


def blocks(body: str) -> list[dict]:
    lesson, wrong = read(HEAD + body)
    assert wrong == []
    return lesson["blocks"]


def test_lesson_reads_into_head_and_blocks():
    lesson, wrong = read(LESSON)

    fact = {
        "statement": "<p>A <b>fact</b>.</p>",
        "source": "S1",
        "mark": "R",
        "review_by": "2027-11-22",
        "guidance_key": "infant_tests",
    }
    guidance = {"guidance_key": "infant_tests", "question": "<p>When is a baby tested?</p>"}
    role_play = {"title": "In the ward", "minutes": 10, "body": "<p>Two of you talk.</p>"}
    assert wrong == []
    assert {key: value for key, value in lesson.items() if key != "blocks"} == {
        "title": "A lesson",
        "minutes": 10,
        "summary": "You can explain it.",
    }
    assert lesson["blocks"] == [
        {"type": "text", "value": "<h2>Heading</h2>\n<p>Some <i>text</i>.</p>"},
        {"type": "fact", "value": fact},
        {"type": "local_guidance", "value": guidance},
        {"type": "role_play", "value": role_play},
        {"type": "key_message", "value": "<p>Remember this.</p>"},
        {"type": "case", "value": {"title": "Grace", "body": "<p>Grace asks.</p>"}},
        {"type": "reflection", "value": "<p>What did you learn?</p>"},
        {"type": "text", "value": "<p>Goodbye.</p>"},
    ]


def test_blocks_for_teaching_are_read():
    read_blocks = blocks(
        "::: danger\nGo now.\n:::\n::: do\n- Ask.\n:::\n::: dont\n- Guess.\n:::\n"
        '::: myth myth="Cups pass it."\nThey do not.\n:::\n'
        '::: check question="Why?"\nBecause.\n:::\n::: facilitator\nIn pairs.\n:::\n'
    )

    assert [(block["type"], block["value"]) for block in read_blocks] == [
        ("danger", "<p>Go now.</p>"),
        ("do", "<ul>\n<li>Ask.</li>\n</ul>"),
        ("dont", "<ul>\n<li>Guess.</li>\n</ul>"),
        ("myth", {"myth": "Cups pass it.", "truth": "<p>They do not.</p>"}),
        ("check", {"question": "Why?", "answer": "<p>Because.</p>"}),
        ("facilitator", "<p>In pairs.</p>"),
    ]


def test_lists_and_small_headings_are_known():
    assert blocks("### Steps\n\n1. One.\n2. Two.\n\n- A\n- B\n") == [
        {
            "type": "text",
            "value": "<h3>Steps</h3>\n<ol>\n<li>One.</li>\n<li>Two.</li>\n</ol>\n"
            "<ul>\n<li>A</li>\n<li>B</li>\n</ul>",
        }
    ]


def test_signs_of_html_in_words_stay_words():
    assert blocks("Under 5 < 6 & more.\n") == [
        {"type": "text", "value": "<p>Under 5 &lt; 6 &amp; more.</p>"}
    ]


@pytest.mark.parametrize(
    "text", ["", "# A lesson\n", "title: T\n---\nText.\n", "---\ntitle: T\nText.\n", " ---\n---\n"]
)
def test_lesson_without_front_matter_is_refused(text):
    assert read(text) == (None, ["1: starts without front matter between two lines of ---"])


def test_lesson_with_empty_front_matter_is_refused():
    assert read("---\n---\nText.\n") == (None, ["2: nothing is written here"])


@pytest.mark.parametrize("body", ["", "\n\n  \n"])
def test_empty_lesson_is_refused(body):
    assert faults(body) == ["6: the lesson is empty"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Text.\n::: video\nLook.\n:::\n", ["7: 'video' is no block; known: " + ", ".join(BLOCKS)]),
        (':::  ""\nLook.\n:::\nText.\n', ["6: '' is no block; known: " + ", ".join(BLOCKS)]),
        ("Text.\n\n::: key\nNever ends.\n", ["8: the block 'key' is never closed with :::"]),
        (
            "::: key\nOne.\n::: key\nTwo.\n:::\n",
            ["8: a ::: block opens inside another, or closes none"],
        ),
        ("Text.\n:::\nMore.\n", ["7: a ::: block opens inside another, or closes none"]),
        ("Text.\n::: key\n:::\n", ["7: the block 'key' is empty"]),
        ("Text.\n::: key\n\n   \n:::\n", ["7: the block 'key' is empty"]),
        ('::: case title="Grace\nText.\n:::\n', ["6: a quotation mark is not closed"]),
        (
            "::: key colour=red size=2\nText.\n:::\n",
            ["6: key knows no 'colour'", "6: key knows no 'size'"],
        ),
        ("::: key important\nText.\n:::\n", ["6: key knows no 'important'"]),
        ("::: case\nText.\n:::\n", ["6: case needs title="]),
        ("::: case title=\nText.\n:::\n", ["6: case needs title="]),
        (
            "::: fact\nText.\n:::\n",
            ["6: fact needs source=", "6: fact needs mark=", "6: fact needs review="],
        ),
        ("::: guidance\nWhat?\n:::\n", ["6: guidance needs key="]),
        ("::: role-play title=T\nText.\n:::\n", ["6: role-play needs minutes="]),
    ],
)
def test_broken_block_is_refused_with_its_line(body, expected):
    assert faults(body) == expected


@pytest.mark.parametrize("minutes", ["0", "121", "ten", "1.5", "-5", "²", "010"])
def test_minutes_that_are_no_whole_number_are_refused(minutes):
    body = f"::: role-play title=T minutes={minutes}\nText.\n:::\n"

    assert faults(body) == ["6: minutes must be a whole number from 1 to 120"]


@pytest.mark.parametrize(("text", "minutes"), [("1", 1), ("99", 99), ("100", 100), ("120", 120)])
def test_minutes_from_1_to_120_are_read(text, minutes):
    (block,) = blocks(f"::: role-play title=T minutes={text}\nText.\n:::\n")

    assert block["value"]["minutes"] == minutes


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("source=S1", "source=S9", "10: source 'S9' is not in sources.yaml"),
        ("mark=R", "mark=X", "10: mark must be V, R or K"),
        ("review=2027-11-22", "review=soon", "10: review must be a date like 2027-11-22"),
        ("review=2027-11-22", "review=2027-13-01", "10: review must be a date like 2027-11-22"),
        (
            "guidance=infant_tests",
            "guidance=baby_tests",
            "10: guidance key 'baby_tests' is not in guidance.yaml",
        ),
        (
            "::: guidance key=infant_tests",
            "::: guidance key=baby_tests",
            "14: guidance key 'baby_tests' is not in guidance.yaml",
        ),
    ],
)
def test_fact_or_guidance_without_ground_is_refused(tmp_path, old, new, expected):
    assert problems_in(write(tmp_path, changed("m1/l1.md", old, new))) == [f"m1/l1.md:{expected}"]


def test_fact_may_stand_without_guidance():
    (block,) = blocks("::: fact source=S1 mark=V review=2027-11-22\nA fact.\n:::\n")

    assert block["value"]["guidance_key"] == ""


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("One.\n\nTwo <b>bold</b>.\n", 8),
        ("<script>alert(1)</script>\n", 6),
        ("One.\n<!-- hidden -->\n", 7),
        ("See [here](https://example.org).\n", 6),
        ("One.\n\n![A picture](a.png)\n", 8),
        ("Type `this`.\n", 6),
        ("One.\n\n> Said somebody.\n", 8),
        ("One.\n\n  > Said somebody.\n", 8),
        ("One.\n\n\n| a | b |\n", 9),
        ("One.\n\n# Big\n", 8),
        ("One.\n\n  # Big\n", 8),
        ("One.\n\n#### Small\n", 8),
        ("One.\n\n   #### Small\n", 8),
        ("One.\n#", 7),
        ("::: key\nOne.\n\n<u>Two</u>\n:::\n", 9),
    ],
)
def test_html_links_and_unknown_markdown_are_refused(body, line):
    assert faults(body) == [f"{line}: {ONLY}"]


def test_every_fault_of_a_lesson_is_told():
    body = f"<i>One</i>.\n\n{FACT.replace('S1', 'S9')}\n:::\n\n::: film\n:::\n"

    assert faults(body) == [
        f"6: {ONLY}",
        "8: the block 'fact' is empty",
        "8: source 'S9' is not in sources.yaml",
        "11: 'film' is no block; known: " + ", ".join(BLOCKS),
        "11: the block 'film' is empty",
    ]


LINES = st.sampled_from(
    [
        ":::", "::: key", "::: fact", FACT, "::: case title=T", "::: case title='", "::: x y=",
        "::: role-play title=T minutes=²", "text", "", "  ", "# a", "<b>", "- item", "1. item",
        "---", "> q", "**bold*", "[a](b)", "::::", "\\", "::: \\",
    ]
)  # fmt: skip


@STEADY
@given(st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=12))
def test_any_lesson_gives_blocks_or_a_fault_with_a_line_of_the_file(lines):
    lesson, wrong = read(HEAD + "\n".join(lines))

    last = 6 + len((HEAD + "\n".join(lines)).splitlines())
    assert lesson["blocks"] != [] or wrong != []
    assert {int(fault.split(":")[0]) for fault in wrong} <= set(range(6, last + 1))


@STEADY
@given(st.text(max_size=200))
def test_any_text_alone_is_a_lesson_or_a_fault(text):
    lesson, wrong = read(text)

    assert (lesson is None) == (wrong != [])


@STEADY
@given(st.text(alphabet=st.characters(exclude_characters=":", codec="utf-8"), max_size=80))
def test_no_tag_comes_out_that_is_not_known(text):
    lesson, wrong = read(HEAD + "Words.\n" + text)

    value = "".join(block["value"] for block in lesson["blocks"])
    for tag in ("p", "h2", "h3", "ul", "ol", "li", "b", "i"):
        value = value.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    value = value.replace("<br />", "")
    if wrong == []:
        assert "<" not in value


def test_lesson_serves_objectives_of_its_module_alone(tmp_path):
    served = LESSON.replace("minutes: 10", "minutes: 10\nobjectives: [o1, o9, 2027-01-01]")
    said = "is not one of o1"

    assert problems_in(write(tmp_path, {"m1/l1.md": served})) == [
        f"m1/l1.md:4: objective 'o9' {said}",
        f"m1/l1.md:4: objective datetime.date(2027, 1, 1) {said}",
    ]


def test_sign_that_cannot_be_printed_is_refused_with_its_line(tmp_path):
    hidden = LESSON.replace("title=Grace", "title=Gra\0ce")
    line = 1 + LESSON[: LESSON.index("title=Grace")].count("\n")

    assert problems_in(write(tmp_path, {"m1/l1.md": hidden})) == [
        f"m1/l1.md:{line}: holds a sign that cannot be printed"
    ]
