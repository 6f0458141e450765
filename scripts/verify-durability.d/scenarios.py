"""What is recorded: everything that `dailies` does to a library, with what it promises by it."""
import hashlib
import hmac
import importlib.machinery
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from library_view import nameless
from range_server import BUFFER, PIECE, RangeServer, pad
from scenario import Scenario, Step

SCRIPTS = Path(__file__).resolve().parent.parent
LIBRARY = ["--json", "--library", "{library}"]
QUIET = ["--progress", "none", *LIBRARY]


def identity(file):
    """What the id of a file's clip begins with."""
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()[:16]


def traced(process):
    """The process that strace follows, once it is the program: strace tries out the kernel in children of its own."""
    while process.poll() is None:
        for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
            try:
                if os.readlink(f"/proc/{child}/exe") != os.readlink(f"/proc/{process.pid}/exe"):
                    return int(child)
            except OSError:
                pass  # it has just ended
        time.sleep(0.01)
    raise SystemExit("the command ended before anything was done to it")


class Process(Scenario):
    """A new library; a version's name; another recipe in the old one's place; two clips at once."""
    name = "process"

    def plan(self):
        a, b, c = self.clips[:3]
        return [
            Step(["process", a, "--group", "spot", *QUIET], name="a new clip"),
            Step(["process", a, "--group", "spring", "--variant", "de", *QUIET], name="another label"),
            Step(["process", a, "--proxy", "teaser", *QUIET], name="another recipe"),
            Step(["process", b, c, *QUIET], name="two clips"),
        ]


class StallingServer(RangeServer):
    """Stops in the middle of some answers until the client has gone."""

    def __init__(self, file, stalls):
        self.stalls, self.stalled = list(stalls), threading.Event()
        super().__init__(file)

    def _answer(self, connection, request):
        if not self.stalls:
            return super()._answer(connection, request)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
        limited = Limited(connection, self.stalls.pop(0))
        super()._answer(limited, request)
        self.stalled.set()
        try:
            connection.recv(1)
        except OSError:
            pass


class Limited:
    """A connection that takes so many bytes of a body and no more."""

    def __init__(self, connection, most):
        self.connection, self.left, self.has_head = connection, most, False

    def sendall(self, data):
        if not self.has_head:
            self.has_head = True
            return self.connection.sendall(data)
        data = data[: self.left]
        self.left -= len(data)
        return self.connection.sendall(data)

    def sendfile(self, file, start=0):
        file.seek(start)
        while self.left and (piece := file.read(PIECE)):
            self.sendall(piece)


class Fetch(Scenario):
    """A download that is interrupted, killed, resumed; then what is stored is processed."""
    name = "fetch"
    alone = True

    def plan(self):
        clip = self.padded("served.mp4", self.clips[0])
        self.server = StallingServer(clip, [120_000, 150_000])
        self.synced = 0
        command = ["fetch", self.server.url(), *QUIET]
        return [
            Step(command, name="interrupted", code=None, due=3, beside=self.ended_by(signal.SIGINT)),
            Step(command, name="killed", code=None, due=2, beside=self.ended_by(signal.SIGKILL)),
            Step(command, name="resumed"),
            Step(["process", identity(clip), *QUIET], name="then processed"),
        ]

    def padded(self, name, clip):
        file = self.folder / name
        shutil.copy(clip, file)
        pad(file, 400_000)
        return file

    def ended_by(self, word):
        """Waits for the middle of a download, and ends the program."""
        def end(process):
            if not self.server.stalled.wait(60):
                raise SystemExit(f"{self.name}: the download never came to its middle")
            self.server.stalled.clear()
            time.sleep(0.5)  # until it is written
            os.kill(traced(process), word)
        return end

    def stepped(self, number):
        if number == 0:
            # A run that is interrupted syncs what has come.
            self.synced = max(part.stat().st_size for part in self.library.glob(".fetch/*/clip.partial"))

    def set_up(self, moment, events):
        self.server.answers.clear()

    def unfinished(self, moment, view):
        first = self.server.answers[0][0] if self.server.answers else self.server.size
        if (moment.number == 0 and moment.ended or moment.number == 1) and first < self.synced:
            return [f"the download goes on at {first}, and {self.synced} bytes were synced"]
        return []


