"""Writing one item of the files: as a new draft, or not at all where somebody edited it."""

import json
from contextlib import contextmanager

from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from modelcluster.models import ClusterableModel
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from curriculum.canonical import digest
from curriculum.models import ModulePage
from home.files import BrokenFiles, Item, Problem
from home.files.items import plain
from home.loading.report import Report
from home.models import LoadedItem
from home.writing.gathered import Gathered


@contextmanager
def in_words(item: Item):
    """What the editors' room would refuse is refused here too, by its path.

    Raises:
        BrokenFiles: with the sentences that an author would read beside the field.
    """
    try:
        yield
    except ValidationError as wrong:
        said = [f"{name}: {' '.join(texts)}" for name, texts in wrong.message_dict.items()]
        raise BrokenFiles([Problem(item.path, 1, text) for text in said]) from None


class Drafts:
    """Writes items and remembers, by path, what each said and what it became.

    Args:
        check_only: decide and refuse all the same, but write only what later items point at.
        by: who loads; None: whoever runs the server.
    """

    def __init__(self, *, check_only: bool = False, by=None):
        self.report = Report()
        #: What files would say of the programme as it is now; nothing, where that was not asked.
        self.here = Gathered()
        self.check_only = check_only
        self.by = by
        self.before = {row.path: row for row in LoadedItem.objects.all()}
        self._written: dict[str, tuple[Item, str]] = {}

    def is_as_loaded(self, item: Item) -> bool:
        """Whether the file says what it said at the last load.

        Words that are spelt the same have the same hash, and are compared much faster than hashed.
        """
        known = self.before.get(item.path)
        return known is not None and (
            _spelt(known.said) == _spelt(plain(item.values)) or known.sha256 == item.sha256
        )

    def remember(self) -> None:
        """Keep what each file said that was written, and what it became, for the next load."""
        LoadedItem.objects.bulk_create(
            [
                LoadedItem(path=item.path, sha256=item.sha256, state=state, said=plain(item.values))
                for item, state in self._written.values()
            ],
            update_conflicts=True,
            unique_fields=["path"],
            update_fields=["sha256", "state", "said"],
        )

    def _is_here(self, item: Item) -> bool:
        """Whether the file says nothing new: as at the last load, or as an archive from here says it."""
        if self.is_as_loaded(item):
            known = self.before[item.path]
            if known.said is None:
                LoadedItem.objects.filter(pk=known.pk).update(said=plain(item.values))
            return True
        now = self.here.items.get(item.path)
        return bool(now and now.sha256 == item.sha256)

    def plain(self, item: Item, model, key: dict, values: dict) -> None:
        """Write a thing without revisions, found by ``key``."""
        row = model.objects.filter(**key).first()
        known = self.before.get(item.path)
        if row and self._is_here(item):
            self.report.unchanged.append(item.path)
            return
        if row and not self._may_change(model):
            self.report.not_yours.append(item.path)
            return
        if row:
            now = digest({name: getattr(row, name) for name in values})
            if known is None or known.state != now:
                self.report.left_alone.append(item.path)
                return
            model.objects.filter(pk=row.pk).update(**values)
            self.report.updated.append(item.path)
        else:
            model.objects.create(**key, **values)
            self.report.created.append(item.path)
        self._written[item.path] = item, digest(values)

    def page(self, item: Item, model, parent: Page, code: str, values: dict):
        """Write a page below ``parent``; returns it as it is live, or was first drafted."""
        page = model.objects.child_of(parent).filter(slug=code).first()
        if page is None:
            if model is ModulePage:
                _check_module(item, parent, code)
            page = model(slug=code, live=False, **values)
            with in_words(item), disable_reference_index_auto_update():  # as for a snippet
                parent.add_child(instance=page)
            return self._drafted(item, page, self.report.created)
        return self._redraft(item, page, lambda draft: _assign(draft, values))

    def snippet(self, item: Item, model, code: str, values: dict, children: dict, **fixed):
        """Write a snippet with its rows; what is ``fixed`` never changes. Returns it as ``page`` does."""
        snippet = model.objects.filter(code=code).first()
        if snippet and snippet.module_id != values["module"].pk:
            _check_programme(item, snippet, values["module"])
        if snippet is None:
            snippet = model(code=code, live=False, **fixed, **values)
            with disable_reference_index_auto_update():  # its first revision sees to that
                snippet.save()
                _assign(snippet, children)
                if not self.check_only:  # nothing points at its rows
                    snippet.save(update_fields=[name for name, rows in children.items() if rows])
            return self._drafted(item, snippet, self.report.created)

        def change(draft) -> None:
            _assign(draft, values)
            _assign_children(draft, children)

        return self._redraft(item, snippet, change)

    def _redraft(self, item: Item, thing, change):
        """Make the file's new text the latest draft of ``thing``, unless the file or an edit forbids it."""
        known = self.before.get(item.path)
        if self._is_here(item):
            self.report.unchanged.append(item.path)
            return thing
        if self._is_kept(item, thing):
            return thing
        is_edited = known is None or known.state != str(thing.latest_revision_id)
        if is_edited and thing.latest_revision_id != thing.live_revision_id:
            self.report.left_alone.append(item.path)
            return thing
        draft = thing.get_latest_revision_as_object()
        change(draft)
        return self._drafted(
            item, draft, self.report.over_an_edit if is_edited else self.report.updated
        )

    def _may_change(self, model) -> bool:
        """What has no drafts changes at once, so an author changes in files what she may change here."""
        name = get_permission_codename("change", model._meta)
        return self.by is None or self.by.has_perm(f"{model._meta.app_label}.{name}")

    def _is_kept(self, item: Item, thing) -> bool:
        """Whether a thing must stay as it is: the file would damage it, or somebody is reading it."""
        lock = thing.get_lock() if self.by else None
        if item.path in self.here.odd:
            self.report.odd.append(item.path)
        elif lock and lock.for_user(self.by):
            self.report.locked.append(item.path)
        else:
            return False
        return True

    def _drafted(self, item: Item, thing, said: list[str]):
        """Refuse what the editors' room would refuse, else make a revision of it."""
        with in_words(item):
            thing.full_clean()
        said.append(item.path)
        if not self.check_only:  # nothing later asks for a revision
            revision = thing.save_revision(user=self.by, log_action=True, clean=False)
            self._written[item.path] = item, str(revision.pk)
        return thing


