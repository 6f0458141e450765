"""Runs a command under strace, and follows what it does below one folder, as events.

What the model does not know is an error: an operation that was missed would make every state wrong. After each run the
followed tree has to be byte for byte what is on the real disk.
"""
import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from events import Names, Note, Sync, Thing, Truncate, Write
from strace_log import CALLS, read

ROOT = 1
BOOT = "/proc/sys/kernel/random/boot_id"
ANOTHER_BOOT = b"00000000-feed-4bad-8000-000000000000"


class Untraceable(Exception):
    """strace is missing, or the kernel forbids it."""


class UnknownOperation(Exception):
    """The run did something to the disk that the model cannot follow."""


def require_strace():
    if not shutil.which("strace"):
        raise Untraceable("there is no strace; scripts/setup --tests installs it")
    run = subprocess.run(["strace", "-f", "-e", "trace=write", "true"], capture_output=True, text=True)
    if run.returncode != 0:
        raise Untraceable(f"strace may not trace here: {run.stderr.strip().splitlines()[-1:]}")


class OpenFile:
    def __init__(self, number, appends):
        self.number, self.appends, self.place = number, appends, 0


class Recording:
    """Everything that happened below `root` from now on."""

    def __init__(self, root):
        self.root = Path(os.path.realpath(root))
        self.events = []
        self.things = {ROOT: Thing("folder")}
        self.entries = {ROOT: {}}
        self.bytes = {}
        self.links = {}
        self.mark = 0
        self._take(self.root, ROOT)
        # What is there already is on the disk.
        self.start_entries = {folder: dict(names) for folder, names in self.entries.items()}
        self.start_bytes = {file: bytes(data) for file, data in self.bytes.items()}
        try:
            self.boot = Path(BOOT).read_text().strip().encode()
        except OSError:
            self.boot = None

    def _take(self, folder, number):
        for entry in os.scandir(folder):
            path = Path(entry.path)
            if entry.is_symlink():
                child = self._new(Thing("link", target=os.readlink(path)))
            elif entry.is_dir():
                child = self._new(Thing("folder"))
                self._take(path, child)
            else:
                child = self._new(Thing("file", private=not entry.stat().st_mode & 0o044))
                self.bytes[child] = bytearray(path.read_bytes())
            self.entries[number][entry.name] = child

    def _new(self, thing):
        number = len(self.things) + 1
        self.things[number] = thing
        if thing.kind == "folder":
            self.entries[number] = {}
        elif thing.kind == "file":
            self.bytes[number] = bytearray()
        return number

    # Running

    def command(self, argv, log):
        return [
            "strace", "-f", "--seccomp-bpf", "-yy", "-xx", "-s", "1000000000", "-e", "signal=none", "-o", str(log),
            "-e", "trace=" + ",".join("?" + call for call in CALLS), "--", *map(str, argv),
        ]

    def run(self, argv, environment, limit=300, ends=None):
        """Runs a command to its end, or kills it when `ends()` holds; gives its exit code and what it printed."""
        with tempfile.TemporaryDirectory(prefix="dailies-trace-") as folder:
            log, printed = Path(folder) / "log", Path(folder) / "printed"
            with open(printed, "wb") as output, open(Path(folder) / "errors", "wb") as errors:
                process = subprocess.Popen(
                    self.command(argv, log), stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env=environment,
                    cwd="/", start_new_session=True)
                try:
                    if ends:
                        ends(process)
                    code = process.wait(limit)
                except BaseException:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
                    raise
            text = printed.read_text(errors="replace")
            words = (Path(folder) / "errors").read_text(errors="replace")
            self.follow(log, str(printed))
            return code, text, words

    def note(self, word, text):
        self._add(Note, word, text)

    def _add(self, kind, *values):
        self.mark += 1
        self.events.append(kind(self.mark, *values))

    def catch_up(self):
        """What somebody else did to the folder since is on the disk, too."""
        self._catch_up(self.root, ROOT)
        self.sync(None, "", self.mark + 1)
        self._compare(self.root, ROOT)

    def _catch_up(self, folder, number):
        here = {entry.name: entry for entry in os.scandir(folder)}
        for name in set(self.entries[number]) - set(here):
            self.change("remove", f"{folder}/{name}", [(number, name, None)])
        for name, entry in sorted(here.items()):
            child = self.entries[number].get(name)
            kind = "link" if entry.is_symlink() else "folder" if entry.is_dir() else "file"
            if child is None or self.things[child].kind != kind:
                target = os.readlink(entry.path) if kind == "link" else ""
                child = self._new(Thing(kind, target=target))
                self.change("make", entry.path, [(number, name, child)])
            if kind == "folder":
                self._catch_up(entry.path, child)
            elif kind == "file" and (data := Path(entry.path).read_bytes()) != self.bytes[child]:
                self.resize(child, entry.path, 0)
                self.write(child, entry.path, 0, data)

    # Following

    def follow(self, log, printed):
        with open(log, encoding="ascii") as lines:
            Follower(self, printed).follow(read(lines))
        self._compare(self.root, ROOT)

    def inside(self, path):
        return path == str(self.root) or path.startswith(f"{self.root}/")

    def find(self, path):
        """The number of what has this path now; None where nothing has."""
        number = ROOT
        for name in Path(path).relative_to(self.root).parts:
            number = self.entries.get(number, {}).get(name)
            if number is None:
                return None
        return number

    def parent(self, path):
        path = Path(path)
        folder = self.find(path.parent)
        if folder is None:
            raise UnknownOperation(f"{path} has a folder that nobody made")
        return folder, path.name

    def short(self, path):
        return str(Path(path).relative_to(self.root))

    def change(self, word, path, changes):
        self._add(Names, word, self.short(path), changes)
        for folder, name, number in changes:
            if number is None:
                self.entries[folder].pop(name, None)
            else:
                self.entries[folder][name] = number

    def write(self, number, path, offset, data):
        # A run after a power cut is another run of the machine, and has to know.
        if self.boot and self.boot in data:
            if ".sqlite" in path:
                raise UnknownOperation(f"{path} holds the machine's boot id, which cannot be changed in a database")
            data = data.replace(self.boot, ANOTHER_BOOT)
        self._add(Write, number, self.short(path), offset, data)
        splice(self.bytes[number], offset, data)

    def resize(self, number, path, size):
        if len(self.bytes[number]) != size:
            self._add(Truncate, number, self.short(path), size)
            resize(self.bytes[number], size)

    def sync(self, number, path, covers):
        self._add(Sync, number, self.short(path) if number else "", covers)

    def _compare(self, folder, number):
        here = {entry.name: entry for entry in os.scandir(folder)}
        if set(here) != set(self.entries[number]):
            raise UnknownOperation(
                f"{folder} holds {sorted(here)}, and the record says {sorted(self.entries[number])}")
        for name, child in self.entries[number].items():
            path, thing = Path(folder) / name, self.things[child]
            if thing.kind == "folder":
                self._compare(path, child)
            elif thing.kind == "file" and not name.endswith("-shm"):
                found = path.read_bytes()
                if self.boot and ".sqlite" not in name:
                    found = found.replace(self.boot, ANOTHER_BOOT)
                if found != self.bytes[child]:
                    raise UnknownOperation(
                        f"{path} has {len(found)} bytes, and the record another content of {len(self.bytes[child])}")


