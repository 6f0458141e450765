"""Promises that are broken on purpose, in what was recorded of an honest run: the harness has to notice each."""
import re
from dataclasses import dataclass, replace

from events import Names, Note, Sync

# The folder in which something is made before it gets its place.
WORK = r"library/\.work/[^/]+"


@dataclass
class Promise:
    scenario: str
    words: str
    # Takes events and gives those of a program that breaks it.
    breaking: object

    def broken(self, events):
        found = self.breaking(events)
        if len(found) == len(events) and all(one is other for one, other in zip(found, events)):
            raise SystemExit(f"nothing was recorded that '{self.words}' could break")
        return renumbered(found)


def renumbered(events):
    """Orders follow the list again. A sync covers what comes before it."""
    return [
        replace(event, order=order, covers=order) if isinstance(event, Sync) else replace(event, order=order)
        for order, event in enumerate(events, 1)
    ]


def without_syncs(pattern):
    """No file or folder whose path matches is synced."""
    def breaking(events):
        return [
            event for event in events
            if not (isinstance(event, Sync) and re.search(f"^(?:{pattern})$", event.path))
        ]
    return breaking


def named_early(pattern):
    """A folder that was made in the work area gets its place as soon as its files are written, before their syncs."""
    def breaking(events):
        found = list(events)
        for event in events:
            if not (isinstance(event, Names) and event.word == "rename" and re.search(f"^(?:{pattern})$", event.path)):
                continue
            made = f"library/.work/{event.changes[0][1]}/"
            at = found.index(event)
            changed = [
                place for place in range(at) if not isinstance(found[place], (Sync, Note)) and
                found[place].path.startswith(made)
            ]
            if changed:
                found.insert(changed[-1] + 1, found.pop(at))
        return found
    return breaking


PROMISES = [
    Promise("webhooks", "a delivery is on the disk before its 202 (the queue's log is not synced)",
            without_syncs(r"library/queue\.sqlite-wal")),
    Promise("queue", "what the queue accepts is on the disk", without_syncs(r"library/queue\.sqlite-wal")),
    Promise("process", "the files of a clip are on the disk before its folder has its name",
            without_syncs(rf"{WORK}/.+")),
    Promise("process", "a clip's folder has its name on the disk when it is acknowledged", without_syncs("library/clips")),
    Promise("process", "the new library's own name is on the disk", without_syncs(r"\.|library")),
    Promise("process", "another label is on the disk when it is acknowledged",
            without_syncs(r"library/clips/[0-9a-f]{16}")),
    Promise("generate", "a request is on record before it is sent (its record's bytes)", without_syncs(rf"{WORK}/.*\.json")),
    Promise("generate", "a request is on record before it is sent (its record's name)", without_syncs("library/jobs")),
    Promise("fetch", "what a download calls synced is synced", without_syncs(r"library/\.fetch/[^/]+/clip\.partial")),
    Promise("fetch", "a fetched clip is on the disk when it is acknowledged", without_syncs("library/clips")),
    Promise("removal", "a removed clip is in the trash on the disk, not in both places or in none",
            without_syncs("library/trash|library/clips")),
    Promise("repair", "a stray that was set aside is on the disk", without_syncs("library/trash.*")),
    Promise("watch", "a dropped clip that was told of is on the disk", without_syncs("library/clips")),
    Promise("process", "a clip's folder gets its name after its files are synced",
            named_early(r"library/clips/[0-9a-f]{16}")),
]
