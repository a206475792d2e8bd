"""Two instances of a real synchronisation engine on this machine, which see only each other.

They listen on 127.0.0.1, announce themselves nowhere and use no relay.
"""

import contextlib
import http.client
import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("syncthing")
KEY = "kvip-tests"
PATIENCE = 60.0


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        port = made.getsockname()[1]
        assert isinstance(port, int)
        return port


class Engine:
    """One instance, with a folder that it keeps like the other's."""

    def __init__(self, home: Path, shared: Path) -> None:
        self.home, self.shared = home, shared
        self.gui, self.listen = free_port(), free_port()
        shared.mkdir(parents=True)
        subprocess.run(
            [str(PROGRAM), "generate", f"--home={home}", "--skip-port-probing"],
            check=True,
            capture_output=True,
        )
        found = re.search(r'<device id="([A-Z0-9-]+)"', (home / "config.xml").read_text("utf-8"))
        assert found is not None
        self.id = found[1]
        self._process: subprocess.Popen[bytes] | None = None

    def configure(self, other: "Engine") -> None:
        """Write the configuration: the folder, the other instance, and nothing to the outside."""
        devices = "".join(
            f'<device id="{one.id}"><address>tcp://127.0.0.1:{one.listen}</address></device>'
            for one in (self, other)
        )
        members = "".join(f'<device id="{one.id}"></device>' for one in (self, other))
        (self.home / "config.xml").write_text(
            f"""<configuration version="36">
            <folder id="felles" label="felles" path="{self.shared}" type="sendreceive"
                rescanIntervalS="5" fsWatcherEnabled="true" fsWatcherDelayS="1">
                <filesystemType>basic</filesystemType>{members}</folder>{devices}
            <gui enabled="true" tls="false"><address>127.0.0.1:{self.gui}</address>
                <apikey>{KEY}</apikey></gui>
            <options><listenAddress>tcp://127.0.0.1:{self.listen}</listenAddress>
                <globalAnnounceEnabled>false</globalAnnounceEnabled>
                <localAnnounceEnabled>false</localAnnounceEnabled>
                <relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled>
                <startBrowser>false</startBrowser><urAccepted>-1</urAccepted>
                <autoUpgradeIntervalH>0</autoUpgradeIntervalH>
                <crashReportingEnabled>false</crashReportingEnabled>
                <reconnectionIntervalS>1</reconnectionIntervalS></options>
            </configuration>""",
            "utf-8",
        )

    def start(self) -> None:
        """Start the instance."""
        self._process = subprocess.Popen(
            [str(PROGRAM), "serve", f"--home={self.home}", "--no-browser", "--no-restart"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def stop(self) -> None:
        """End the instance."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)

    def asked(self, path: str) -> Any:
        """Return what the instance answers."""
        asking = http.client.HTTPConnection("127.0.0.1", self.gui, timeout=5)
        with contextlib.closing(asking):
            asking.request("GET", f"/rest/{path}", headers={"X-API-Key": KEY})
            return json.loads(asking.getresponse().read())

    def connected(self, other: "Engine") -> bool:
        """Return whether the two see each other."""
        with contextlib.suppress(OSError, ValueError, KeyError):
            return bool(self.asked("system/connections")["connections"][other.id]["connected"])
        return False


@contextlib.contextmanager
def engines(place: Path) -> Iterator[tuple[Engine, Engine]]:
    """Give two instances that keep a folder the same."""
    first, second = (Engine(place / f"st-{n}", place / f"Felles {n}") for n in (1, 2))
    first.configure(second)
    second.configure(first)
    try:
        first.start()
        second.start()
        until(lambda: first.connected(second) and second.connected(first))
        yield first, second
    finally:
        first.stop()
        second.stop()


def until(holds: Any) -> float:
    """Wait until something holds; return how long it took, in seconds.

    Raises:
        AssertionError: It does not in a minute.
    """
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < PATIENCE, "it takes too long"
        time.sleep(0.1)
    return time.monotonic() - began
