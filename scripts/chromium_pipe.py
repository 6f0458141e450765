"""Headless Chromium, driven through its DevTools protocol over a pipe: nothing but Python and Debian's chromium is needed."""
import base64
import json
import os
import queue
import shutil
import subprocess
import threading
import time


def installed():
    """The browser, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Browser:
    """A browser with one page, and what that page complained of."""

    def __init__(self, folder):
        to_browser, from_browser = os.pipe(), os.pipe()
        command = [
            installed(), "--headless=new", "--no-sandbox", "--disable-gpu", "--mute-audio", "--no-first-run",
            "--hide-scrollbars", "--disable-background-networking", "--remote-debugging-pipe",
            "--autoplay-policy=no-user-gesture-required", f"--user-data-dir={folder}", "about:blank"]
        # The browser reads at descriptor 3 and writes at 4; the shell puts them there.
        shell = f'exec 3<&{to_browser[0]} 4>&{from_browser[1]}; exec "$@"'
        self.process = subprocess.Popen(
            ["bash", "-c", shell, "chromium", *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, pass_fds=(to_browser[0], from_browser[1]))
        os.close(to_browser[0])
        os.close(from_browser[1])
        self.out, self.inn = os.fdopen(to_browser[1], "wb"), os.fdopen(from_browser[0], "rb")
        self.number, self.answers, self.complaints, self.loaded = 0, {}, [], threading.Event()
        self.wake = queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()
        self.session = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(f"{domain}.enable")

    def listen(self):
        """Sorts what the browser says: answers, and what happens."""
        text = b""
        while piece := self.inn.read1(1 << 20):
            text += piece
            while b"\0" in text:
                message, text = text.split(b"\0", 1)
                message = json.loads(message)
                if "id" in message:
                    self.answers[message["id"]] = message
                    self.wake.put(None)
                    continue
                method, about = message.get("method"), message.get("params", {})
                if method == "Page.loadEventFired":
                    self.loaded.set()
                elif method == "Runtime.exceptionThrown":
                    self.complaints.append(json.dumps(about["exceptionDetails"])[:400])
                elif method == "Log.entryAdded" and about["entry"]["level"] in ("error", "warning"):
                    self.complaints.append(f'{about["entry"]["text"]} {about["entry"].get("url", "")}')
        self.wake.put(None)

    def call(self, method, limit=60, **params):
        """Asks the browser, and gives its answer."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        self.out.write(json.dumps(message).encode() + b"\0")
        self.out.flush()
        ends = time.monotonic() + limit
        while self.number not in self.answers:
            try:
                self.wake.get(timeout=max(0.01, ends - time.monotonic()))
            except queue.Empty:
                raise SystemExit(f"FAILED the browser did not answer {method} in {limit} s") from None
            if self.process.poll() is not None and self.number not in self.answers:
                raise SystemExit("FAILED the browser ended")
        answer = self.answers.pop(self.number)
        if "error" in answer:
            raise SystemExit(f"FAILED {method}: {answer['error'].get('message')}")
        return answer["result"]

    def open(self, url):
        """Opens a page and waits until it is loaded."""
        self.loaded.clear()
        self.call("Page.navigate", url=url)
        if not self.loaded.wait(60):
            raise SystemExit(f"FAILED {url} did not load in 60 s")

    def run(self, script):
        """What a piece of JavaScript comes to; promises are waited for."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise SystemExit(f"FAILED {script}: {json.dumps(answer['exceptionDetails'])[:400]}")
        return answer["result"].get("value")

    def wait(self, script, limit=20):
        """Waits until a piece of JavaScript is true; gives whether it came to be."""
        ends = time.monotonic() + limit
        while not self.run(f"!!({script})"):
            if time.monotonic() > ends:
                return False
            time.sleep(0.05)
        return True

    def key(self, key, text=None):
        """Presses a key."""
        more = {"text": text} if text else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, **more)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    def mouse(self, kind, x, y, **more):
        """Moves or presses the mouse: mouseMoved, mousePressed, mouseReleased."""
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def click(self, selector):
        """Clicks in the middle of an element."""
        x, y = self.run(
            f"(() => {{const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}});"
            " const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]})()")
        self.mouse("mouseMoved", x, y)
        self.mouse("mousePressed", x, y, button="left", buttons=1, clickCount=1)
        self.mouse("mouseReleased", x, y, button="left", clickCount=1)

    def look(self, width, height, dark=False, phone=False, scripts=True):
        """Sets the window, the colours that its reader likes, and whether scripts run."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2 if phone else 1,
            mobile=phone)
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)

    def screenshot(self, path, whole=False):
        """Takes a picture of the window, or of the whole page."""
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole, **self.clip(whole))
        path.write_bytes(base64.b64decode(answer["data"]))

    def clip(self, whole):
        if not whole:
            return {}
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        return {"clip": {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 8000), "scale": 1}}

    def pdf(self, path):
        """Prints the page."""
        path.write_bytes(base64.b64decode(self.call("Page.printToPDF", printBackground=False, paperWidth=8.27,
                                                    paperHeight=11.69)["data"]))

    def close(self):
        """Ends the browser."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
