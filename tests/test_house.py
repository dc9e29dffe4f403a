"""What import-linter cannot see: strings and templates that point up, file sizes, migration names."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.template.loader import render_to_string

from tests.conftest import ROOT

ROOMS = ("home", "assessments", "certificates", "trainees", "curriculum")
#: What each room may look down on, itself included. The two wings never meet.
BELOW = {
    "home": set(ROOMS),
    "assessments": {"assessments", "trainees", "curriculum"},
    "certificates": {"certificates", "trainees", "curriculum"},
    "trainees": {"trainees", "curriculum"},
    "curriculum": {"curriculum"},
}
PAGE_TREE_ROOT = "home.HomePage"
OURS = [path for room in (*ROOMS, "config") for path in sorted((ROOT / room).rglob("*.py"))]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("room", ROOMS)
def test_models_name_no_higher_room(room):
    """A foreign key written as a string is an import that the linter cannot see."""
    named = set()
    for path in (ROOT / room).rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                match = re.fullmatch(rf"({'|'.join(ROOMS)})\.[A-Z]\w+", node.value)
                if match and node.value != PAGE_TREE_ROOT:
                    named.add(match.group(1))

    assert named - BELOW[room] == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_template_borrows_only_from_below(path):
    """``{% load %}``, ``{% include %}`` and ``{% extends %}`` of a higher room; common pieces are free."""
    room = path.relative_to(ROOT / "templates").parts[0]
    if room not in BELOW:
        return
    borrowed = re.findall(r'{%\s*(?:include|extends)\s+"([a-z_]+)/', path.read_text())
    borrowed += re.findall(r"{%\s*load\s+([a-z_ ]+)", path.read_text())
    rooms = {word for words in borrowed for word in words.split() if word in ROOMS}

    assert rooms - BELOW[room] == set()


def test_files_stay_small():
    """400 lines is the limit; what is longer is two things under one name."""
    code = [path for path in OURS if "migrations" not in path.parts]
    code += sorted((ROOT / "tests").rglob("*.py"))
    long = {relative(path): n for path in code if (n := len(path.read_text().splitlines())) > 400}
    templates = {relative(path) for path in TEMPLATES if len(path.read_text().splitlines()) > 150}

    assert (long, templates - {"templates/styleguide.html"}) == ({}, set())


def test_migrations_have_names_given_by_hand():
    automatic = [
        relative(path)
        for room in ROOMS
        for path in (ROOT / room / "migrations").glob("0*.py")
        if re.search(r"_(auto_|initial|alter_|remove_|add_|rename_)", path.name)
    ]

    assert automatic == []


@pytest.mark.django_db
def test_migrations_are_all_there():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_user_stands_alone_in_its_migration():
    """Anything beside it would close a circle of migrations through curriculum."""
    text = (ROOT / "trainees" / "migrations" / "0001_user.py").read_text()

    assert re.findall(r'CreateModel\(\s*name="(\w+)"', text) == ["User"]


def test_no_room_is_called_after_nothing():
    names = {path.stem for path in OURS} | {path.parent.name for path in OURS}

    assert names & {"core", "common", "utils", "helpers", "services"} == set()


def test_pages_hold_no_inline_script_or_style():
    """The strict content policy would refuse it; only Wagtail's own pages may hold some."""
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    broken = [
        relative(path)
        for path in TEMPLATES
        if "certificates/certificate.html" not in str(path) and inline.search(path.read_text())
    ]

    assert broken == []


def test_every_model_says_what_personal_data_it_holds():
    """Where a person could be in a row, the docstring says what, for whom and how long."""
    silent = [
        model.__name__
        for room in ("trainees", "assessments", "certificates")
        for model in apps.get_app_config(room).get_models()
        if "Personal data:" not in (model.__doc__ or "") and _points_at_a_person(model)
    ]

    assert silent == []


def test_page_on_personal_data_names_every_model_that_holds_some():
    page = (ROOT / "docs" / "data-protection.md").read_text()
    models = [
        model
        for room in ("trainees", "assessments", "certificates")
        for model in apps.get_app_config(room).get_models()
        if re.search(r"Personal data: (?!none)", " ".join((model.__doc__ or "").split()))
        or _points_at_a_person(model)
    ]

    assert len(models) > 20
    assert [m.__name__ for m in models if f"`{m.__name__}`" not in page] == []


def _points_at_a_person(model) -> bool:
    people = {"User", "Trainee", "Enrolment", "Attempt", "Observation", "Certificate"}
    return model.__name__ in people or any(
        field.related_model and field.related_model.__name__ in people - {"User"}
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model
    )


def test_styleguide_renders():
    html = render_to_string("styleguide.html")

    assert "Style guide" in html
