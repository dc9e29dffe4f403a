"""Rows of a question in the editor: they keep their uid through every draft.

Wagtail knows a row by its primary key, which a row in the draft of a live question does not have yet:
each saving of the form would then give it a new uid, and answers name uids. So each row's form carries
its uid in a hidden field.
"""

import uuid

from django import forms
from django.db.models import Model, UUIDField
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel, get_form_for_model


def uid_names(model: type[Model]) -> list[str]:
    """The fields by which answers know a row, or a side of it."""
    return [field.name for field in model._meta.fields if isinstance(field, UUIDField)]


class RowForm(WagtailAdminModelForm):
    """A row's form; after a saving in the background the page is told the uids that were given."""

    def clean(self):
        """A uid that was not taken over must not count as one that stands twice."""
        super().clean()
        for name in uid_names(type(self.instance)):
            self.cleaned_data[name] = str(getattr(self.instance, name))

    def get_field_updates_for_resave(self):
        updates = super().get_field_updates_for_resave()
        given = uid_names(type(self.instance))
        return [
            *updates,
            *((self.add_prefix(name), str(getattr(self.instance, name))) for name in given),
        ]


class RowFormSet(BaseChildFormSet):
    """Rows by their uid where they have no primary key yet."""

    def add_fields(self, form, index):
        """The form of a row to come has no uid: every row made of it would have the same."""
        super().add_fields(form, index)
        for name in uid_names(self.model):
            form.fields[name] = UidField(
                initial="" if index is None else str(getattr(form.instance, name))
            )

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if self.is_bound and form.instance.pk is None:
            for name in uid_names(self.model):
                uid = self._posted(i, name)
                if uid:
                    setattr(form.instance, name, uid)
        return form

    def _posted(self, i: int, name: str) -> uuid.UUID | None:
        """The uid that this row brought, unless it is none or an earlier row's."""
        mine = self.data.get(f"{self.add_prefix(i)}-{name}", "")
        earlier = {self.data.get(f"{self.add_prefix(place)}-{name}") for place in range(i)}
        try:
            return uuid.UUID(mine) if mine not in earlier else None
        except ValueError:
            return None


class UidField(forms.CharField):
    """Carries a uid through the form; by itself it is no change."""

    def __init__(self, **kwargs):
        super().__init__(required=False, widget=forms.HiddenInput, **kwargs)

    def has_changed(self, initial, data):
        return False


class RowsPanel(InlinePanel):
    """An InlinePanel whose rows can be inserted anywhere and pasted many at once.

    ``paste`` says how a pasted line is read: ``options`` (* before a right one), ``pairs`` (a = b) or
    ``lines``; empty: nothing can be pasted.
    """

    def __init__(self, *args, paste: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.paste = paste
        self.attrs |= {"data-rows": self.relation_name}

    def clone_kwargs(self):
        return super().clone_kwargs() | {"paste": self.paste}

    def get_form_options(self):
        """The same form options, built on rows that keep their uid."""
        options = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        rows_options = self.child_edit_handler.get_form_options()
        if uid_names(self.db_field.related_model):
            rows |= {
                "formset": RowFormSet,
                "form": get_form_for_model(
                    self.db_field.related_model,
                    form_class=RowForm,
                    defer_required_on_fields=rows_options.get("defer_required_on_fields", []),
                ),
            }
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "assessments/admin/rows.html"

        class Media:
            js = ("js/question-form.js",)
            css = {"all": ("css/authors.css",)}
