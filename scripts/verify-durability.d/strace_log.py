"""Reads what `strace -f -yy -xx` writes: system calls as they begin and as they end, in the order of the log."""
import re
from dataclasses import dataclass, field

# What changes a file system, makes it durable, or tells somebody; the rest of a run does not matter to a disk.
CALLS = (
    "open openat openat2 creat write writev pwrite64 pwritev pwritev2 sendto sendmsg sendmmsg copy_file_range sendfile splice"
    " lseek truncate ftruncate fallocate rename renameat renameat2 link linkat symlink symlinkat unlink unlinkat rmdir"
    " mkdir mkdirat mknod mknodat chmod fchmod fchmodat fsync fdatasync syncfs sync msync mmap close dup dup2 dup3 fcntl"
    " ioctl clone clone3 fork vfork io_uring_setup"
).split()

LINE = re.compile(r"(\d+) +(?:<\.\.\. (\w+) resumed>(.*)|(\w+)\((.*))$", re.S)
END = re.compile(r"\) += (-?\d+|\?|0x[0-9a-f]+)([^)]*)(?:\(.*\))?$", re.S)
HANDLE = re.compile(r"(-?\d+|AT_FDCWD)(?:<(.*)>)?(\(deleted\))?$", re.S)
IOVEC = re.compile(r'iov_base="([^"]*)"')


class Unreadable(Exception):
    """A line of the log that this does not understand."""


@dataclass
class Handle:
    """A file descriptor with what it is open on: a path, or "TCP:[…]", "pipe:[…]"."""
    number: int
    place: str
    deleted: bool


@dataclass
class Call:
    thread: int
    name: str
    arguments: list[str] = field(default_factory=list)
    # Only at the end of a call; None where it failed.
    result: int | None = None
    error: str = ""

    def text(self, index):
        """A string argument, as bytes."""
        return unhex(self.arguments[index].strip('"'))

    def path(self, index):
        return self.text(index).decode("utf-8", "surrogateescape")

    def number(self, index):
        return int(self.arguments[index], 0)

    def handle(self, index=0):
        found = HANDLE.match(self.arguments[index])
        if not found:
            raise Unreadable(f"{self.name}: {self.arguments[index][:80]} is no file descriptor")
        number = -100 if found[1] == "AT_FDCWD" else int(found[1])
        return Handle(number, readable(found[2] or ""), bool(found[3]))

    def data(self, index=1):
        """What is written: one buffer, or several one after the other."""
        if self.name in ("writev", "pwritev", "pwritev2", "sendmsg", "sendmmsg"):
            return b"".join(unhex(piece) for piece in IOVEC.findall(self.arguments[index]))
        return self.text(index)


def unhex(text):
    return bytes.fromhex(text.replace("\\x", ""))


def readable(text):
    """A path, in hexadecimal; a device has its numbers behind it."""
    hexadecimal = re.match(r"(?:\\x[0-9a-f]{2})*", text)[0]
    return unhex(hexadecimal).decode("utf-8", "surrogateescape") if hexadecimal else text


def split(text):
    """The arguments of a call; with -xx no string holds a comma or a bracket."""
    parts, depth, start = [], 0, 0
    if not any(bracket in text for bracket in "{[("):
        return text.split(", ") if text else []
    for index, letter in enumerate(text):
        if letter in "{[(":
            depth += 1
        elif letter in "}])":
            depth -= 1
        elif letter == "," and depth == 0:
            parts.append(text[start:index].strip())
            start = index + 1
    return parts + [text[start:].strip()]


def read(lines):
    """Yields ("begin" | "end", Call) in the order of the log; a call that nothing interrupts gives both."""
    open_calls = {}
    for line in lines:
        line = line.rstrip("\n")
        found = LINE.match(line)
        if not found:
            if "+++" in line or "---" in line or "???" in line or not line.strip():
                continue
            raise Unreadable(f"strace wrote: {line[:120]}")
        thread = int(found[1])
        if found[4]:
            name, rest, begun = found[4], found[5], None
        else:
            name, rest = found[2], found[3]
            begun = open_calls.pop(thread, None)
            if begun is None or begun.name != name:
                raise Unreadable(f"{name} of thread {thread} ends and never began")
        if rest.endswith("<unfinished ...>"):
            call = Call(thread, name, split(rest.removesuffix("<unfinished ...>").strip().rstrip(",")))
            open_calls[thread] = call
            yield "begin", call
            continue
        if rest.endswith("<detached ...>"):
            continue
        ended = END.search(rest)
        if not ended:
            raise Unreadable(f"{name} has no result: {rest[-80:]}")
        arguments = split(rest[: ended.start()])
        call = begun or Call(thread, name)
        if begun:
            call.arguments = begun.arguments + [one for one in arguments if one]
        else:
            call.arguments = arguments
            yield "begin", call
        if ended[1] == "?":
            continue
        result = int(ended[1], 0)
        if result == -1 and " E" in f" {ended[2].strip()}":
            call.error = ended[2].split()[0]
        else:
            call.result = result
        yield "end", call
