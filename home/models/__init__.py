"""What spans rooms: the root of the tree, what was loaded from files, and links for invited reviewers."""

from home.models.pages import HomePage, LoadedItem
from home.models.review_link import (
    InvitedPage,
    ReviewLink,
    ReviewLinkRefused,
    ReviewNote,
)

__all__ = [
    "HomePage",
    "InvitedPage",
    "LoadedItem",
    "ReviewLink",
    "ReviewLinkRefused",
    "ReviewNote",
]
