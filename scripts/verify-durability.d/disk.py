"""A disk that loses power: what is on it for certain, what may be, and the states that follow.

The rules are those that POSIX gives a careful program, which are stricter than what ext4 or XFS do:

- A file's bytes and length are on the disk after a sync of that file. Before, each write may be there whole, in parts (of
  512 bytes), as zeros (the length came, the bytes did not) or not at all, in any order. Only a truncation is not passed by
  later writes to the same file.
- A name is on the disk after a sync of its folder, for new files too. Before, any of the changes may be there, in any
  order, and earlier or later than the bytes of the file.
- A rename, also from folder to folder and also a swap, is there whole or not at all, and is on the disk after a sync of
  either folder.
"""
import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from events import Names, Sync, Truncate, Write
from recording import ROOT, resize, splice

SECTOR, PAGE = 512, 4096


class Disk:
    """What is on the disk for certain after some events, and what is on its way."""

    def __init__(self, recording):
        self.things = recording.things
        self.entries = {folder: dict(names) for folder, names in recording.start_entries.items()}
        self.bytes = {file: bytearray(data) for file, data in recording.start_bytes.items()}
        self.pending = []
        # When a name was last changed for certain: what came before and is late changes it no more.
        self.named = {}

    def take(self, event):
        if isinstance(event, (Write, Truncate, Names)):
            self.pending.append(event)
        elif isinstance(event, Sync):
            self._settle(event)

    def _settle(self, sync):
        left = []
        for event in self.pending:
            if event.order >= sync.covers or not concerns(sync, event):
                left.append(event)
            else:
                apply(event, self.bytes, self.entries, self.named)
        self.pending = left

    def state(self, kept):
        """The state in which of all that is on its way only this came: events, or what is left of them."""
        fresh = {}
        entries = {folder: dict(names) for folder, names in self.entries.items()}
        named = dict(self.named)
        data = Overlay(self.bytes, fresh)
        for event in kept:
            apply(event, data, entries, named)
        return State(self.things, entries, data)


def concerns(sync, event):
    if sync.file is None:
        return True
    if isinstance(event, Names):
        return any(folder == sync.file for folder, _, _ in event.changes)
    return event.file == sync.file


def apply(event, data, entries, named):
    if isinstance(event, Write):
        splice(data.setdefault(event.file, bytearray()), event.offset, event.data)
    elif isinstance(event, Truncate):
        resize(data.setdefault(event.file, bytearray()), event.size)
    else:
        for folder, name, number in event.changes:
            if named.get((folder, name), 0) > event.order:
                continue
            named[folder, name] = event.order
            if number is None:
                entries.setdefault(folder, {}).pop(name, None)
            else:
                entries.setdefault(folder, {})[name] = number


class Overlay:
    """Bytes of files of which a few are changed, and copied before."""

    def __init__(self, below, above):
        self.below, self.above = below, above

    def setdefault(self, file, empty):
        if file not in self.above:
            self.above[file] = bytearray(self.below.get(file, empty))
        return self.above[file]

    def get(self, file):
        return self.above.get(file, self.below.get(file, b""))


