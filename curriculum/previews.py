"""How drafts are shown before they are signed: in which modes, and how wide."""

FACILITATOR, PAPER, CHECKS = "facilitator", "paper", "checks"
PREVIEW_MODES = [
    ("", "A small phone"),
    (FACILITATOR, "With the trainer's notes"),
    (PAPER, "On paper"),
    (CHECKS, "Checks"),
]
#: What a preview looks like: first of all like the phone that it is read on.
PREVIEW_SIZES = [
    {"name": "mobile", "icon": "mobile-alt", "device_width": 360, "label": "As on a phone, 360 px"},
    {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": "As on a tablet"},
    {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": "As on a laptop"},
]
