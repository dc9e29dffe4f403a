"""Reading and signing side by side, files, and the ways of wagtail-localize that stay closed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail_localize.models import StringSegment, StringTranslation

from curriculum import po
from curriculum.models import LessonPage, WordEdition
from tests import make, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    make.make_signed_programme()
    return translated.opened(LessonPage.objects.get())


@pytest.fixture
def tom(client):
    tom = translated.person()
    client.force_login(tom)
    return tom


def text_of(client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def read(sheet) -> str:
    return f"/cms/translations/{sheet.pk}/"


def editor(sheet) -> str:
    return f"/cms/snippets/curriculum/wordsheet/edit/{sheet.pk}/"


def test_the_translator_cannot_sign_and_another_can(client, sheet, tom):
    translated.put(sheet)
    html = text_of(client, read(sheet))
    assert ("SW A summary." in html, "Sign the translation" in html) == (True, False)
    assert "somebody else must read and sign it" in html
    sha256 = make_hash(sheet)
    client.post(read(sheet), {"sha256": sha256})
    assert not WordEdition.objects.exclude(source=None).exists()
    client.force_login(translated.person("asha"))
    assert "Sign the translation" in text_of(client, read(sheet))
    client.post(read(sheet), {"sha256": sha256})
    assert WordEdition.objects.shown_in("sw").get().signed_by.username == "asha"
    html = text_of(client, read(sheet))
    assert ("This is what is signed." in html, "Sign the translation" in html) == (True, False)


def make_hash(sheet) -> str:
    from curriculum.models import hash_of

    return hash_of(sheet.pairs())


def test_an_author_reads_and_cannot_sign(client, sheet):
    translated.put(sheet)
    client.force_login(make.make_author())
    assert "Sign the translation" not in text_of(client, read(sheet))
    assert client.post(read(sheet), {"sha256": make_hash(sheet)}).status_code == 404


def test_what_is_missing_wrong_or_doubtful_is_said(client, sheet, tom):
    translated.put(sheet, {"Lesson l1": "Somo", "A summary.": "Muhtasari <b>1</b>"})
    StringTranslation.objects.filter(data__startswith="SW").delete()
    client.force_login(translated.person("asha"))
    html = text_of(client, read(sheet))
    assert ("1 of 3 texts have no words yet" in html, "The numbers differ" in html) == (True, True)
    assert "Sign the translation" not in html


def test_the_editor_opens_for_translators_and_saves_a_text(client, sheet, tom):
    assert "js-translation-editor" in text_of(client, editor(sheet))
    segment = StringSegment.objects.get(string__data="A summary.")
    reply = client.put(
        f"/cms/localize/translate/{sheet.work().pk}/strings/{segment.pk}/edit/",
        "value=Muhtasari.",
        content_type="application/x-www-form-urlencoded",
    )
    assert reply.status_code == 201
    assert {pair.line.text: pair.said for pair in sheet.pairs()}["A summary."] == "Muhtasari."
    assert list(sheet.translators.all()) == [tom]


def test_publishing_in_the_editor_publishes_nothing_for_anybody(client, sheet):
    translated.put(sheet)
    for user in (translated.person(), make.make_user("root", is_superuser=True)):
        client.force_login(user)
        html = client.post(editor(sheet), {"action": "publish"}, follow=True).content.decode()
        assert "Nothing is published here." in html
    assert not WordEdition.objects.exclude(source=None).exists()


def test_even_localizes_own_publishing_shows_nothing_to_learners(sheet):
    """The twin: with our hook away, what localize calls publishing still writes only the sheet."""
    translated.put(sheet).work().save_target(publish=True)
    assert not WordEdition.objects.exclude(source=None).exists()


CLOSED = [
    ("get", "submit/page/{lesson}/"), ("get", "submit/snippet/curriculum/wordsheet/{sheet}/"),
    ("post", "update/{source}/"), ("post", "translate/{work}/disable/"),
    ("post", "translate/{work}/machine_translate/"),
    ("get", "translate/{work}/preview/"), ("get", "page/{lesson}/convert_to_alias/"),
    ("get", "reports/translations/"),
    ("get", "api/snippets/curriculum/wordsheet/"), ("put", "translate/{work}/overrides/1/edit/"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "address"), CLOSED)
def test_other_ways_of_localize_are_closed_even_for_a_superuser(client, sheet, method, address):
    client.force_login(make.make_user("root", is_superuser=True))
    work = sheet.work()
    address = address.format(
        lesson=LessonPage.objects.get().pk, sheet=sheet.pk, source=work.source_id, work=work.pk
    )
    assert getattr(client, method)(f"/cms/localize/{address}").status_code == 404


@pytest.mark.parametrize("address", ["add/", "delete/{pk}/"])
def test_sheets_are_neither_made_nor_deleted_by_hand(client, sheet, address):
    client.force_login(make.make_user("root", is_superuser=True))
    address = "/cms/snippets/curriculum/wordsheet/" + address.format(pk=sheet.pk)
    assert client.get(address).status_code == 404


def test_the_sources_sheet_is_nobodys_to_edit(client, sheet, tom):
    html = text_of(client, editor(sheet.source()))
    assert "These words follow what is signed." in html


def send(client, sheet, content: bytes) -> str:
    upload = SimpleUploadedFile("words.po", content)
    address = f"/cms/localize/translate/{sheet.work().pk}/pofile/upload/"
    return client.post(address, {"file": upload}, follow=True).content.decode()


def filled(client, sheet, said: str = "Muhtasari.") -> bytes:
    """The file as it is downloaded, with words for the summary."""
    reply = client.get(f"/cms/localize/translate/{sheet.work().pk}/pofile/download/")
    assert reply["Content-Disposition"] == "attachment; filename=module-m1-lesson-l1-en-sw.po"
    text = reply.content.decode()
    return text.replace(
        'msgid "A summary."\nmsgstr ""', f'msgid "A summary."\nmsgstr "{said}"'
    ).encode()


def test_a_file_goes_out_and_comes_back(client, sheet, tom):
    html = send(client, sheet, filled(client, sheet))
    assert "The file gave words for 1 texts." in html
    assert {pair.line.text: pair.said for pair in sheet.pairs()}["A summary."] == "Muhtasari."
    assert list(sheet.translators.all()) == [tom]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda po: b"\xff\xfe\x00 no po", "cannot be read"),
        (lambda po: b"this is\nno catalogue\n", "cannot be read"),
        (lambda po: b"", "belongs to another translation"),
        (lambda po: po.replace(b"TranslationID: ", b"TranslationID: 1"), "belongs to another translation"),
        (lambda po: po + b"# " + b"x" * 600_000, "bigger than 500 KB"),
        (lambda po: po.replace(b"Muhtasari.", b"<script>x</script>"), "tag is not allowed"),
        (lambda po: po.replace(b"Muhtasari.", b"<b onclick='x'>y</b>"), "attributes"),
        (lambda po: po.replace(b"Muhtasari.", b"M" * 1000), "far longer"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_in_words_and_nothing_is_taken(
    client, sheet, tom, spoil, sentence
):
    html = send(client, sheet, spoil(filled(client, sheet)))
    assert sentence in html
    assert not StringTranslation.objects.exists()


def test_a_file_with_too_many_texts_is_refused(client, sheet, tom, monkeypatch):
    monkeypatch.setattr(po, "MOST_TEXTS", 2)
    assert "more than 2 texts" in send(client, sheet, filled(client, sheet))


def test_a_file_is_for_translators(client, sheet):
    client.force_login(make.make_author())
    address = f"/cms/localize/translate/{sheet.work().pk}/pofile/"
    assert client.post(address + "upload/").status_code == 404
    assert client.get(address + "download/").status_code == 302
