"""What each block is for, with a sample, as the editors' list of blocks shows them before one is chosen."""

import datetime as dt
from typing import Any

#: By block: one sentence, and a value in the form that the block takes; none where a page is ``DRAWN``.
SAMPLES: dict[str, tuple[str, Any]] = {
    "text": (
        "Paragraphs, headings and lists: the thread of the lesson.",
        "<h2>Why early care matters</h2><p>Grace comes with her baby on her back. She is tired,"
        " and she has one question.</p>",
    ),
    "key_message": (
        "The one sentence that she should still know next week.",
        "<p>No mother goes home without the date of the next test.</p>",
    ),
    "fact": (
        "A clinical statement with its source and the day when it must be checked again.",
        {
            "statement": "<p>A young baby needs a test that looks for the virus itself.</p>",
            "source": {"code": "S1", "title": "Consolidated guidelines", "year": 2021},
            "mark": "V",
            "review_by": dt.date(2027, 11, 22),
            "guidance_key": "",
        },
    ),
    "danger": (
        "A sign that cannot wait, and what to do at once.",
        "<p>A bad headache with blurred sight in pregnancy: go to the nurse now.</p>",
    ),
    "do": (
        "What to do, best as a list.",
        "<ul><li>Ask what she has heard.</li><li>Listen before you teach.</li></ul>",
    ),
    "dont": (
        "What not to do, best as a list.",
        "<ul><li>Promise a result.</li><li>Ask who is to blame.</li></ul>",
    ),
    "myth": (
        "What people say, and what is true.",
        {
            "myth": "You can get it from sharing a cup.",
            "truth": "<p>Cups, toilets and mosquitoes do not pass it.</p>",
        },
    ),
    "check": (
        "A question to herself. The answer opens when she wants it; nothing is counted.",
        {
            "question": "Why does the baby need another test?",
            "answer": "<p>The first test cannot tell the mother's antibodies from the baby's.</p>",
        },
    ),
    "local_guidance": (
        "What her country decides. She reads its signed text, or is sent to her supervisor.",
        {"guidance_key": "infant_tests", "question": "<p>When is the baby tested here?</p>"},
    ),
    "case": (
        "A short story about an invented woman, with questions to think about.",
        {
            "title": "Thandeka asks two questions",
            "body": "<p>She looks at the floor. What do you say first, before any information?</p>",
        },
    ),
    "role_play": (
        "A scene to play in class, with its minutes.",
        {
            "title": "The first hour",
            "minutes": 8,
            "body": "<p>One plays the woman, one the peer, one observes.</p>",
        },
    ),
    "reflection": (
        "A quiet question about her own experience. Nobody reads the answer.",
        "<p>Who spoke kindly to you when it mattered?</p>",
    ),
    "image": (
        "A drawing, or a picture of your own: where it teaches better than words.",
        {"drawing": "teach_back", "caption": "You explain, and she says it in her own words."},
    ),
    "picture_steps": (
        "Two to eight pictures, each with one short line: a story, or signs to know by sight.",
        {
            "steps": [
                {"drawing": "load_high", "text": "Before treatment, the blood is full of virus."},
                {"drawing": "same_time", "text": "She takes her medicine every day."},
                {"drawing": "load_low", "text": "Soon there is very little virus."},
            ],
            "in_order": True,
        },
    ),
    "audio": ("A recording, with every word written down for who cannot hear it.", None),
    "facilitator": (
        "How a trainer leads this part. Trainees never get it.",
        "<p>Plan 20 minutes. Let two pairs play it, then ask what helped.</p>",
    ),
}
#: Blocks of files: a sample page of their own, since there may be no file yet.
DRAWN = {
    "audio": "curriculum/blocks/sample_audio.html",
}
