"""What a browser posts from the editors' form: every field as it stands, rows and all."""

from django.urls import reverse
from lxml import html

from tests import make
from tests.assessments.pages import signed_in


def author():
    return signed_in(make.make_author())


def place(thing, verb: str = "edit", *more) -> str:
    name = f"wagtailsnippets_assessments_{thing._meta.model_name}"
    return reverse(f"{name}:{verb}", args=[thing.pk, *more])


def form_of(reply) -> dict:
    """The fields of the editor's form on a page."""
    page = html.fromstring(reply.content.decode())
    (form,) = page.xpath("//form[@id='w-editor-form']")
    for template in form.xpath(".//template"):
        template.drop_tree()
    blank = {
        field.name: ""
        for field in form.xpath(".//input[not(@value)][@type!='checkbox' and @type!='radio']")
        if field.name
    }
    filled = {name: value.removeprefix("\n") for name, value in form.form_values()}
    return {
        name: value for name, value in (blank | filled).items() if not name.startswith("action-")
    }


def texts(reply, path: str) -> list[str]:
    """The words of each element that an XPath finds, one blank between them."""
    page = html.fromstring(reply.content.decode())
    found = [" ".join(" ".join(each.itertext()).split()) for each in page.xpath(path)]
    return [words.replace(" :", ":").replace(" ,", ",") for words in found]


def with_row(fields: dict, rows: str, **values) -> dict:
    """The same form with one row more at the end, as Wagtail's script adds it."""
    place = int(fields[f"{rows}-TOTAL_FORMS"])
    added = {f"{rows}-{place}-{name}": value for name, value in values.items()}
    more = {f"{rows}-TOTAL_FORMS": str(place + 1), f"{rows}-{place}-ORDER": str(place + 1)}
    return fields | more | {f"{rows}-{place}-id": "", f"{rows}-{place}-DELETE": ""} | added


def autosaved(desk, address: str, fields: dict) -> dict:
    """Save in the background, and give back the form as the page then has it."""
    reply = desk.post(address, fields, headers={"accept": "application/json"})
    said = reply.json()
    assert said["success"] is True
    revision = {"overwrite_revision_id": str(said["revision_id"])}
    return fields | said["field_updates"] | revision
