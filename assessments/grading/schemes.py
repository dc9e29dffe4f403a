"""The types of questions and the schemes by which each may be marked, as data."""

#: Type to the names of its schemes; the first is the type's own. docs/question-format.md has the formulas.
SCHEMES: dict[str, tuple[str, ...]] = {
    "single": ("one_right", "weights"),
    "true_false": ("one_right",),
    "multiple": (
        "balanced",
        "all_or_nothing",
        "sum_of_weights",
        "right_less_wrong",
        "each_option",
        "halves",
    ),
    "matching": ("per_pair", "all_or_nothing"),
    "ordering": ("absolute", "longest_increasing", "all_or_nothing"),
    "numeric": ("nominal", "relative", "geometric"),
    "short": ("rules", "by_hand"),
    "cloze": ("weighted",),
}
#: What a gap of a cloze may be, and the scheme that marks it.
GAP_SCHEMES = {"single": "weights", "numeric": "nominal", "short": "rules"}
#: What choosing an option of a critical multiple response means.
SAFETIES = ("essential", "harmful", "neither")
#: How a lone comma is read, and of what a missing unit takes its share.
DECIMALS = ("ask", "moodle")
PENALTY_BASES = ("earned", "whole")
