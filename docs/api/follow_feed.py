"""Follow the feed of Interdict and keep a copy of what it tells: an example client that survives restarts.

    INTERDICT_TOKEN=interdict_... python follow_feed.py http://127.0.0.1:8000 copy/

The copy is one file of lines for each case, `<case>.ndjson`, and `state.json`: how far the feed was read, and how long
each file was by then. A page of the feed is first appended to the files; then the state is replaced in one step. After
a crash in between, the files are longer than the state says: they are cut to what it says and the page is read again.
So every event stands in the copy exactly once. Where access to a case has ended its file is deleted.

Needs nothing but Python. Read top to bottom: problems, the connection, commands that are sent once, the copy, the loop.
"""

import argparse
import http.client
import json
import os
import sys
import time
import uuid
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

LONGEST_PAUSE, WAIT, TRIES = 60.0, 25, 8


class Problem(Exception):
    """A refusal (RFC 9457): branch on `type`, show `detail`."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        self.status, self.type, self.body = status, body.get("type", "about:blank"), body
        super().__init__(f"{status} {self.type}: {body.get('detail', '')}")


class NoAnswer(Exception):
    """The server could not be reached, or was too busy, as often as it was tried."""


class Interdict:
    """One installation as one token sees it. Repeats what can be repeated: readings, and commands with their key."""

    def __init__(self, address: str, token: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"{address} is no address such as https://interdict.example")
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._connection = kind(parts.hostname, parts.port, timeout=WAIT + 30)
        self._base = parts.path.rstrip("/") + "/api/v1/"
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}

    def get(self, path: str, **query: str) -> Any:
        """The body of a reading."""
        return self._asked("GET", f"{path}?{urlencode(query)}" if query else path, body=None, headers={})

    def command(self, path: str, body: dict[str, Any], *, key: str = "", seen: str = "") -> Any:
        """The answer to a command, which takes effect once however often it has to be sent.

        `key` should be kept by whoever wants to repeat the command after a restart of his own; `seen` is the ETag of
        what the decision rests on.
        """
        headers = {"Idempotency-Key": key or uuid.uuid4().hex, "Content-Type": "application/json"}
        if seen:
            headers["If-Match"] = seen
        return self._asked("POST", path, body=json.dumps(body).encode(), headers=headers)

    def _asked(self, method: str, path: str, *, body: bytes | None, headers: dict[str, str]) -> Any:
        for number in range(TRIES):
            try:
                status, wait, text = self._sent(method, path, body=body, headers=headers)
            except (OSError, http.client.HTTPException):
                self._connection.close()
                _pause(number)
                continue
            if status in {429, 503}:
                _pause(number, at_least=wait)
                continue
            told = json.loads(text) if text else {}
            if status >= 400:
                raise Problem(status, told)
            if wait and not told.get("events", True):
                time.sleep(wait)
            return told
        raise NoAnswer(f"{method} {path} got no answer in {TRIES} tries.")

    def _sent(self, method: str, path: str, *, body: bytes | None, headers: dict[str, str]) -> tuple[int, float, bytes]:
        self._connection.request(method, self._base + path, body=body, headers={**self._headers, **headers})
        answer = self._connection.getresponse()
        return answer.status, float(answer.getheader("Retry-After") or 0), answer.read()


def _pause(number: int, *, at_least: float = 0.0) -> None:
    """Wait longer each time, and as long as the server asked."""
    time.sleep(min(LONGEST_PAUSE, max(at_least, 0.25 * 2**number)))


class Copy:
    """What the feed told, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._state_file = folder / "state.json"
        state = json.loads(self._state_file.read_text()) if self._state_file.exists() else {}
        self.next: str = state.get("next", "")
        self._sizes: dict[str, int] = state.get("sizes", {})
        self._cut_to_state()

    def take(self, events: list[dict[str, Any]], *, then: str) -> None:
        """Write a page down; `then` is where the feed goes on."""
        by_case: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for event in events:
            if event["type"] == "access.ended":
                by_case[event["case"]] = []
                self._forget(event["case"])
            else:
                by_case[event["case"]].append(event)
        for case, some in by_case.items():
            self._append(case, some)
        self._save(then)

    def events(self, case: str) -> list[dict[str, Any]]:
        """The events of a case, in order."""
        path = self._path(case)
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def _append(self, case: str, events: list[dict[str, Any]]) -> None:
        if not events:
            return
        with self._path(case).open("ab") as file:
            file.write(b"".join(json.dumps(event).encode() + b"\n" for event in events))
            file.flush()
            os.fsync(file.fileno())
            self._sizes[case] = file.tell()

    def _forget(self, case: str) -> None:
        self._path(case).unlink(missing_ok=True)
        self._sizes.pop(case, None)

    def _save(self, then: str) -> None:
        fresh = self._state_file.with_suffix(".fresh")
        with fresh.open("w") as file:
            json.dump({"next": then, "sizes": self._sizes}, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._state_file)
        self.next = then

    def _cut_to_state(self) -> None:
        """Undo what a crash left behind the last state."""
        for path in self.folder.glob("*.ndjson"):
            size = self._sizes.get(path.stem, 0)
            if size == 0:
                path.unlink()
            elif path.stat().st_size > size:
                os.truncate(path, size)

    def _path(self, case: str) -> Path:
        return self.folder / f"{uuid.UUID(case)}.ndjson"


def follow(server: Interdict, copy: Copy, *, limit: int = 500, once: bool = False) -> None:
    """Read on from where the copy stands: for ever, or `once` to the present end."""
    while True:
        page = server.get("events", after=copy.next, limit=str(limit), wait="0" if once else str(WAIT))
        copy.take(page["events"], then=page["next"])
        if once and page["is_end"]:
            return


def main() -> int:
    """Exit code: 0 when it is done or was stopped, 1 after a refusal."""
    parser = argparse.ArgumentParser(description="Keep a copy of what the feed of Interdict tells.")
    parser.add_argument("address", help="such as https://interdict.example")
    parser.add_argument("folder", type=Path, help="where the copy lies")
    parser.add_argument("--limit", type=int, default=500, help="events in a page")
    parser.add_argument("--once", action="store_true", help="stop at the present end")
    given = parser.parse_args()
    token = os.environ.get("INTERDICT_TOKEN", "")
    if not token:
        parser.error("Set INTERDICT_TOKEN; `manage.py create_token --actor NAME --scopes events:read` makes one.")
    try:
        follow(Interdict(given.address, token), Copy(given.folder), limit=given.limit, once=given.once)
    except KeyboardInterrupt:
        return 0
    except (Problem, NoAnswer) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
