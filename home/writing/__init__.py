"""A programme of the database as the plain values that files would say, and as an archive of those files.

What is written is each thing's latest draft: what an author wrote last, and what a load is compared with.
A thing that nobody touched since it was loaded is written as its file said it. What files have no words
for is named: a fault refuses the archive, a note says what it does not hold.
"""

from home.writing.archive import Archive, CannotBeWritten, archive_of
from home.writing.programme import Gathered, gather, programme_called

__all__ = ["Archive", "CannotBeWritten", "Gathered", "archive_of", "gather", "programme_called"]
