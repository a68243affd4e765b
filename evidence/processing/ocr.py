"""Read text from pixels with tesseract when it is installed; always labelled as machine reading."""

import re
import shutil
import subprocess
import time
from functools import cached_property
from pathlib import Path

from PIL import Image

from evidence.processing.context import Context

PROGRAM_FOLDERS = "/usr/bin:/usr/local/bin"
ENVIRONMENT = {"OMP_THREAD_LIMIT": "1"}  # more threads are slower here and escape the count of processes
PAGE_SECONDS = 30.0
MAX_LANGUAGES = 4
MAX_SIDE = 4_000  # pixels; larger pictures are scaled down before reading


class MachineReader:
    """Tesseract with a time budget over all pages of one step."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._program = shutil.which("tesseract", path=PROGRAM_FOLDERS)
        self._left_seconds = context.limits.ocr_seconds

    @property
    def is_installed(self) -> bool:
        """Whether there is a tesseract at all."""
        return self._program is not None

    def read(self, picture: Image.Image) -> str:
        """The text in a picture, or nothing when the budget is used up, which is a finding."""
        if not self.is_installed:
            self._context.find("ocr_absent", "Pictures of text were not read: no tesseract is installed.")
            return ""
        if self._left_seconds <= 0:
            seconds = self._context.limits.ocr_seconds
            self._context.find("ocr_cap", f"Only as many pages were read from pixels as {seconds:g} seconds allow.")
            return ""
        started = time.monotonic()
        text = self._run(self._prepared(picture))
        self._left_seconds -= time.monotonic() - started
        return text

    def _prepared(self, picture: Image.Image) -> Path:
        path = self._context.tmp_dir / "ocr.png"
        grey = picture.convert("L")
        grey.thumbnail((MAX_SIDE, MAX_SIDE))
        grey.save(path, format="PNG", compress_level=1)
        return path

    def _run(self, path: Path) -> str:
        self._context.tools["tesseract"] = self._version
        seconds = min(PAGE_SECONDS, self._left_seconds)
        try:
            done = self._call(str(path), "stdout", "-l", self._languages, "--psm", "3", seconds=seconds)
        except subprocess.TimeoutExpired:
            self._context.find("ocr_slow", "A picture took too long to read and was left out.")
            return ""
        if done.returncode != 0:
            self._context.find("ocr_failed", "A picture could not be read by tesseract.")
            return ""
        return done.stdout.decode(errors="replace").strip()

    def _call(self, *words: str, seconds: float) -> subprocess.CompletedProcess[bytes]:
        command = [str(self._program), *words]
        return subprocess.run(command, capture_output=True, env=ENVIRONMENT, timeout=seconds, check=False)

    @cached_property
    def _version(self) -> str:
        words = self._call("--version", seconds=10).stdout.decode(errors="replace")
        match = re.search(r"tesseract v?([0-9][^\s]*)", words)
        return f"{match[1] if match else 'unknown'} ({self._languages})"

    @cached_property
    def _languages(self) -> str:
        listed = self._call("--list-langs", seconds=10).stdout.decode(errors="replace").splitlines()[1:]
        names = [name for name in listed if re.fullmatch(r"[a-zA-Z_]{2,20}", name) and name not in {"osd", "equ"}]
        return "+".join(sorted(names, key=lambda name: (name != "eng", name))[:MAX_LANGUAGES]) or "eng"
