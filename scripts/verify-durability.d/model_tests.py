"""Tries the model of the disk, and the reader of strace's log, on made-up runs of which the answer is known."""
import random

from disk import Disk, cuts, torn, with_truncations
from events import Names, Sync, Thing, Truncate, Write
from recording import ROOT
from strace_log import read


class Made:
    """A recording that nobody recorded."""

    def __init__(self, **files):
        self.things = {ROOT: Thing("folder")}
        self.start_entries, self.start_bytes = {ROOT: {}}, {}
        for number, (name, data) in enumerate(files.items(), 2):
            self.things[number] = Thing("file")
            self.start_entries[ROOT][name] = number
            self.start_bytes[number] = data


def contents(state):
    return {path: bytes(data) for path, thing, data in state.files() if thing.kind == "file"}


def after(made, *events):
    disk = Disk(made)
    for event in events:
        disk.take(event)
    return disk


def expect(found, due, what):
    if found != due:
        raise SystemExit(f"model: {what}: {found!r}, not {due!r}")


def test_model():
    # A write is there after a sync of its file, and not before.
    made = Made(a=b"old")
    write = Write(1, 2, "a", 0, b"NEW")
    expect(contents(after(made, write).state([])), {"a": b"old"}, "an unsynced write")
    expect(contents(after(made, write, Sync(2, 2, "a", 2)).state([])), {"a": b"NEW"}, "a synced write")
    expect(contents(after(made, Sync(2, 2, "a", 1), Write(3, 2, "a", 0, b"X")).state([])), {"a": b"old"}, "a late write")
    # A sync that began before a write ended does not cover it.
    expect(contents(after(made, write, Sync(2, 2, "a", 1)).state([])), {"a": b"old"}, "a write beside a sync")

    # A new file's bytes do not bring its name, nor the name its bytes.
    made = Made()
    made.things[2] = Thing("file")
    create, write = Names(1, "create", "n", [(ROOT, "n", 2)]), Write(2, 2, "n", 0, b"data")
    expect(contents(after(made, create, write, Sync(3, 2, "n", 3)).state([])), {}, "a synced file without a name")
    expect(contents(after(made, create, write, Sync(3, ROOT, "", 3)).state([])), {"n": b""}, "a name without bytes")

    # A rename is whole, and a sync of either folder brings it; a late change of the same name undoes nothing.
    made = Made(a=b"1")
    made.things[9] = Thing("folder")
    made.start_entries[9] = {}
    made.start_entries[ROOT]["d"] = 9
    rename = Names(1, "rename", "d/b", [(ROOT, "a", None), (9, "b", 2)])
    expect(contents(after(made, rename).state([])), {"a": b"1"}, "an unsynced rename")
    for folder in (ROOT, 9):
        expect(contents(after(made, rename, Sync(2, folder, "", 2)).state([])), {"d/b": b"1"}, "a synced rename")
    made.things[3] = Thing("file")
    create, move = Names(1, "create", "x", [(ROOT, "x", 3)]), Names(2, "rename", "d/x", [(ROOT, "x", None), (9, "x", 3)])
    disk = after(made, create, move, Sync(3, 9, "d", 3))
    expect(sorted(contents(disk.state([create]))), ["a", "d/x"], "a late creation behind a rename")

    # Truncations are not passed by later writes.
    made = Made(a=b"long content")
    cut, write = Truncate(1, 2, "a", 0), Write(2, 2, "a", 0, b"new")
    disk = after(made, cut, write)
    expect(contents(disk.state(with_truncations(disk.pending, [write]))), {"a": b"new"}, "a write behind a truncation")

    # Torn writes are pieces of what was written, and zeros.
    chance = random.Random(1)
    whole = Write(1, 2, "a", 100, bytes(range(1, 251)) * 40)
    for _ in range(200):
        for piece in torn(whole, chance):
            start = piece.offset - whole.offset
            due = whole.data[start : start + len(piece.data)]
            if piece.data not in (due, bytes(len(due))):
                raise SystemExit("model: a torn write holds what nobody wrote")
    words = {cut.words for cut, _ in zip(cuts([create, move, whole], chance), range(60))}
    if not {"nothing that was not synced", "everything", "all names and lengths, no bytes"} <= words or len(words) < 12:
        raise SystemExit(f"model: too few ways in which the power goes: {words}")

    # The log of strace: interrupted calls, paths in hexadecimal, buffers in pieces.
    log = [
        r'7  openat(AT_FDCWD<\x2f>, "\x2f\x61", O_RDWR|O_CREAT, 0600) = 3<\x2f\x61>',
        r'7  pwrite64(3<\x2f\x61>, "\x68\x69", 2, 10 <unfinished ...>',
        r'8  fsync(4<\x2f\x62>(deleted)) = 0',
        r'7  <... pwrite64 resumed>) = 2',
        r'7  writev(5<TCP:[127.0.0.1:1->127.0.0.1:2]>, [{iov_base="\x61", iov_len=1}, {iov_base="\x62", iov_len=1}], 2) = 2',
        r'7  unlink("\x2f\x63") = -1 ENOENT (No such file or directory)',
        "7  +++ exited with 0 +++",
    ]
    calls = list(read(log))
    expect([(moment, call.name) for moment, call in calls][2:6],
           [("begin", "pwrite64"), ("begin", "fsync"), ("end", "fsync"), ("end", "pwrite64")], "an interrupted call")
    expect(calls[1][1].path(1), "/a", "a path")
    expect((calls[5][1].data(), calls[5][1].number(3), calls[5][1].result), (b"hi", 10, 2), "a write")
    expect(calls[3][1].handle().deleted, True, "a file without a name")
    expect((calls[6][1].data(), calls[6][1].handle().place), (b"ab", "TCP:[127.0.0.1:1->127.0.0.1:2]"), "a buffer in pieces")
    expect((calls[9][1].result, calls[9][1].error), (None, "ENOENT"), "a call that fails")
