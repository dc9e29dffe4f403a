"""What Wagtail must know of this room: the actions in its log, and the design of certificates."""

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from certificates.models import CertificateDesign

ACTIONS = {
    "certificates.issue": "Issue a certificate",
    "certificates.revoke": "Withdraw a certificate",
    "certificates.suspend": "Put a certificate on hold",
    "certificates.reinstate": "End a certificate's hold",
    "certificates.replace": "Replace a certificate",
    "certificates.erase": "Erase the name on a certificate",
    "certificates.make_key": "Make signing keys",
    "certificates.retire_key": "Retire signing keys",
    "certificates.distrust_key": "Distrust signing keys",
    "certificates.hand_out_neutral": "Hand out the neutral face",
    "certificates.hand_out_full": "Hand out the full face",
    "certificates.propose_placement": "Propose a placement",
    "certificates.amend_placement": "Change a proposed placement",
    "certificates.attest_identity": "Note that an identity document was seen",
    "certificates.attest_conduct": "Note that the agreement on conduct is signed",
    "certificates.verify_placement": "Verify a placement",
    "certificates.ask_override": "Ask a second person to let a placement pass",
    "certificates.allow_override": "Let a placement pass as the second person",
    "certificates.place": "Place",
    "certificates.end_placement": "End a placement",
    "certificates.cancel_placement": "Cancel a placement",
    "certificates.check_roster": "Check a roster",
    "certificates.download_roster": "Download the answer to a roster",
    "certificates.export_list": "Export a list of certificates",
    "certificates.make_api_token": "Make a token for an organisation's program",
    "certificates.revoke_api_token": "Revoke an organisation's token",
    "certificates.export_qualifications": "Take qualifications into a personnel system",
}


@hooks.register("register_log_actions")
def log_actions(actions):
    for action, label in ACTIONS.items():
        actions.register_action(action, label, label)


class DesignViewSet(SnippetViewSet):
    model = CertificateDesign
    icon = "doc-full-inverse"
    menu_label = "Certificate designs"
    menu_order = 300
    add_to_admin_menu = True
    list_display = ["__str__", "organisation", "language", "second"]
    panels = [
        HelpPanel(
            "It holds for certificates that are issued from now on. Those that were issued stay as they are."
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("programme"), FieldPanel("country")])], heading="For whom"
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("language"), FieldPanel("second")])], heading="Languages"
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("organisation", "logo", "seal", "is_neutral")],
            heading="Who issues",
        ),
        InlinePanel("signatories", heading="Who signs", label="Signatory", max_num=4),
    ]


register_snippet(DesignViewSet)