def _check_programme(item: Item, snippet, module: Page) -> None:
    """Refuse to move what another programme asks: whoever copies a programme must rename all of it."""
    theirs = snippet.module.get_parent()
    if theirs.pk != module.get_parent().pk:
        reason = f"{snippet} is in the programme {theirs.slug} here; give it another code"
        raise BrokenFiles([Problem(item.path, 1, reason)])


def _check_module(item: Item, parent: Page, code: str) -> None:
    """Refuse a module's code that another programme has: what is remembered of files goes by it."""
    taken = ModulePage.objects.filter(slug=code).not_child_of(parent).first()
    if taken:
        theirs = taken.get_parent().slug
        reason = f"{code} is a module of the programme {theirs} here; give it another code"
        raise BrokenFiles([Problem(item.path, 1, reason)])


def _spelt(values: dict | None) -> str:
    """Values as text, since to ``==`` 1, 1.0 and true are the same."""
    return json.dumps(values, sort_keys=True)


def _assign(thing, values: dict) -> None:
    for name, value in values.items():
        setattr(thing, name, value)


def _assign_children(parent: ClusterableModel, children: dict) -> None:
    """Set child rows. A row keeps its key where its uid is already there.

    A row born in the editors' room has a uid that no file can say. One of the file's that says the
    same takes over its uid with its key, so that answers which name it can still be marked.
    """
    for name, rows in children.items():
        old = [row for row in getattr(parent, name).all() if hasattr(row, "uid")]
        there = {str(row.uid): row for row in old}
        named = {str(getattr(row, "uid", "")) for row in rows}
        born_here = {_words(row): row for row in old if str(row.uid) not in named}
        for row in rows:
            uid = str(getattr(row, "uid", ""))
            if kept := there.get(uid) or born_here.pop(_words(row), None):
                row.pk, row.uid = kept.pk, kept.uid
                if str(kept.uid) != uid and hasattr(kept, "choice_uid"):
                    row.choice_uid = kept.choice_uid
        getattr(parent, name).set(rows)


def _words(row) -> tuple[str, ...]:
    """What a row says, by which it is known again."""
    return tuple(str(getattr(row, name, "")) for name in ("text", "choice", "name", "gap"))
