"""How hard a page reads.

English: Flesch-Kincaid grade (``curriculum.wording``). Elsewhere syllables cannot be counted so, and the
mean length of sentences, and where the language's words are not built by joining, of words stands in.
"""

from collections.abc import Iterator

from curriculum.linting.findings import Finding, asks
from curriculum.linting.pages import Page
from curriculum.wording import reading_grade, sentences, words

#: The programme's own level for readers of English as a second language is grade 6 to 8.
HIGHEST_GRADE = 8
#: Guides to plain English ask for 15 to 20 words (Cutts, Oxford Guide to Plain English); the lower end holds
#: for second languages.
LONGEST_SENTENCE = 15
#: Mean letters in a word. These are this house's own, a letter above what everyday texts have, until native
#: readers set better ones. Languages that join words (Zulu, Sotho, Chichewa) are judged by sentences only.
LONGEST_WORD = {"pt": 6.0, "fr": 6.0, "sw": 6.5}
#: In fewer words a mean says nothing.
FEWEST_WORDS = 30


def check_reading(page: Page) -> Iterator[Finding]:
    """What a learner studies, as a whole."""
    said = words(page.body)
    if len(said) < FEWEST_WORDS:
        return
    language = page.language.split("-")[0]
    if language == "en":
        if (grade := reading_grade(page.body)) > HIGHEST_GRADE:
            yield asks(
                "grade",
                f"This reads like school year {grade:.1f}, and {HIGHEST_GRADE} is the most."
                " Use shorter sentences and plainer words.",
                "Lesson",
            )
        return
    mean = len(said) / len(sentences(page.body))
    if mean > LONGEST_SENTENCE:
        sentence = f"Sentences have {mean:.0f} words on average. Aim for {LONGEST_SENTENCE}."
        yield asks("sentences", sentence, "Lesson")
    longest = LONGEST_WORD.get(language)
    letters = sum(map(len, said)) / len(said)
    if longest and letters > longest:
        sentence = f"Words have {letters:.1f} letters on average. Aim for {longest:.1f}."
        yield asks("words", sentence, "Lesson")
