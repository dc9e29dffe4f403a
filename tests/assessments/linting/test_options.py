"""L03, L04, L05, L07 and L11."""

import pytest

from tests.assessments.linting.contents import (
    cloze,
    found,
    matching,
    multiple,
    option,
    places,
    single,
    true_false,
)

POINTS = "This option only points at other options: say something of its own."
LETTERS = "Options are shown in a drawn order, so letters point at nothing: say what is meant."
PIN = "Options are shown in a drawn order, and this one must stay last: pin it."
CATCH_ALLS = [
    ("en", "All of the above"), ("en", "None of these."), ("en", "Any of the answers"),
    ("en", "All the above"), ("en", "All answers are correct"), ("en", "No answer is right."),
    ("en", "None is true"), ("en", "Some of the above, but not the card"),
    ("pt", "Todas as anteriores"), ("pt", "Nenhuma das opções acima."),
    ("pt", "Todas as respostas estão certas"),
    ("sw", "Yote ya hapo juu"), ("sw", "Hakuna jibu sahihi."), ("sw", "Majibu yote ni sahihi"),
    ("sw", "Hakuna hata moja"),
    ("fr", "Toutes les réponses ci-dessus"), ("fr", "Aucune de ces réponses."),
    ("fr", "Aucune réponse n'est juste"), ("fr", "Tout ce qui précède"),
]  # fmt: skip
LETTERED = [
    ("en", "A and C"), ("en", "Both A and B."), ("en", "A, B and D are correct"),
    ("en", "Neither A nor B"), ("en", "A & B only"),
    ("pt", "A e C"), ("pt", "Tanto A como B"), ("sw", "A na B tu"), ("fr", "A et B"), ("fr", "Ni A ni B"),
]  # fmt: skip
INNOCENT = [
    ("en", "Hepatitis B and C"), ("en", "All of these women"), ("en", "A fever above 38 degrees"),
    ("en", "Both of them"), ("en", "a and c"), ("en", "None"), ("en", "A and I"),
    ("pt", "Nenhuma"), ("pt", "Nas consultas anteriores"), ("sw", "Yote"), ("fr", "Aucune"),
    ("zu", "All of the above"), ("zu", "A and B"),
]  # fmt: skip


def numbered(count, **changes):
    return single(*(f"Say {place}." for place in range(count)), **changes)


def with_option(text, **more):
    return single(options=[*single()["options"], option(text, **more)])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (numbered(2), [("The number of options is 2: give three to five.", "options")]),
        (numbered(3), []),
        (numbered(5), []),
        (numbered(6), [("The number of options is 6: give three to five.", "options")]),
        (true_false(), []),
        (
            true_false(options=numbered(3)["options"]),
            [("The number of options is 3: give exactly two.", "options")],
        ),
        (
            cloze(options=cloze()["options"][:2]),
            [("The number of options is 2: give three to five.", "when")],
        ),
        (matching(), []),
    ],
)
def test_number_of_options(content, expected):
    assert found("L03", content) == expected


@pytest.mark.parametrize(("language", "text"), CATCH_ALLS + LETTERED)
def test_option_that_points_at_others(language, text):
    assert found("L04", with_option(text), language) == [(POINTS, text)]


@pytest.mark.parametrize(("language", "text"), INNOCENT)
def test_option_with_something_of_its_own(language, text):
    assert found("L04", with_option(text), language) == []
    assert found("L11", with_option(text), language) == []


@pytest.mark.parametrize(("language", "text"), CATCH_ALLS)
def test_catch_all_must_be_pinned_where_options_are_shuffled(language, text):
    pinned = with_option(text, pinned=True)
    fixed = with_option(text) | {"shuffle": False}

    assert found("L11", with_option(text), language) == [(PIN, text)]
    assert found("L11", pinned, language) + found("L11", fixed, language) == []


@pytest.mark.parametrize(("language", "text"), LETTERED)
def test_letters_mean_nothing_where_options_are_shuffled(language, text):
    pinned = with_option(text, pinned=True)
    fixed = with_option(text) | {"shuffle": False}

    assert found("L11", pinned, language) == [(LETTERS, text)]
    assert found("L11", fixed, language) == []


