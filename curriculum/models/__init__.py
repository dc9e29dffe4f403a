"""What is taught: the pages, their sources, what each country decides, and what was promised."""

from curriculum.models.critical_change import CriticalChange
from curriculum.models.edition import Change, Edition, ProgrammeEdition, Requirement
from curriculum.models.glossary import GlossaryPage
from curriculum.models.guidance import (
    Country,
    GuidanceKey,
    GuidanceSignature,
    LocalGuidance,
    SignatureRefused,
)
from curriculum.models.media import Picture, PictureRendition, Recording
from curriculum.models.page import LessonPage, ModulePage, Taught
from curriculum.models.programme import ProgrammePage
from curriculum.models.review_task import ClinicalReviewTask, LanguageReviewTask
from curriculum.models.sign_off import LanguageReview, SignOff, SignOffRefused
from curriculum.models.source import Source
from curriculum.models.word_edition import WordEdition, name_in, with_words
from curriculum.models.word_sheet import TranslationRefused, WordSheet, hash_of

__all__ = [
    "Change",
    "ClinicalReviewTask",
    "Country",
    "CriticalChange",
    "Edition",
    "GlossaryPage",
    "GuidanceKey",
    "GuidanceSignature",
    "LanguageReview",
    "LanguageReviewTask",
    "LessonPage",
    "LocalGuidance",
    "ModulePage",
    "Picture",
    "PictureRendition",
    "ProgrammeEdition",
    "ProgrammePage",
    "Recording",
    "Requirement",
    "SignOff",
    "SignOffRefused",
    "SignatureRefused",
    "Source",
    "Taught",
    "TranslationRefused",
    "WordEdition",
    "WordSheet",
    "hash_of",
    "name_in",
    "with_words",
]
