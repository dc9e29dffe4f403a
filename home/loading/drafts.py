"""Writing one item of the files: as a new draft, or not at all where somebody edited it."""

from modelcluster.models import ClusterableModel
from wagtail.models import Page

from curriculum.canonical import digest
from home.files import Item
from home.loading.report import Report
from home.models import LoadedItem


class Drafts:
    """Writes items and remembers, by path, what each said and what it became."""

    def __init__(self):
        self.report = Report()
        self.before = {row.path: row for row in LoadedItem.objects.all()}

    def plain(self, item: Item, model, key: dict, values: dict) -> None:
        """Write a thing without revisions, found by ``key``."""
        row = model.objects.filter(**key).first()
        known = self.before.get(item.path)
        if row and known and known.sha256 == item.sha256:
            self.report.unchanged.append(item.path)
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
        self._remember(item, digest(values))

    def page(self, item: Item, model, parent: Page, code: str, values: dict):
        """Write a page below ``parent``; returns it as it is live, or was first drafted."""
        page = model.objects.child_of(parent).filter(slug=code).first()
        if page is None:
            page = model(slug=code, live=False, **values)
            parent.add_child(instance=page)
            parent.refresh_from_db()
            return self._drafted(item, page, self.report.created)
        return self._redraft(item, page, lambda draft: _assign(draft, values))

    def snippet(self, item: Item, model, code: str, values: dict, children: dict, **fixed):
        """Write a snippet with its rows; what is ``fixed`` never changes. Returns it as ``page`` does."""
        snippet = model.objects.filter(code=code).first()
        if snippet is None:
            snippet = model(code=code, live=False, **fixed, **values)
            _assign_children(snippet, children)
            snippet.save()
            return self._drafted(item, snippet, self.report.created)

        def change(draft) -> None:
            _assign(draft, values)
            _assign_children(draft, children)

        return self._redraft(item, snippet, change)

    def _redraft(self, item: Item, thing, change):
        """Make the file's new text the latest draft of ``thing``, unless the file or an edit forbids it."""
        known = self.before.get(item.path)
        if known and known.sha256 == item.sha256:
            self.report.unchanged.append(item.path)
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

    def _drafted(self, item: Item, thing, said: list[str]):
        revision = thing.save_revision(log_action=True)
        self._remember(item, str(revision.pk))
        said.append(item.path)
        return thing

    def _remember(self, item: Item, state: str) -> None:
        LoadedItem.objects.update_or_create(
            path=item.path, defaults={"sha256": item.sha256, "state": state}
        )


def _assign(thing, values: dict) -> None:
    for name, value in values.items():
        setattr(thing, name, value)


def _assign_children(parent: ClusterableModel, children: dict) -> None:
    """Set child rows, keeping the key of a row whose uid is already there."""
    for name, rows in children.items():
        there = {str(row.uid): row.pk for row in getattr(parent, name).all() if hasattr(row, "uid")}
        for row in rows:
            row.pk = there.get(str(getattr(row, "uid", "")))
        getattr(parent, name).set(rows)
