"""The drawings of the house: a closed list, each with what it teaches in plain words.

Files and authors know a drawing by its name; its address is a neutral code, for addresses stay in a
phone's history and cache. Worked example: ``fever`` is ``static/drawings/d16.svg``.
"""

from dataclasses import dataclass

#: Drawings of one thing, shown small beside a line of text; and whole scenes, as wide as the page.
SMALL, WIDE = (160, 120), (320, 240)


@dataclass(frozen=True)
class Drawing:
    """One drawing: the code of its file, its name for authors, what it teaches, its size in pixels."""

    code: str
    title: str
    alt: str
    size: tuple[int, int] = SMALL

    @property
    def path(self) -> str:
        """Where it lies among the static files."""
        return f"drawings/{self.code}.svg"


DRAWINGS = {
    "load_high": Drawing("d01", "Much virus", "A drop of blood that is full of virus."),
    "load_low": Drawing(
        "d02", "Little virus", "A drop of blood with very little virus, beside a tablet."
    ),
    "load_none": Drawing(
        "d03",
        "No virus found",
        "A drop of blood under a magnifying glass. The test finds no virus in it.",
    ),
    "same_time": Drawing(
        "d04",
        "The same time each day",
        "A clock above three days in a row. Each day has its sun and its tablet.",
    ),
    "teach_back": Drawing(
        "d05",
        "Teach-back",
        "One woman explains with a sun and a tablet. The other woman says the same back to her."
        " Arrows go round between them.",
        WIDE,
    ),
    "safety_plan": Drawing(
        "d06",
        "Safety plan",
        "Four parts of a safety plan: a way out of the door, a packed bag, a phone for help,"
        " and a woman whom she trusts.",
        WIDE,
    ),
    "journey": Drawing(
        "d07",
        "The journey",
        "A road with six stops: home, the clinic, the birth, breastfeeding, the baby's test,"
        " and a growing child.",
        WIDE,
    ),
    "baby_not_feeding": Drawing(
        "d08", "Baby: will not feed", "A baby turns away from the mother and takes no milk."
    ),
    "baby_fits": Drawing(
        "d09", "Baby: fits", "A baby lies stiff with a bent back. Arms and legs shake."
    ),
    "baby_breathing": Drawing(
        "d10",
        "Baby: hard or fast breathing",
        "A baby breathes hard and fast. The chest goes up and down.",
    ),
    "baby_hot_cold": Drawing(
        "d11",
        "Baby: very hot or very cold",
        "A wrapped baby between two thermometers: one is very high, one is very low.",
    ),
    "baby_floppy": Drawing(
        "d12",
        "Baby: floppy or very sleepy",
        "A floppy baby lies over an arm. Head, arms and legs hang down.",
    ),
    "bleeding": Drawing("d13", "Woman: bleeding", "A pregnant woman is bleeding."),
    "headache": Drawing(
        "d14",
        "Woman: bad headache or blurred sight",
        "A woman holds her aching head. Beside her is an eye that does not see clearly.",
    ),
    "swollen": Drawing("d15", "Woman: swollen", "A woman with a swollen face and swollen hands."),
    "fever": Drawing(
        "d16",
        "Woman: fever",
        "A hot, sweating woman beside a thermometer that shows fever.",
    ),
    "privacy": Drawing(
        "d17",
        "Private",
        "Two women talk in low voices. The door is closed, and the phone is locked.",
        WIDE,
    ),
    "support_circle": Drawing(
        "d18",
        "A group of women",
        "Seven women sit in a circle around a heart. One of them carries a baby.",
        WIDE,
    ),
}
#: The longest texts beside a picture, in files and in the editors' room.
LONGEST = {"alt": 250, "caption": 250, "text": 200}
#: How many steps a picture story has.
FEWEST, MOST = 2, 8


def drawing_choices() -> list[tuple[str, str]]:
    """What authors choose from."""
    return [(name, drawing.title) for name, drawing in DRAWINGS.items()]
