"""How codes look in addresses."""

from django.urls.converters import StringConverter


class Code(StringConverter):
    """The code of a programme, module, lesson, quiz or checklist: letters, then digits."""

    regex = "[a-z]{1,3}[0-9]{1,3}"


class Words(StringConverter):
    """The code of a programme's page of hard words."""

    regex = "g[0-9]{1,3}"


class Number(StringConverter):
    """A trainee's number."""

    regex = "[0-9]{8}"
