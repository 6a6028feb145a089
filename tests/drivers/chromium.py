"""Headless Chromium, driven over a pipe: what a test needs to see a page as a person does."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_LIMIT = 30  # seconds for any one answer
_PATIENCE = 20  # seconds for something to become true
_OPTIONS = (
    *("--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--window-size=1100,700", "--hide-scrollbars"),
    *("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--force-device-scale-factor=1"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"),
    *("--disable-dev-shm-usage", "--force-prefers-reduced-motion", "--disable-extensions"),
)


def installed() -> str | None:
    """Give the browser of this machine, None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Page:
    """A page in a browser of its own, and the events that the browser told so far."""

    def __init__(self, writing: int, reading: int) -> None:
        self._writing, self._reading = writing, reading
        self._rest, self._count, self._session = b"", 0, ""
        self.events: list[dict[str, Any]] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command of the DevTools protocol and give its answer."""
        self._count += 1
        session = {"sessionId": self._session} if self._session else {}
        message = {"id": self._count, "method": method, "params": parameters, **session}
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._count:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            assert select.select([self._reading], [], [], _LIMIT)[0], "the browser does not answer"
            more = os.read(self._reading, 1 << 20)
            assert more, "the browser is gone"
            self._rest += more
        message, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer

    def open(self, path: Path) -> None:
        """Open a file and wait until its scripts have run."""
        told = len(self.events)
        self.send("Page.navigate", url=path.as_uri())
        while "Page.loadEventFired" not in [event["method"] for event in self.events[told:]]:
            self.events.append(self._next())
        self.until("window.graphPage")

    def js(self, expression: str) -> Any:
        """Give the value of an expression in the page, after its next picture."""
        code = f"new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done({expression}))))"
        answer = self.send("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def until(self, expression: str) -> None:
        """Wait until an expression is true, as the page sees it from picture to picture."""
        look = f"const look = () => ({expression}) ? done(true) : requestAnimationFrame(look); look();"
        code = f"new Promise(done => {{ setTimeout(() => done(false), {_PATIENCE * 1000}); {look} }})"
        answer = self.send("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True)
        assert answer["result"].get("value"), f"never true: {expression}"

    def click(self, x: float, y: float) -> None:
        """Click as a mouse does."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            pressed = {} if kind == "mouseMoved" else {"button": "left", "clickCount": 1}
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, **pressed)

    @contextlib.contextmanager
    def sized(self, width: int, height: int) -> Iterator[None]:
        """Let the window have another size for a while, as on another device."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=True)
        yield
        self.send("Emulation.clearDeviceMetricsOverride")

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.send("Input.insertText", text=text)

    def press(self, key: str) -> None:
        """Press a key that writes nothing, as Escape or Enter."""
        code = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text)

    def picture(self, path: Path) -> Path:
        """Store what the page shows as a PNG."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))
        return path

    def requests(self) -> list[str]:
        """Give the addresses that were asked for."""
        sent = [e["params"]["request"]["url"] for e in self.events if e["method"] == "Network.requestWillBeSent"]
        return [*sent, *(e["params"]["url"] for e in self.events if e["method"] == "Network.webSocketCreated")]

    def complaints(self) -> list[str]:
        """Give the errors and warnings of the console."""
        found = []
        for event in self.events:
            said = event["params"]
            if event["method"] == "Runtime.exceptionThrown":
                found.append(json.dumps(said["exceptionDetails"]))
            elif event["method"] == "Runtime.consoleAPICalled" and said["type"] in ("error", "warning", "assert"):
                found.append(json.dumps(said["args"]))
            elif event["method"] == "Log.entryAdded" and said["entry"]["level"] == "error":
                found.append(said["entry"]["text"])
        return found


@contextlib.contextmanager
def browser(profile: Path, *options: str) -> Iterator[Page]:
    """Give a page in a browser that is gone afterwards."""
    command = [installed() or "", *_OPTIONS, *options, f"--user-data-dir={profile}", "about:blank"]
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    shell = ["bash", "-c", f'exec "$@" 3<&{to_read} 4>&{from_write}', "bash", *command]
    environment = {**os.environ, "HOME": str(profile)}
    process = subprocess.Popen(shell, pass_fds=(to_read, from_write), stderr=subprocess.DEVNULL, env=environment)
    os.close(to_read)
    os.close(from_write)
    try:
        page = Page(to_write, from_read)
        yield page
        page._session = ""
        page.send("Browser.close")
    finally:
        os.close(to_write)
        os.close(from_read)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.kill()
        process.wait()
