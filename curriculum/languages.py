"""The languages in which a certificate can speak, as they call themselves."""

LANGUAGES = {"en": "English", "pt": "Português", "sw": "Kiswahili", "fr": "Français"}
#: That in which the programme is written.
OWN = "en"
OTHERS = {code: name for code, name in LANGUAGES.items() if code != OWN}
