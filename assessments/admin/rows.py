"""Rows of a question in the editor: they keep their uid through every draft.

Wagtail knows a row by its primary key, which a row in the draft of a live question does not have yet:
each saving of the form would then give it a new uid, and answers name uids. So each row's form carries
its uid in a hidden field.
"""

import uuid

from django import forms
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel


class RowForm(WagtailAdminModelForm):
    """A row's form; after a saving in the background the page is told the uid that was given."""

    def get_field_updates_for_resave(self):
        updates = super().get_field_updates_for_resave()
        if "uid" in self.fields:
            updates.append((self.add_prefix("uid"), str(self.instance.uid)))
        return updates


class RowFormSet(BaseChildFormSet):
    """Rows by their uid where they have no primary key yet."""

    def add_fields(self, form, index):
        """The form of a row to come has no uid: every row made of it would have the same."""
        super().add_fields(form, index)
        form.fields["uid"] = forms.CharField(
            required=False,
            widget=forms.HiddenInput,
            initial="" if index is None else str(form.instance.uid),
        )
        form.fields["uid"].has_changed = lambda initial, data: False

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if self.is_bound and form.instance.pk is None:
            uid = self._posted_uid(i)
            if uid:
                form.instance.uid = uid
        return form

    def _posted_uid(self, i: int) -> uuid.UUID | None:
        """The uid that this row brought, unless it is none or an earlier row's."""
        mine = self.data.get(f"{self.add_prefix(i)}-uid", "")
        earlier = {self.data.get(f"{self.add_prefix(place)}-uid") for place in range(i)}
        try:
            return uuid.UUID(mine) if mine not in earlier else None
        except ValueError:
            return None


class RowsPanel(InlinePanel):
    """An InlinePanel whose rows can be inserted anywhere and pasted many at once.

    ``kinds`` are the types of question that use these rows; ``paste`` says how a pasted line is read:
    ``options`` (* before a right one), ``pairs`` (a = b) or ``lines``; empty: nothing can be pasted.
    """

    def __init__(self, *args, kinds: str = "", paste: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds, self.paste = kinds, paste
        self.attrs |= {"data-rows": self.relation_name}
        if kinds:
            self.attrs |= {"data-kinds": kinds}

    def clone_kwargs(self):
        return super().clone_kwargs() | {"kinds": self.kinds, "paste": self.paste}

    def get_form_options(self):
        """The same form options, built on rows that keep their uid."""
        options = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        if any(field.name == "uid" for field in self.db_field.related_model._meta.fields):
            rows |= {"formset": RowFormSet, "form": self._row_form(rows)}
        return options

    def _row_form(self, rows: dict) -> type[RowForm]:
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        meta = type(
            "Meta",
            (RowForm.Meta,),
            {
                "model": self.db_field.related_model,
                "fields": rows["fields"],
                "defer_required_on_fields": deferred,
            },
        )
        return type(RowForm)("RowForm", (RowForm,), {"Meta": meta})

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "assessments/admin/rows.html"

        class Media:
            js = ("js/question-form.js",)
            css = {"all": ("css/authors.css",)}  # noqa: RUF012 (Django reads it so)