@pytest.mark.parametrize(
    ("content", "language", "expected"),
    [
        (single(rationale="Option B is safe."), "en", [("Option B", "Option B is safe.")]),
        (single(stem="Is answer A right? Why?"), "en", [("answer A", "Is answer A right? Why?")]),
        (with_option("As in choices C to D"), "en", [("choices C", "As in choices C to D")]),
        (with_option("Wait.", feedback="See option D."), "en", [("option D", "See option D.")]),
        (single(rationale="A opção B é certa."), "pt", [("opção B", "A opção B é certa.")]),
        (single(rationale="Jibu A ni sahihi."), "sw", [("Jibu A", "Jibu A ni sahihi.")]),
        (single(rationale="La réponse C."), "fr", [("réponse C", "La réponse C.")]),
        (single(rationale="An option before her."), "en", []),
        (single(rationale="The answer: A nurse decides."), "en", []),
        (single(rationale="Adoption B is safe."), "en", []),
        (single(rationale="Option Better is safe."), "en", []),
        (single(rationale="Option B is safe.", shuffle=False), "en", []),
        (true_false(rationale="Option B is safe."), "en", []),
    ],
)
def test_explanations_that_name_letters(content, language, expected):
    assert found("L11", content, language) == [
        (
            f"Options are shown in a drawn order, so “{said}” points at nothing:"
            " say what is meant.",
            where,
        )
        for said, where in expected
    ]


@pytest.mark.parametrize(
    ("key", "others", "count"),
    [
        ("k" * 50, ["a" * 40, "b" * 39], 0),
        ("k" * 51, ["a" * 40, "b" * 39], 1),
        ("k" * 51, ["a" * 41, "b" * 39], 0),
        ("k" * 30, ["a" * 20, "b"], 1),
        ("k" * 29, ["a" * 20, "b"], 0),
        ("k" * 3, ["a" * 2, "b"], 0),
        ("k" * 30, [], 0),
    ],
)
def test_longest_key(key, others, count):
    assert len(found("L05", single(key, *others))) == count


def test_longest_key_sentence():
    assert found("L05", single("k" * 60, "a", "b")) == [
        (
            "The right option is longer than the others by more than a quarter:"
            " shorten it, or say as much in the others.",
            "k" * 39 + "…",
        )
    ]


def test_length_tells_nothing_where_several_are_right_or_words_are_given():
    several = multiple(right=("k" * 60, "l" * 60), wrong=("a", "b"))
    given = true_false(options=[option("k" * 60, correct=True), option("False")])

    assert found("L05", several) + found("L05", given) == []


@pytest.mark.parametrize(
    ("texts", "language", "expected"),
    [
        (["Go.", "Always wait.", "Sit."], "en", ["Always wait."]),
        (["Go.", "Never go.", "Only sit."], "en", ["Never go.", "Only sit."]),
        (["Never go.", "Always wait.", "Sit."], "en", []),
        (["Only go.", "Wait.", "Sit."], "en", []),
        (["Go.", "The lonely wait.", "Sit."], "en", []),
        (["Go.", "Usually wait.", "Sit."], "en", ["Usually wait."]),
        (["Often go.", "Wait.", "Sit."], "en", ["Often go."]),
        (["Go.", "Oftener.", "Sit."], "en", []),
        (["Vá.", "Sempre espere.", "Fique."], "pt", ["Sempre espere."]),
        (["Vá.", "Espere às vezes.", "Fique."], "pt", ["Espere às vezes."]),
        (["Nenda.", "Ngoja daima.", "Kaa."], "sw", ["Ngoja daima."]),
        (["Nenda.", "Ngoja mara nyingi.", "Kaa."], "sw", ["Ngoja mara nyingi."]),
        (["Va.", "Attends toujours.", "Reste."], "fr", ["Attends toujours."]),
        (["Va.", "Attends parfois.", "Reste."], "fr", ["Attends parfois."]),
        (["Go.", "Always wait.", "Sit."], "zu", []),
    ],
)
def test_absolute_and_vague_words(texts, language, expected):
    assert places("L07", single(*texts), language) == expected


def test_absolute_and_vague_words_are_named():
    content = single("Sometimes go.", "Always wait.", "Sit.")

    assert [sentence for sentence, _ in found("L07", content)] == [
        "Only wrong options say “always”: take it out, or use such a word in the right one too.",
        "“sometimes” means something else to each reader: say how often or when.",
    ]
