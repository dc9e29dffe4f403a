"""The ids that belong to places in the files, so that loading twice changes nothing."""

from uuid import UUID, uuid5

NAMESPACE = UUID("5b0f6f0e-8a39-5d43-9e4f-3f0f6f2f1c55")


def derived(path: str) -> str:
    """The id that belongs to a place in the files, as text."""
    return str(uuid5(NAMESPACE, path))