class Follower:
    """Turns the calls of one log into events."""

    def __init__(self, recording, printed):
        self.recording, self.printed = recording, printed
        self.processes, self.files, self.marks = {}, {}, {}

    def follow(self, calls):
        for moment, call in calls:
            if moment == "begin":
                self.begin(call)
            elif call.result is not None:
                getattr(self, "do_" + call.name, self.nothing)(call)

    def begin(self, call):
        recording = self.recording
        # What a sync covers, and what is true when somebody is told, is what was done before it began.
        self.marks[call.thread] = (recording.mark + 1, self.target(call))
        if call.name not in ("write", "writev", "sendto", "sendmsg"):
            return
        handle = call.handle()
        if handle.place == self.printed:
            recording.note("printed", call.data().decode("utf-8", "replace"))
        elif handle.place.startswith("TCP"):
            port = re.search(r"->.*:(\d+)\]", handle.place)
            recording._add(Note, "sent", call.data()[:4096].decode("latin-1"), int(port[1]) if port else 0)

    def target(self, call):
        """What a call's first file descriptor is open on, by the names of this moment."""
        if not call.arguments or not re.match(r"\d+<", call.arguments[0]):
            return None
        handle = call.handle()
        if handle.deleted or not self.recording.inside(handle.place):
            return None
        return self.recording.find(handle.place)

    def nothing(self, call):
        pass

    # Processes: a thread shares its process's files.

    def do_clone(self, call):
        if any("CLONE_THREAD" in argument for argument in call.arguments):
            self.processes[call.result] = self.process(call)
            # Its first lines may come before the end of this call.
            for (process, number), file in list(self.files.items()):
                if process == call.result:
                    self.files[self.process(call), number] = file

    do_clone3 = do_clone

    def process(self, call):
        return self.processes.get(call.thread, call.thread)

    # Paths

    def place(self, call, index):
        """The path of an `…at` call: a folder and a name."""
        name = call.path(index + 1)
        if name.startswith("/") or not name and "AT_EMPTY_PATH" in call.arguments[-1]:
            return name
        return os.path.normpath(os.path.join(call.handle(index).place, name))

    def absolute(self, call, index):
        path = call.path(index)
        # Commands run in "/".
        return os.path.normpath(path if path.startswith("/") else "/" + path)

    def opened(self, call, path, flags):
        recording = self.recording
        if not recording.inside(path):
            return
        if "O_TMPFILE" in flags or re.search(r"O_D?SYNC", flags):
            raise UnknownOperation(f"{path} is opened with {flags}")
        number = recording.find(path)
        if number is None:
            if "O_CREAT" not in flags:
                raise UnknownOperation(f"{path} is opened, and nobody made it")
            folder, name = recording.parent(path)
            private = len(call.arguments) > 2 and not int(call.arguments[-1], 8) & 0o044
            number = recording._new(Thing("file", private=private))
            recording.change("create", path, [(folder, name, number)])
        if "O_TRUNC" in flags:
            recording.resize(number, path, 0)
        self.files[self.process(call), call.result] = OpenFile(number, "O_APPEND" in flags)

    def do_open(self, call):
        self.opened(call, self.absolute(call, 0), call.arguments[1])

    def do_creat(self, call):
        self.opened(call, self.absolute(call, 0), "O_CREAT|O_WRONLY|O_TRUNC")

    def do_openat(self, call):
        self.opened(call, self.place(call, 0), call.arguments[2])

    def do_openat2(self, call):
        self.opened(call, self.place(call, 0), call.arguments[2])

    # Bytes

    def inner(self, call):
        """The number and path of the file of a call's first descriptor, if it is one of ours that has a name."""
        number = self.marks[call.thread][1]
        return (number, call.handle().place) if number else (None, "")

    def do_write(self, call):
        number, path = self.inner(call)
        if number is None:
            return
        file = self.files.get((self.process(call), call.handle().number))
        if not file or file.number != number:
            raise UnknownOperation(f"{path} is written to by one who did not open it")
        offset = len(self.recording.bytes[number]) if file.appends else file.place
        self.recording.write(number, path, offset, call.data()[: call.result])
        file.place = offset + call.result

    do_writev = do_write

    def do_pwrite64(self, call):
        number, path = self.inner(call)
        if number:
            offset = call.number(3)
            self.recording.write(number, path, offset, call.data()[: call.result])

    do_pwritev = do_pwritev2 = do_pwrite64

    def do_lseek(self, call):
        file = self.files.get((self.process(call), call.handle().number))
        if file:
            file.place = call.result

    def do_ftruncate(self, call):
        number, path = self.inner(call)
        if number:
            self.recording.resize(number, path, call.number(1))

    def do_truncate(self, call):
        path = self.absolute(call, 0)
        if self.recording.inside(path):
            self.recording.resize(self.recording.find(path), path, call.number(1))

    def do_fallocate(self, call):
        number, path = self.inner(call)
        if number is None or "KEEP_SIZE" in call.arguments[1] and "PUNCH" not in call.arguments[1]:
            return
        if call.arguments[1] not in ("0", "0x0"):
            raise UnknownOperation(f"fallocate of {path} with {call.arguments[1]}")
        size = call.number(2) + call.number(3)
        self.recording.resize(number, path, max(size, len(self.recording.bytes[number])))

    def do_ioctl(self, call):
        if self.marks[call.thread][1] and re.search("CLONE|DEDUPE", call.arguments[1]):
            raise UnknownOperation(f"{call.arguments[1]} on {call.handle().place}")

    def copied(self, call, target):
        if not re.match(r"\d+<", call.arguments[target]):
            return
        handle = call.handle(target)
        if not handle.deleted and self.recording.inside(handle.place):
            raise UnknownOperation(f"{call.name} into {handle.place}")

    def do_copy_file_range(self, call):
        self.copied(call, 2)

    def do_splice(self, call):
        self.copied(call, 2)

    def do_sendfile(self, call):
        self.copied(call, 0)

    def do_mmap(self, call):
        if "PROT_WRITE" not in call.arguments[2] or "MAP_SHARED" not in call.arguments[3]:
            return
        if not re.match(r"\d+<", call.arguments[4]):
            return
        place = call.handle(4).place
        # SQLite makes its index of the log anew after a power cut.
        if self.recording.inside(place) and not place.endswith("-shm"):
            raise UnknownOperation(f"{place} is written to through memory")

    def do_io_uring_setup(self, call):
        raise UnknownOperation("io_uring is used, and strace does not see what is done with it")

    # Names

    def moved(self, call, old, new, flags=""):
        recording = self.recording
        if not recording.inside(old) and not recording.inside(new):
            return
        if not (recording.inside(old) and recording.inside(new)):
            raise UnknownOperation(f"{old} is renamed to {new}, over the edge of what is recorded")
        if old == new:
            return
        number, (folder, name), (other, other_name) = recording.find(old), recording.parent(old), recording.parent(new)
        if "RENAME_EXCHANGE" in flags:
            recording.change("swap", new, [(folder, name, recording.find(new)), (other, other_name, number)])
        else:
            recording.change("rename", new, [(folder, name, None), (other, other_name, number)])

    def do_rename(self, call):
        self.moved(call, self.absolute(call, 0), self.absolute(call, 1))

    def do_renameat(self, call):
        self.moved(call, self.place(call, 0), self.place(call, 2))

    def do_renameat2(self, call):
        self.moved(call, self.place(call, 0), self.place(call, 2), call.arguments[4])

    def linked(self, old, new):
        recording = self.recording
        if not recording.inside(new):
            return
        if not recording.inside(old) or recording.find(old) is None:
            raise UnknownOperation(f"{new} is a link to {old}, from outside of what is recorded")
        recording.change("link", new, [(*recording.parent(new), recording.find(old))])

    def do_link(self, call):
        self.linked(self.absolute(call, 0), self.absolute(call, 1))

    def do_linkat(self, call):
        self.linked(self.place(call, 0), self.place(call, 2))

    def do_symlink(self, call):
        self.made(self.absolute(call, 1), Thing("link", target=call.path(0)))

    def do_symlinkat(self, call):
        self.made(self.place(call, 1), Thing("link", target=call.path(0)))

    def made(self, path, thing):
        if self.recording.inside(path):
            number = self.recording._new(thing)
            self.recording.change("make", path, [(*self.recording.parent(path), number)])

    def do_mkdir(self, call):
        self.made(self.absolute(call, 0), Thing("folder"))

    def do_mkdirat(self, call):
        self.made(self.place(call, 0), Thing("folder"))

    def removed(self, path):
        if self.recording.inside(path):
            self.recording.change("remove", path, [(*self.recording.parent(path), None)])

    def do_unlink(self, call):
        self.removed(self.absolute(call, 0))

    do_rmdir = do_unlink

    def do_unlinkat(self, call):
        self.removed(self.place(call, 0))

    # Syncs

    def do_fsync(self, call):
        number, path = self.inner(call)
        if number:
            self.recording.sync(number, path, self.marks[call.thread][0])

    do_fdatasync = do_fsync

    def do_sync(self, call):
        self.recording.sync(None, "", self.marks[call.thread][0])

    do_syncfs = do_sync


def splice(data, offset, piece):
    """Writes a piece into bytes, which grow with zeros as a file does."""
    if len(data) < offset:
        data.extend(bytes(offset - len(data)))
    data[offset : offset + len(piece)] = piece


def resize(data, size):
    if len(data) > size:
        del data[size:]
    else:
        data.extend(bytes(size - len(data)))