@dataclass
class State:
    """Files, folders and links as a disk holds them."""
    things: dict
    entries: dict
    bytes: Overlay

    def files(self, folder=ROOT, path=""):
        """Yields (path, thing, bytes), folders before what is in them."""
        for name, number in sorted(self.entries.get(folder, {}).items()):
            place, thing = f"{path}{name}", self.things[number]
            yield place, thing, self.bytes.get(number) if thing.kind == "file" else b""
            if thing.kind == "folder":
                yield from self.files(number, place + "/")

    def digest(self):
        found = hashlib.sha256()
        for path, thing, data in self.files():
            if path.endswith("-shm"):
                continue
            found.update(f"{path}\0{thing.kind}\0{thing.target}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            found.update(data)
        return found.hexdigest()

    def write(self, root):
        root = Path(root)
        for path, thing, data in self.files():
            if thing.kind == "folder":
                os.mkdir(root / path)
            elif thing.kind == "link":
                os.symlink(thing.target, root / path)
            else:
                with open(root / path, "wb") as file:
                    file.write(data)
                if thing.private:
                    os.chmod(root / path, 0o600)


# What becomes of the events that are on their way when the power goes.


@dataclass
class Cut:
    """What is kept, in a few words and as events."""
    words: str
    kept: list = field(default_factory=list)


def with_truncations(pending, kept):
    """Adds the truncations that later writes to the same file, which came, do not pass."""
    last = {event.file: event.order for event in kept if not isinstance(event, Names)}
    orders = {event.order for event in kept}
    forced = [
        event for event in pending
        if isinstance(event, Truncate) and event.order not in orders and event.order < last.get(event.file, 0)
    ]
    return sorted(kept + forced, key=lambda event: event.order)


def hollow(event):
    """The length without the bytes."""
    return Write(event.order, event.file, event.path, event.offset, bytes(len(event.data)))


def torn(event, chance):
    """Some sectors of a write, from its beginning or here and there."""
    start, end = event.offset, event.offset + len(event.data)
    unit = chance.choice([SECTOR, PAGE])
    edges = [start, *range(start - start % unit + unit, end, unit), end]
    pieces = list(zip(edges, edges[1:]))
    if chance.random() < 0.5:
        pieces = pieces[: chance.randrange(len(pieces))]
    else:
        pieces = [piece for piece in pieces if chance.random() < 0.5]
    kept = [Write(event.order, event.file, event.path, a, event.data[a - start : b - start]) for a, b in pieces if b > a]
    if chance.random() < 0.5:
        # The length came whole.
        kept.insert(0, hollow(event))
    return kept


def cuts(pending, chance):
    """Ways in which the power may go, the telling ones first."""
    names = [event for event in pending if isinstance(event, Names)]
    contents = [event for event in pending if not isinstance(event, Names)]
    yield Cut("nothing that was not synced")
    yield Cut("everything", list(pending))
    if not pending:
        return
    yield Cut(
        "all names and lengths, no bytes",
        [hollow(event) if isinstance(event, Write) else event for event in pending])
    yield Cut("all names, no contents", names)
    yield Cut("all contents, no names", contents)
    yield Cut("all but the last", pending[:-1])
    yield Cut("only the last", with_truncations(pending, pending[-1:]))
    writes = [event for event in pending if isinstance(event, Write)]
    while True:
        way = chance.randrange(6)
        if way == 0:
            share = chance.choice([0.2, 0.5, 0.8])
            kept = []
            for event in pending:
                if chance.random() >= share:
                    continue
                fate = chance.random() if isinstance(event, Write) else 0
                kept += [event] if fate < 0.7 else [hollow(event)] if fate < 0.8 else torn(event, chance)
            yield Cut("some, some of it torn", with_truncations(pending, kept))
        elif way == 1:
            missing = chance.choice(pending)
            yield Cut(
                f"all but one: {missing.path}", with_truncations(pending, [e for e in pending if e is not missing]))
        elif way == 2 and writes:
            victim = writes[-1] if chance.random() < 0.5 else chance.choice(writes)
            kept = []
            for event in pending:
                kept += torn(event, chance) if event is victim else [event]
            yield Cut(f"everything, {victim.path} torn", kept)
        elif way == 3:
            # As a journal does: names in their order up to one, bytes late.
            end = chance.randrange(len(pending) + 1)
            bytes_too = chance.random() < 0.5
            yield Cut(
                f"the first {end} in their order" + ("" if bytes_too else ", no bytes"),
                [e if bytes_too or not isinstance(e, Write) else hollow(e) for e in pending[:end]])
        elif way == 4 and names:
            last = chance.randrange(len(names))
            yield Cut(f"one name: {names[last].path}", [names[last]])
        elif way == 5 and contents:
            file = chance.choice(contents).file
            kept = [event for event in pending if isinstance(event, Names) or event.file != file]
            yield Cut("everything but the contents of one file", kept)
