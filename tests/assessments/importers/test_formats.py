import pytest

from assessments.importers import FORMATS, BankRefused, read, write_template

FILES = {
    "gift": b"Why? {T}",
    "aiken": b"Why?\nA. a\nB. b\nANSWER: A",
    "moodlexml": b"<quiz><question type='description'/></quiz>",
    "csv": b"type,question,answer\ntrue_false,Why?,true\n",
    "xlsx": write_template(),
}


@pytest.mark.parametrize("format", FORMATS)
def test_read_by_the_name_of_the_format(format):
    bank = read(FILES[format], format, name="bank")

    assert (bank.format, bank.name) == (format, "bank")
    assert len(bank.questions) + len(bank.refused) == (9 if format == "xlsx" else 1)


@pytest.mark.parametrize("format", FORMATS)
def test_reading_twice_gives_the_same(format):
    assert read(FILES[format], format) == read(FILES[format], format)


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b"// nothing", "gift"),
        (b"\n\n", "aiken"),
        (b"<quiz/>", "moodlexml"),
        (b"type,question", "csv"),
    ],
)
def test_read_refuses_a_file_without_a_question(data, format):
    with pytest.raises(BankRefused) as refusal:
        read(data, format)

    assert refusal.value.reason == "No question was found in the file."
