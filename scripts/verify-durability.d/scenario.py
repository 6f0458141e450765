"""A scenario: commands on one library, what each promises, and the crash states that follow."""
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from events import Note
from library_view import View, look, run
from recording import Recording


@dataclass
class Step:
    """A command, `{library}` standing for the library's folder."""
    command: list
    # Its exit code; None where it is killed.
    code: int | None = 0
    # The exit codes that the next run may have, where it is not the same alone.
    again: tuple = ()
    # Words that a thing of a kind may have on the way from its old to its new ones.
    passing: dict = field(default_factory=dict)
    # Runs beside the command, and ends it: takes the process.
    beside: object = None
    # Gives the keys of what a note promises; None where it promises nothing.
    acknowledges: object = None
    # Gives, for what is seen after a power cut, the commands that go on from there, where it is not the command itself.
    resume: object = None
    # After the run of how many steps the library has to be as it is then; 0 where only the scenario can tell.
    due: int = 1
    # Before the command: changes the library by hand, which is on the disk then.
    by_hand: object = None

    name: str = ""


class Scenario:
    """Records its steps once, and checks any state that could follow from them."""
    name = ""
    # Checks of its states cannot go on at the same time: they share what is outside of the library.
    alone = False

    def __init__(self, program, folder, clips):
        self.program, self.clips = program, clips
        self.folder = Path(folder) / self.name
        self.disk = self.folder / "disk"
        self.disk.mkdir(parents=True)
        self.library = self.disk / "library"
        self.environment = {
            name: value for name, value in os.environ.items()
            if not name.startswith(("DAILIES_", "APIFRAME_"))
        } | {"DAILIES_ALLOW_PRIVATE": "1"}
        self.recording = None
        self.steps = []
        # What is there before each step and after it; in between somebody may change the library by hand.
        self.before, self.after = [], []

    def plan(self):
        """The steps; what is prepared here is on the disk from the beginning."""
        raise NotImplementedError

    def prepare(self, *arguments):
        code, _, errors = run(self.program, self.filled(arguments, self.library), self.environment)
        if code != 0:
            raise SystemExit(f"{self.name}: {' '.join(map(str, arguments))} ends with {code}: {errors}")

    def set_up(self, moment, events):
        """Makes everything outside of the library as it was after these events, for a check."""

    def stepped(self, number):
        """A step was recorded."""

    def unfinished(self, moment, view):
        """What else is wrong after the next run."""
        return []

    @staticmethod
    def named(text):
        """A name without what may differ from run to run."""
        return text

    @staticmethod
    def filled(command, library):
        return [str(word).replace("{library}", str(library)) for word in command]

    def record(self):
        self.steps = self.plan()
        self.recording = Recording(self.disk)
        for number, step in enumerate(self.steps):
            step.name = step.name or " ".join(str(word) for word in step.command[:2])
            if step.by_hand:
                self.recording.note("by hand", str(number))
                step.by_hand(self.library)
                self.recording.catch_up()
            self.before.append(self.view(self.library))
            self.recording.note("begin", str(number))
            command = [self.program, *self.filled(step.command, self.library)]
            code, _, errors = self.recording.run(command, self.environment, ends=step.beside)
            if step.code is not None and code != step.code:
                raise SystemExit(f"{self.name}: {step.name} ends with {code}, not {step.code}:\n{errors[-2000:]}")
            self.recording.note("end", str(number))
            self.after.append(self.view(self.library))
            if self.after[-1].faults:
                raise SystemExit(f"{self.name}: {step.name}, without any power cut: {self.after[-1].faults}")
            self.stepped(number)

    def view(self, library):
        """Looks at a copy: the recorded library is not to be touched by other commands."""
        copy = self.folder / "look"
        shutil.rmtree(copy, ignore_errors=True)
        if library.exists():
            shutil.copytree(library, copy, symlinks=True)
        else:
            copy.mkdir()
        found = self.look(copy)
        shutil.rmtree(copy)
        return found

    def look(self, library):
        found = look(self.program, library, self.environment)
        values = {}
        for (kind, name), value in found.values.items():
            key = (kind, self.named(name))
            values[key] = tuple(sorted(values.get(key, ()) + value))
        return View(values, found.faults, {self.named(name) for name in found.shape})

    def sweep(self, library):
        """Processes a clip that is there: nothing is made, and what dead runs left is taken away."""
        clips = sorted(os.listdir(library / "clips")) if (library / "clips").is_dir() else []
        if clips:
            run(self.program, ["process", clips[0], "--progress", "none", "--library", library], self.environment)

    def moment(self, events):
        """What was promised after these events."""
        number, begun, ended, told = -1, False, False, set()
        for event in events:
            if not isinstance(event, Note):
                continue
            if event.word == "begin":
                number, begun, ended, told = int(event.text), True, False, set()
            elif event.word == "by hand":
                number, begun = -1, False
            elif event.word == "end":
                ended = True
            elif begun:
                told |= self.told(self.steps[number], event, number)
        return Moment(self, number, ended, told)

    def told(self, step, event, number):
        """The things whose new state a note promises."""
        if step.acknowledges:
            return set(step.acknowledges(event))
        if event.word != "printed":
            return set()
        changed = set(self.before[number].values) | set(self.after[number].values)
        return {key for key in changed if re.search(rf"\b{re.escape(key[1])}", event.text)}

    def check(self, events, state, place):
        """What is wrong with a state of the disk after these events: a list of sentences, the worst first."""
        moment = self.moment(events)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        state.write(place)
        library = place / "library"
        self.set_up(moment, events)
        found = self.look(library) if library.exists() else View({}, [], set())
        # What was wrong before a step that mends it may be so until then.
        known = self.before[moment.number].faults if not moment.ended else []
        faults = [fault for fault in found.faults if fault not in known]
        faults += moment.broken(found.values)
        if faults:
            return faults
        # The next run completes, as if there had been no power cut.
        step = self.steps[moment.number]
        for command in step.resume(found.values) if step.resume else [step.command]:
            code, _, errors = run(self.program, self.filled(command, library), self.environment)
            if code not in (step.code or 0, *step.again):
                return [f"the next run ends with {code}: {errors.strip()[-400:]}"]
        after = self.look(library)
        if step.due and any(name.startswith(".work/") for name in after.shape):
            # The next run swept before, or had nothing to make; what makes a clip sweeps.
            self.sweep(library)
            after = self.look(library)
        faults = after.faults + self.unfinished(moment, after)
        if step.due:
            due = self.after[moment.number + step.due - 1]
            for key in sorted(set(due.values) | set(after.values)):
                if after.values.get(key) != due.values.get(key):
                    faults.append(f"{' '.join(key)}: {words(after.values.get(key))}, not {words(due.values.get(key))}")
            faults += [f"{name} is missing" for name in sorted(due.shape - after.shape)]
            faults += [f"{name} was left behind" for name in sorted(after.shape - due.shape)]
        return [f"after the next run: {fault}" for fault in faults]


@dataclass
class Moment:
    """What was promised at one moment: in a step, or after it. Before the first, and while somebody changes things by hand,
    its number is -1."""
    scenario: Scenario
    number: int
    ended: bool
    told: set

    def broken(self, values):
        before = self.scenario.before[self.number].values
        after = self.scenario.after[self.number].values
        passing = self.scenario.steps[self.number].passing
        faults = []
        for key in sorted(set(before) | set(after) | set(values)):
            may = {after.get(key, ())}
            promised = self.ended or key in self.told
            if not promised:
                may.add(before.get(key, ()))
            may |= {(word,) for word in passing.get(key[0], ())}
            if values.get(key, ()) not in may:
                said = "was acknowledged" if promised else "may be"
                faults.append(
                    f"{' '.join(key)}: {words(values.get(key))}, but {' or '.join(sorted(map(words, may)))} {said}")
        return faults


def words(value):
    return " and ".join(value or ()) or "not there"
