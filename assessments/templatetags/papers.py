"""Papers in templates."""

from django import template

from assessments import advice
from assessments.models import Question, Quiz
from assessments.reading import QuestionOnPage, sample_questions

register = template.Library()


@register.simple_tag(name="sample_questions")
def sample(contents: list[dict]) -> list[QuestionOnPage]:
    """Questions as a trainee sees them, before anybody answers."""
    return sample_questions(contents)


@register.simple_tag(name="question_advice")
def question_advice(question: Question) -> advice.Advice:
    """What to mend in a draft, saved or not."""
    return advice.question_advice(question)


@register.simple_tag(name="quiz_advice")
def quiz_advice(quiz: Quiz) -> advice.QuizAdvice:
    """What to mend in a draft of a quiz, saved or not."""
    return advice.quiz_advice(quiz)
