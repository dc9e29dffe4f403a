"""Papers in templates."""

from django import template

from assessments.reading import QuestionOnPage, sample_questions

register = template.Library()


@register.simple_tag(name="sample_questions")
def sample(contents: list[dict]) -> list[QuestionOnPage]:
    """Questions as a trainee sees them, before anybody answers."""
    return sample_questions(contents)
