"""What verify-clips and soak-kill know about a library's folders. Looks at the files alone, never asks dailies."""
import hashlib
import json
import os
import subprocess
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def program():
    """The dailies to try: $DAILIES, else the release build."""
    found = Path(os.environ.get("DAILIES") or ROOT / ".build/release/dailies")
    if not os.access(found, os.X_OK):
        raise SystemExit(f"there is no {found}; build it with scripts/dailies --version, or name another in $DAILIES")
    return found.resolve()


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def incomplete(folder):
    """What a clip's folder lacks to be whole, as a list of sentences: its sidecar, and every file that it
    lists with its size and SHA-256."""
    try:
        sidecar = json.loads((folder / "clip.json").read_text(encoding="utf-8"))
        listed = [sidecar["source"], *(entry for entry in sidecar["outputs"] if "failure" not in entry)]
    except (OSError, ValueError, LookupError, TypeError) as error:
        return [f"clip.json cannot be read: {error!r}"]
    wrong = [] if sidecar.get("id") == folder.name else [f"clip.json says it is {sidecar.get('id')}"]
    for entry in listed:
        path = folder / entry["file"]
        if not path.is_file():
            wrong.append(f"{entry['file']} is missing")
        elif path.stat().st_size != entry["bytes"]:
            wrong.append(f"{entry['file']} has {path.stat().st_size} bytes, not {entry['bytes']}")
        elif sha256(path) != entry["sha256"]:
            wrong.append(f"{entry['file']} has another SHA-256 than listed")
    known = {"clip.json", *(entry["file"] for entry in listed)}
    present = {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}
    return wrong + [f"{name} is in the folder and in no list" for name in sorted(present - known)]


def entries(folder):
    """The names in a folder; none when there is no such folder."""
    return sorted(os.listdir(folder)) if folder.is_dir() else []


def clip_folder(library, source):
    """Where `source` is stored, or None: a clip's id begins with 16 digits of its content's SHA-256."""
    found = [name for name in entries(library / "clips") if name.startswith(sha256(source)[:16])]
    return library / "clips" / found[0] if len(found) == 1 else None


def run(command, limit=1800):
    """Runs a command to its end; gives its exit code, what it printed, its seconds and its peak memory in MB."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        timer = threading.Timer(limit, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)  # unlike `wait`, tells the memory of this one
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        text = log.read().decode("utf-8", "replace")
    return process.returncode, text, time.monotonic() - begun, usage.ru_maxrss / 1024
