"""The paper's form as a browser has it: fields are found by what stands beside them, never by a uid."""

from lxml import html


class PaperForm:
    """The form of a paper page. It can only post what the page offers."""

    def __init__(self, response):
        self.form = html.fromstring(response.content.decode()).get_element_by_id("paper")

    def fill(self, said: dict) -> "PaperForm":
        """Answer: words of an option to True (tick it), of a field to what is chosen or typed."""
        for words, value in said.items():
            if value is True:
                self._tick(words)
            else:
                self._set(self._field(words), value)
        return self

    def posted(self, do: str) -> dict:
        """What a browser posts when the button ``do`` is pressed."""
        fields: dict[str, list[str]] = {"do": [do]}
        for name, value in self.form.form_values():
            fields.setdefault(name, []).append(value)
        return fields

    def answered(self) -> list[tuple[str, str]]:
        """What the fields hold, without the form's own marks."""
        own = ("post", "csrfmiddlewaretoken")
        return [(name, value) for name, value in self.form.form_values() if name not in own]

    def _tick(self, words: str) -> None:
        (box,) = self.form.xpath(".//label[span[normalize-space()=$words]]/input", words=words)
        box.checked = True

    def _field(self, words: str):
        named = self.form.xpath(".//*[@aria-label=$words]", words=words)
        labels = self.form.xpath(".//label[@for][normalize-space()=$words]", words=words)
        (field,) = named or [self.form.get_element_by_id(label.get("for")) for label in labels]
        return field

    def _set(self, field, value: str) -> None:
        if field.tag == "select":
            (value,) = [
                option.get("value", option.text_content())
                for option in field.iter("option")
                if option.text_content().strip() == value
            ]
        field.value = value
