"""What the program says of a library, beside what lies there, as words that can be compared."""
import hashlib
import json
import os
import re
import subprocess
from collections import defaultdict

import stored_clip as stored

# What a run may leave behind, and no promise is about: lock files that nobody holds (the next worker takes those of the
# queue away, the next to send a request takes its own), and the shelf of strays, which are known by what is in them.
PASSING = re.compile(
    r"(^|/)(catalogue|queue)\.sqlite(-wal|-shm|-journal)?$|^watched\.jsonl$"
    r"|^\.queue/worker-[^/]+\.lock$|^jobs/[^/]+\.json\.lock$|^trash/strays/")
JOB_CLIP = re.compile(r"\b([0-9a-f]{16})-[0-9a-f]{8}-[0-9a-f-]+\b")
KEY = re.compile(r"^(jobs/)[0-9A-Za-z_-]+\.json$")


class View:
    """`values` says what became of each thing that somebody may have been promised, by kind and name; `faults` what must
    never be, whatever was promised."""

    def __init__(self, values, faults, shape):
        self.values, self.faults, self.shape = values, faults, shape


class Asked(Exception):
    """The program did not answer as it must."""


def run(program, arguments, environment, limit=120):
    """Runs the program; gives its exit code and what it wrote."""
    try:
        done = subprocess.run(
            [program, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment,
            cwd="/", timeout=limit, errors="replace")
    except subprocess.TimeoutExpired:
        return -1, "", f"it was not done after {limit} s"
    return done.returncode, done.stdout, done.stderr


def ask(program, arguments, library, environment, faults, codes=(0,)):
    """One JSON answer; {} and a fault where there is none."""
    code, output, errors = run(program, [*arguments, "--json", "--library", library], environment)
    if code not in codes:
        faults.append(f"{' '.join(arguments)} ends with {code}: {errors.strip()[-300:]}")
    try:
        return json.loads(output)
    except ValueError:
        if code in codes:
            faults.append(f"{' '.join(arguments)} prints no JSON: {output[:100]!r}")
        return {}


def nameless(name):
    """The id of a clip without that of the job that made it, which is another one where a job is bought anew."""
    return JOB_CLIP.sub(r"\1", name)


def look(program, library, environment):
    """Asks the program for everything in a library, and looks itself."""
    faults, values = [], defaultdict(list)
    listed, removed = {}, {}
    if (library / "clips").is_dir():
        # The list comes first: whatever mends the catalogue has to do so on the way that people take.
        listed = {clip["id"]: clip for clip in ask(program, ["library", "list"], library, environment, faults).get("clips", [])}
        verified = ask(program, ["library", "verify"], library, environment, faults, codes=(0, 3))
        faults += [f"verify: {clip['id']}: {what}" for clip in verified.get("clips", []) for what in clip["findings"]]
        faults += [f"verify: {what}" for what in verified.get("library", [])]
    if (library / "trash").is_dir():
        answer = ask(program, ["library", "list", "--removed"], library, environment, faults)
        removed = {clip["id"]: clip for clip in answer.get("clips", [])}
    for place, known in (("clips", listed), ("trash", removed)):
        for name in stored.entries(library / place):
            if name == "strays" or name.startswith("."):
                continue
            faults += [f"{place}/{name} is half there: {what}" for what in stored.incomplete(library / place / name)]
            values["clip", name].append(clip(library / place, name, known.get(name)))
        for name in set(known) - set(stored.entries(library / place)):
            values["clip", name].append(f"listed in {place} and not there")
    if (library / "queue.sqlite").exists():
        for job in ask(program, ["queue", "list", "--limit", "1000"], library, environment, faults).get("jobs", []):
            values["job", os.path.basename(job["input"])].append(job["state"])
            for name in job["clips"]:
                if job["state"] == "done" and name not in listed and name not in removed:
                    faults.append(f"job {job['id']} is done, and its clip {name} is not there")
    if (library / "jobs").is_dir():
        for job in ask(program, ["job", "list"], library, environment, faults).get("jobs", []):
            values["submission", str(job["expectedCredits"])].append(submission(job))
    for path in sorted((library / "trash" / "strays").rglob("*")):
        if path.is_file():
            values["stray", hashlib.sha256(path.read_bytes()).hexdigest()[:16]].append("set aside")
    return View({key: tuple(sorted(words)) for key, words in values.items()}, faults, shape(library))


def clip(folder, name, known):
    """A stored clip in a few words that a second run of the same command would give again."""
    words = ["stored" if folder.name == "clips" else "removed"]
    try:
        sidecar = json.loads((folder / name / "clip.json").read_text())
    except (OSError, ValueError):
        return "unreadable"
    words += [f"group {sidecar.get('group')}", f"variant {sidecar.get('variant')}", sidecar["verdict"]]
    words += sorted(output["file"] for output in sidecar["outputs"] if output["file"].startswith("proxies"))
    if known is None:
        words.append("NOT LISTED")
    elif (known.get("group"), known.get("variant"), known["verdict"]) != (
        sidecar.get("group"), sidecar.get("variant"), sidecar["verdict"]
    ):
        words.append(f"LISTED AS {known.get('group')} {known.get('variant')} {known['verdict']}")
    return ", ".join(words)


def submission(job):
    return f"{'submitted' if job.get('job') else 'on record'}, {len(job['stored'])} clips"


def shape(library):
    """The names of all files, without what differs from run to run."""
    found = set()
    for path in library.rglob("*"):
        name = str(path.relative_to(library))
        if path.is_dir() and not path.is_symlink() or PASSING.search(name):
            continue
        found.add(KEY.sub(r"\1KEY.json", name))
    return found
