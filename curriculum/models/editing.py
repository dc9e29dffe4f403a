"""What every page's form begins with: how it is written, and what is to be mended in it."""

from wagtail.admin.panels import FieldPanel, HelpPanel


class AuthorsPanel(HelpPanel):
    """Words from a template, with the authors' own sheet."""

    class BoundPanel(HelpPanel.BoundPanel):
        class Media:
            css = {"all": ("css/authors.css",)}


TITLE_PANEL = FieldPanel("title", help_text="As trainees read it. The public never does.")
CHECKS_PANEL = AuthorsPanel(
    template="curriculum/admin/checks.html", heading="Checks before signing"
)


def how_to(kind: str, room: str = "curriculum") -> AuthorsPanel:
    """In a few words, how one of this kind is written and what comes next."""
    template = f"{room}/admin/how_to_{kind}.html"
    return AuthorsPanel(template=template, heading=f"How to write a {kind}", classname="collapsed")
