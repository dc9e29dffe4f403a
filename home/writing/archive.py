"""The archive of a programme, or why there is none."""

from dataclasses import dataclass

from curriculum.models import ProgrammePage
from home.files import BrokenFiles, read_programme
from home.files.archive import packed
from home.files.places import Contents
from home.files.written import written
from home.writing.programme import gather


class CannotBeWritten(Exception):
    """The programme cannot be said in files; ``reasons`` names everything that is in the way."""

    def __init__(self, reasons: list[str]):
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@dataclass(frozen=True)
class Archive:
    """The bytes, and by name what of the programme is not in them."""

    data: bytes
    notes: list[str]


def archive_of(programme: ProgrammePage) -> Archive:
    """The programme's latest drafts as one archive that ``load_curriculum`` reads.

    It is read back before it is given out: what could not be loaded is not written.

    Raises:
        CannotBeWritten: a draft is not finished, or says what files cannot.
    """
    gathered = gather(programme)
    if gathered.faults or gathered.files is None:
        raise CannotBeWritten(gathered.faults)
    texts = written(gathered.files)
    try:
        read = read_programme(Contents({name: text.encode() for name, text in texts.items()}))
    except BrokenFiles as broken:
        raise CannotBeWritten([str(problem) for problem in broken.problems]) from None
    there = {item.path: item.sha256 for item in read.items()}
    lost = [item.path for item in gathered.files.items() if there.get(item.path) != item.sha256]
    if lost:
        raise CannotBeWritten([f"{path}: a file would say something else" for path in lost])
    return Archive(packed(texts), gathered.notes)
