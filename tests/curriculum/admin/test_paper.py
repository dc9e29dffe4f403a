"""The rules for paper, seen on a screen."""

import pytest
from django.urls import reverse

from curriculum.admin.paper import print_rules
from tests import make

pytestmark = pytest.mark.django_db


def test_rules_for_paper_lose_their_condition():
    css = "a { b: c } @media print { nav { display: none; } p { q: r; } } d { e: f }"

    assert print_rules(css) == "@layer print { nav { display: none; } p { q: r; } }"
    assert print_rules("a { b: c }") == "@layer print {  }"


def test_preview_on_paper_loads_the_sites_own_rules(client):
    client.force_login(make.make_author())
    page = make.make_lesson(make.make_module(make.make_programme()))
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    on_paper = client.get(address, {"mode": "paper"}).content.decode()
    on_a_phone = client.get(address).content.decode()
    sheet = client.get(reverse("paper_sheet"))

    assert [html.count(reverse("paper_sheet")) for html in (on_paper, on_a_phone)] == [1, 0]
    assert sheet["Content-Type"] == "text/css"
    assert "display: none" in sheet.content.decode()
    assert "@media" not in sheet.content.decode()


@pytest.mark.parametrize("mode", ["", "facilitator", "paper", "checks"])
def test_every_mode_says_the_weight(client, mode):
    client.force_login(make.make_author())
    page = make.make_lesson(make.make_module(make.make_programme()))
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    html = client.get(address, {"mode": mode}).content.decode()

    assert html.count("KB on a new phone, of at most 14 KB") == 1
    assert ("She only reads." in html) is (mode == "checks")
