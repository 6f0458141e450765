"""Chooses moments at which the power goes, and the states in which the disk may be then."""
from dataclasses import dataclass

from disk import Cut, Disk, cuts
from events import Names, Note, Sync


@dataclass
class Case:
    """A power cut after the first `point` of these events."""
    scenario: object
    events: list
    point: int
    cut: Cut
    # The moment that matters most: somebody was just told, and nothing is there but what was synced.
    telling: bool

    def state(self):
        disk = Disk(self.scenario.recording)
        for event in self.events[: self.point]:
            disk.take(event)
        return disk.state(self.cut.kept)

    def words(self):
        event = self.events[self.point - 1]
        what = f"{type(event).__name__.lower()} {getattr(event, 'word', '')}".strip()
        return f"{self.scenario.name}, after event {self.point} ({what} {getattr(event, 'path', '')!r}): {self.cut.words}"


def choose(scenario, events, count, chance):
    """At most `count` cases of which no two are the same disk and the same promises; the telling ones come first."""
    found, seen, idle = [], set(), 0
    for turn in range(40):
        before = len(found)
        disk, promises = Disk(scenario.recording), None
        for point, event in enumerate(events, 1):
            disk.take(event)
            if isinstance(event, Note):
                promises = None
            # Writes are many: now and then one, and all that change what the disk holds for certain.
            weight = 1 if isinstance(event, (Note, Sync)) else 0.6 if isinstance(event, Names) else 0.15
            if turn and chance.random() > weight / 2:
                continue
            if promises is None:
                moment = scenario.moment(events[:point])
                promises = (moment.number, moment.ended, frozenset(moment.told))
            if moment.number < 0:
                continue
            for number, cut in enumerate(cuts(disk.pending, chance)):
                if number < turn:
                    continue
                key = (disk.state(cut.kept).digest(), promises)
                if key not in seen:
                    seen.add(key)
                    telling = isinstance(event, Note) and number == 0
                    found.append(Case(scenario, events, point, cut, telling))
                break
        idle = idle + 1 if len(found) - before < 3 else 0
        if len(found) >= 4 * count or idle == 8:
            break
    telling = [case for case in found if case.telling]
    rest = [case for case in found if not case.telling]
    chance.shuffle(rest)
    return (telling + rest)[:count]
