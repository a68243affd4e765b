"""Every file of the demo, made once for all tests."""

import time
from dataclasses import dataclass

import pytest

from demo.files import ExhibitFile, exhibit_files


@dataclass(frozen=True)
class Made:
    """The bytes by case and exhibit number, and the seconds of processor time that they took."""

    files: dict[tuple[str, str], bytes]
    told: dict[tuple[str, str], ExhibitFile]
    seconds: float

    def __getitem__(self, exhibit: str) -> bytes:
        return self.files["PL-2025-001", exhibit]


@pytest.fixture(scope="session")
def made() -> Made:
    start = time.process_time()
    told = {(one.case, one.exhibit): one for one in exhibit_files()}
    files = {key: one.make() for key, one in told.items()}
    return Made(files, told, time.process_time() - start)
