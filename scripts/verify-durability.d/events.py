"""What a run did to a disk, in order. Files and folders are known by numbers, so that a name may change hands."""
from dataclasses import dataclass


@dataclass
class Write:
    order: int
    file: int
    path: str
    offset: int
    data: bytes


@dataclass
class Truncate:
    """A file gets another length, shorter or longer."""
    order: int
    file: int
    path: str
    size: int


@dataclass
class Names:
    """Entries of folders change together: (folder, name, number of what it names now, or None)."""
    order: int
    word: str
    path: str
    changes: list[tuple[int, str, int | None]]


@dataclass
class Sync:
    """A file's bytes, or a folder's entries, are on the disk, as far as they were changed before `covers`. Everything is,
    where no file is named."""
    order: int
    file: int | None
    path: str
    covers: int


@dataclass
class Note:
    """Something that others notice: "printed" or "sent" (with the text and, sent, the port of the other side), "begin" and
    "end" of a step."""
    order: int
    word: str
    text: str
    port: int = 0


@dataclass
class Thing:
    """A file, a folder or a link, whatever it is called."""
    kind: str
    private: bool = False
    target: str = ""
