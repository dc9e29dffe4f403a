"""The rules as data, in the order in which they are reported.

L rules follow what writers of tests agree on: the NBME guide to written test questions, Haladyna and
Downing's guidelines, and the studies named beside a rule. H rules are this programme's own.
"""

from assessments.linting.findings import Level, Rule

BLOCK, WARN = Level.BLOCK, Level.WARN

_ALL = (
    Rule(
        "L01", BLOCK, "One clear key, and no empty or equal texts",
        "What has no clear right answer cannot be marked fairly.",
        "Bad: two options are right in a single choice. Good: one is right, the others are wrong.",
    ),
    Rule(
        "L02", BLOCK, "Ticking all or nothing earns nothing",
        "Who ticks every box has shown no knowledge, so it must not earn marks.",
        "Bad: right options earn 50 %, wrong ones cost 0 %. Good: each wrong one costs 50 %.",
    ),
    Rule(
        "L03", WARN, "Three to five options",
        "Three good options are enough (Rodriguez 2005, 80 years of studies); more is only reading.",
        "Bad: six options, two of them absurd. Good: one right and two or three likely mistakes.",
    ),
    Rule(
        "L04", WARN, "No “all of the above”, “none of these” or “both A and B”",
        "Who knows a part can work out the rest, and who spots one mistake can rule it out.",
        "Bad: “All of the above.” Good: a question where she chooses all that apply.",
    ),
    Rule(
        "L05", WARN, "The right option is not the longest",
        "Writers add detail to the right option, and learners know it: length gives the key away.",
        "Bad: one option of twenty words among three of five. Good: all are about as long.",
    ),
    Rule(
        "L06", WARN, "Negative words stand out, and never in pairs",
        "A small “not” is overread by those who know the answer; two of them are a puzzle.",
        "Bad: “Which is not safe?” Good: “Which is NOT safe?” Better: “Which is unsafe?”",
    ),
    Rule(
        "L07", WARN, "No absolute words in wrong options alone, no vague words",
        "“Always” and “never” mark an option as wrong; “usually” means other things to each reader.",
        "Bad: “She must always come alone.” Good: “She comes alone.”",
    ),
    Rule(
        "L08", WARN, "The wording gives no clue to the key",
        "A word that only stem and key share, or “an” before one option, answers without knowledge.",
        "Bad: “What is counselling? Giving counsel to …” Good: other words in the key.",
    ),
    Rule(
        "L09", WARN, "Numbers in order, ranges apart",
        "Numbers out of order cost reading time, and ranges that overlap have two right answers.",
        "Bad: 0–5, 5–10, 10–15. Good: 0–4, 5–9, 10–14, in this order.",
    ),
    Rule(
        "L10", WARN, "Keys spread evenly over the positions",
        "Writers hide the key in the middle, and test-wise learners guess there.",
        "Bad: C is right in nine of twelve questions. Good: options are shown in a drawn order.",
    ),
    Rule(
        "L11", BLOCK, "No word about positions where the order is drawn",
        "When options are shuffled, “above” and “A and C” point at something else for each learner.",
        "Bad: “A and C”. Good: name what is meant, or pin “None of these” to the end.",
    ),
    Rule(
        "L12", WARN, "Short and easy to read",
        "The quiz tests what she knows about the work, not how fast she reads a second language.",
        "Bad: a case of ninety words. Good: two short sentences and one question.",
    ),
    Rule(
        "L13", WARN, "The stem asks something by itself",
        "With the options covered she should still know what is asked, and could answer.",
        "Bad: “Infant testing.” Good: “When is a baby's first test?”",
    ),
    Rule(
        "L14", WARN, "Feedback on wrong options; reasons for critical questions",
        "A mistake teaches only if somebody explains it, and what can fail her must be founded.",
        "Bad: a wrong option without feedback. Good: “Do not wait: the nurse acts now.”",
    ),
    Rule(
        "L15", WARN, "Pictures and sound for everybody, and light",
        "Some hear, some read, and most pay for each megabyte.",
        "Bad: photo.jpg, 2 MB, no text. Good: 90 kB, “A nurse fills in a baby's card”.",
    ),
    Rule(
        "L16", WARN, "Typed answers: other forms, the unit, the tolerance",
        "A right answer in another spelling or unit must not be marked wrong.",
        "Bad: accepted: “ART”. Good: accepted: “ART”, “ARVs”, “HIV treatment”.",
    ),
    Rule(
        "L17", WARN, "The quiz covers its module, and luck does not pass it",
        "A certificate must rest on knowledge of every objective, whichever questions are drawn.",
        "Bad: five true/false questions, three tries. Good: ten questions with three options.",
    ),
    Rule(
        "L18", BLOCK, "A translation asks the same as its source",
        "Two languages, one certificate: what is right must be right in both.",
        "Bad: four options in English, three in Swahili. Good: the same options, the same key.",
    ),
    Rule(
        "H01", WARN, "Critical choices say what is essential and what is harmful",
        "Without flags any slip fails her; with them only harm does.",
        "Bad: no option is flagged. Good: “Call her husband.” is harmful.",
    ),
    Rule(
        "H02", BLOCK, "No shaming words",
        "Learners live with HIV; words that shame have no place, not even in a wrong option.",
        "Bad: “an infected woman”. Good: “a woman living with HIV”.",
    ),
    Rule(
        "H03", BLOCK, "No doses",
        "A peer educator gives no doses, and doses change; a memory of one can harm a child."
        " Tablets that are only counted are a warning: she may have missed two.",
        "Bad: “Give 5 ml of syrup.” Good: “Give the medicine as the nurse showed you.”",
    ),
    Rule(
        "H04", WARN, "What a country decides has a country-free twin",
        "Where the guidance is not signed the question is left out, and the quiz grows thin.",
        "Bad: a question on dates of tests, no twin. Good: a twin about who sets the dates.",
    ),
    Rule(
        "H05", WARN, "A critical question has a parallel form",
        "On her second try she should meet the same danger in another case, not the same words.",
        "Bad: one case for a danger sign. Good: two cases with two danger signs.",
    ),
    Rule(
        "H06", BLOCK, "The marking engine accepts the question",
        "What cannot be marked must not be asked.",
        "Bad: a scheme that does not exist. Good: one of the schemes of its type.",
    ),
    Rule(
        "H07", BLOCK, "No message that guidance has withdrawn",
        "What was taught once can harm today; as a wrong option it may be unmasked.",
        "Bad: “Stop breastfeeding at six months.” is right. Good: it is wrong, with the reason.",
    ),
)  # fmt: skip

RULES: dict[str, Rule] = {rule.id: rule for rule in _ALL}