class Mirrors(Fetch):
    """A download that is interrupted on one server and begins anew on another, which has another file; then the first one
    answers again."""
    name = "mirrors"

    def plan(self):
        self.one, self.other = self.padded("one.mp4", self.clips[0]), self.padded("other.mp4", self.clips[1])
        self.server = StallingServer(self.one, [120_000, 150_000])
        self.synced = 0
        command = ["fetch", self.server.url(), *QUIET]
        return [
            Step(command, name="interrupted", code=None, due=0, beside=self.ended_by(signal.SIGINT)),
            Step(command, name="begun anew", code=None, due=0, beside=self.ended_by(signal.SIGKILL),
                 by_hand=lambda _: self.server.serve(self.other, "v2")),
        ]

    def set_up(self, moment, events):
        self.server.serve(self.one, "v1")

    def unfinished(self, moment, view):
        stored, due = [key[1] for key in view.values], [identity(self.one)]
        return [] if stored == due else [f"the clips {stored} are stored, not {due}"]


def api_module():
    loader = importlib.machinery.SourceFileLoader("apiframe_server", str(SCRIPTS / "apiframe-server"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


class API(Scenario):
    """A scenario with an API server in this process, whose world can be put back to any moment."""
    alone = True

    def serve(self, clips):
        module = api_module()
        self.new_world = lambda: module.World([str(clip) for clip in clips])
        self.handler = type("Handler", (module.Handler,), {"world": self.new_world()})
        self.handler.world.behaviour.states = ["COMPLETED"]
        server = module.Server(("127.0.0.1", 0), self.handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.environment |= {"APIFRAME_BASE_URL": self.url, "APIFRAME_API_KEY": module.KEY}
        self.bought, self.recorded = [], None

    def stepped(self, number):
        self.bought.append(len(self.handler.world.jobs))
        self.recorded = self.handler.world

    def set_up(self, moment, events):
        """The server knows what was sent to it before the power went, and no power of its own did."""
        sent = "".join(event.text for event in events if getattr(event, "word", "") == "sent").lower()
        world = self.new_world()
        world.behaviour.states = ["COMPLETED"]
        for key, (body, job, since) in self.recorded.keys.items():
            if key.lower() in sent:
                world.keys[key] = (body, job, since)
                world.jobs[job] = dict(self.recorded.jobs[job], asked=0)
        # Jobs that nobody here sent were there from the beginning.
        keyed = {job for _, job, _ in self.recorded.keys.values()}
        for job, known in self.recorded.jobs.items():
            if job not in keyed:
                world.jobs[job] = dict(known, asked=0)
        if len(world.jobs) < len(self.recorded.jobs):
            # Clips go by the number of their job: those that were sent keep theirs, and new jobs get the others.
            numbers = sorted(known["number"] for known in world.jobs.values())
            left = [clip for number, clip in enumerate(world.clips) if number not in numbers]
            world.clips = [world.clips[number] for number in numbers] + left
            for known in world.jobs.values():
                known["number"] = numbers.index(known["number"])
        self.handler.world = world

    def post(self, path, body):
        request = urllib.request.Request(
            self.url + path, json.dumps(body).encode(), {"X-API-Key": "afk_test", "Content-Type": "application/json"})
        return json.loads(urllib.request.urlopen(request, timeout=30).read())


class Generate(API):
    """A batch, and one request by itself: on record before they are sent, billed once, stored."""
    name = "generate"

    def plan(self):
        self.serve(self.clips[:3])
        batch = self.folder / "batch.jsonl"
        # Told apart by their price.
        lines = [{"prompt": f"clip {n}", "mode": "standard", "duration": n, "generate_audio": False} for n in (3, 4)]
        batch.write_text("".join(json.dumps(line) + "\n" for line in lines))
        passing = {"submission": ("on record, 0 clips", "submitted, 0 clips", "submitted, 1 clips")}
        poll = ["--poll", "0.05", *QUIET]
        single = ["generate", "--prompt", "a fox", "--mode", "standard", "--duration", "5", "--no-audio", *poll]
        price = "145"

        def go_on(values):
            if values.get(("submission", price)) in (None, ("on record, 0 clips",)):
                return [single]
            return [["job", "recover", *QUIET]]

        return [
            # 1: the clips are shorter than what was ordered.
            Step(["generate", "--batch", batch, *poll], 1, (0, 1), passing, name="a batch", acknowledges=self.asked),
            Step(single, 1, (0, 1), passing, name="one request", resume=go_on, acknowledges=self.asked),
        ]

    @staticmethod
    def named(text):
        return nameless(text)

    def asked(self, event):
        """A request is on record before its first byte is sent."""
        if event.word == "sent" and event.text.startswith("POST /v2/videos/generate"):
            key = re.search(r"idempotency-key: *(\S+)", event.text, re.I)[1]
            body, _, _ = self.recorded.keys[key]
            return [("submission", str(29 * json.loads(body)["klingParams"]["duration"]))]
        return []

    def unfinished(self, moment, view):
        bought, due = len(self.handler.world.jobs), self.bought[moment.number]
        return [f"{bought} jobs were bought, not {due}"] if bought != due else []


class Webhooks(API):
    """Signed deliveries, one after the other and many at once; then the jobs that they tell of are done."""
    name = "webhooks"

    def plan(self):
        self.serve(self.clips[:2])
        order = {"model": "kling-3.0", "prompt": "x", "klingParams": {"duration": 3, "mode": "standard", "generate_audio": False}}
        self.announced = [self.post("/v2/videos/generate", order)["jobId"] for _ in range(14)]
        self.ports = {}
        serve = ["serve", "--listen", "127.0.0.1:0", "--slots", "0", "--reconcile", "0", "--quiet", "--library", "{library}"]
        work = ["work", "--drain", "--slots", "2", "--quiet", "--library", "{library}"]
        passing = {"job": ("waiting", "running", "done")}
        return [
            Step(serve, name="deliveries", code=None, beside=self.deliver, acknowledges=self.answered, due=0,
                 resume=lambda values: [work], passing={"job": ("waiting",)}),
            Step(work, name="their jobs", passing=passing),
        ]

    def deliver(self, process):
        """Posts every delivery to the service that is starting, and kills it."""
        child = traced(process)
        errors = Path(f"/proc/{child}/fd/2").resolve()
        limit = time.monotonic() + 60
        while not (found := re.search(r"http://127\.0\.0\.1:(\d+)", errors.read_text(errors="replace"))):
            if time.monotonic() > limit:
                raise SystemExit(f"webhooks: the service does not listen: {errors.read_text()}")
            time.sleep(0.05)
        port = int(found[1])
        for job in self.announced[:6]:
            self.post_delivery(port, job)
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda job: self.post_delivery(port, job), self.announced[6:]))
        os.kill(child, signal.SIGKILL)

    def post_delivery(self, port, job):
        body = json.dumps({"event": "completed", "jobId": job, "status": "COMPLETED"}).encode()
        signature = hmac.new(hashlib.sha256(b"afk_test").digest(), body, "sha256").hexdigest()
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            self.ports[connection.getsockname()[1]] = job
            head = (
                f"POST /webhooks/apiframe HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Webhook-Signature: {signature}\r\n"
                f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n")
            connection.sendall(head.encode() + body)
            answer = connection.recv(4096)
        if b" 202 " not in answer:
            raise SystemExit(f"webhooks: a delivery is answered with {answer[:100]}")

    def answered(self, event):
        if event.word == "sent" and event.text.startswith("HTTP/1.1 202"):
            return [("job", self.ports[event.port])]
        return []

    def unfinished(self, moment, view):
        return [f"job {key[1]} is {states}" for key, states in view.values.items() if key[0] == "job" and states != ("done",)]


class Queue(Scenario):
    """Jobs entered, cancelled, made ready again, done, dead."""
    name = "queue"

    def plan(self):
        a, b = self.clips[:2]
        broken = self.folder / "broken.mp4"
        broken.write_bytes(b"no clip at all")
        work = ["work", "--drain", "--slots", "2", "--quiet", "--library", "{library}"]
        states = {"job": ("waiting", "running", "done", "dead")}
        return [
            Step(["queue", "add", a, b, broken, *LIBRARY], name="added"),
            Step(["queue", "cancel", "1", "2", *LIBRARY], name="cancelled", passing={"job": ("cancelled", "waiting")}),
            Step(["queue", "retry", "2", *LIBRARY], name="ready again"),
            Step(work, name="done", passing=states),
            Step(["queue", "retry", "3", "1", *LIBRARY], name="dead and cancelled ones ready again", passing=states),
            Step(work, name="done again", passing=states),
        ]


class Removal(Scenario):
    """Into the trash, back, for good."""
    name = "removal"

    def plan(self):
        a, b = self.clips[:2]
        self.prepare("process", a, b, *QUIET)
        one, other = identity(a), identity(b)
        remove, restore = ["library", "remove"], ["library", "restore"]
        # What was removed cannot be removed again, and is not to be.
        gone = (2,)

        def each(command):
            return lambda values: [[*command, id, *LIBRARY] for id in (one, other)]

        return [
            Step([*remove, one, *LIBRARY], name="removed", again=gone),
            Step([*restore, one, *LIBRARY], name="restored", again=gone),
            Step([*remove, one, other, *LIBRARY], name="both removed", resume=each(remove), again=gone),
            Step([*restore, one, other, *LIBRARY], name="both restored", resume=each(restore), again=gone),
            Step([*remove, one, *LIBRARY], name="one removed again", again=gone),
            Step([*remove, "--purge", one, *LIBRARY], name="purged", again=gone),
            Step([*remove, other, *LIBRARY], name="the other removed", again=gone),
            Step([*remove, "--empty-trash", *LIBRARY], name="the trash emptied"),
        ]


class Repair(Scenario):
    """Stray files and damaged ones, found and mended, twice."""
    name = "repair"

    def plan(self):
        a = self.clips[0]
        self.prepare("process", a, *QUIET)
        place = Path("clips") / identity(a)

        def damage(text):
            def by_hand(library):
                (library / place / "notes.txt").write_text(text)
                (library / place / "proxies/proxy-720p.mp4").write_bytes(b"damaged")
            return by_hand

        def stray(library):
            (library / place / "extras").mkdir()
            (library / place / "extras/more.txt").write_text("a third note")

        repair = ["library", "verify", "--repair", *QUIET]
        return [
            Step(repair, name="repaired", by_hand=damage("a first note")),
            Step(repair, name="repaired again", by_hand=damage("a second note")),
            Step(repair, name="a stray set aside", by_hand=stray),
        ]


class Watch(Scenario):
    """A folder with two clips, then with one more, then with one less."""
    name = "watch"
    alone = True
    contents = [(0, 1), (0, 1, 2), (1, 2)]

    def plan(self):
        self.drop, self.elsewhere = self.folder / "drop", self.folder / "elsewhere"
        self.drop.mkdir()
        self.elsewhere.mkdir()
        for clip in self.clips[:3]:
            shutil.copy(clip, self.elsewhere)
        command = [
            "watch", self.drop, "--once", "--settle", "0.1", "--json", "--progress", "none", "--library", "{library}"]
        names = ["two files", "one more", "one less"]
        return [
            Step(command, name=name, by_hand=lambda _, number=number: self.fill(number))
            for number, name in enumerate(names)
        ]

    def fill(self, number):
        """Moves the files of a step into the folder; they stay the same files."""
        for index, clip in enumerate(self.clips[:3]):
            here, there = self.drop / clip.name, self.elsewhere / clip.name
            if index in self.contents[number] and there.exists():
                there.rename(here)
            elif index not in self.contents[number] and here.exists():
                here.rename(there)

    def set_up(self, moment, events):
        self.fill(max(0, moment.number))


class Rebuild(Scenario):
    """The catalogue made again."""
    name = "rebuild"

    def plan(self):
        self.prepare("process", *self.clips[:2], *QUIET)
        rebuild = ["library", "rebuild", *LIBRARY]
        return [
            Step(rebuild, name="rebuilt"),
            Step(rebuild, name="from nothing", by_hand=lambda library: (library / "catalogue.sqlite").unlink()),
        ]


ALL = [Process, Fetch, Mirrors, Generate, Webhooks, Queue, Removal, Repair, Watch, Rebuild]
