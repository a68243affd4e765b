"""What a program behind the walls cannot do, and how it is ended."""

import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from evidence.processing import confinement, runner
from evidence.processing.confinement import Ending, Place, Stopped, confine, strongest_isolation
from evidence.processing.limits import MIB, Limits
from evidence.processing.results import Isolation, Outcome, Step

BOTH = pytest.mark.parametrize("isolation", list(Isolation))
NOBODY = 65534
LIMITS = Limits(wall_seconds=20, cpu_seconds=5)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    for name in ("out", "tmp"):
        (tmp_path / name).mkdir()
    source = tmp_path / "source"
    source.write_bytes(b"the file")
    return Place(source=source, out_dir=tmp_path / "out", tmp_dir=tmp_path / "tmp")


def run(place: Place, code: str, *, isolation: Isolation, limits: Limits = LIMITS) -> Ending:
    program = [str(confinement.INTERPRETER), "-I", "-S", "-c", code]
    return confine(program, place=place, limits=limits, isolation=isolation)


def said(place: Place) -> str:
    return (place.out_dir / "said").read_text()


def test_the_network_cannot_be_reached(place):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = (
            "import socket\n"
            f"try: socket.create_connection(('127.0.0.1', {port}), 2); word = 'reached'\n"
            "except OSError as refusal: word = type(refusal).__name__\n"
            "open('/out/said', 'w').write(word)"
        )

        run(place, code, isolation=Isolation.BUBBLEWRAP)

    assert said(place) == "ConnectionRefusedError"  # its own empty loopback answers


def test_other_files_do_not_exist_and_the_file_cannot_be_changed(place):
    other = place.source.parent / "other"
    other.write_text("not for the child")
    paths = [str(other), str(place.source), str(Path("config/settings.py").resolve()), "/etc/passwd", "/etc/shadow"]
    code = (
        "import os\n"
        f"seen = [path for path in {paths!r} if os.path.exists(path)]\n"
        "for path in ('/in/source', '/app/evidence/processing/child.py', '/new', '/usr/new'):\n"
        "    try: open(path, 'ab'); seen.append('wrote ' + path)\n"
        "    except OSError: pass\n"
        "open('/out/said', 'w').write(repr(seen) + open('/in/source').read())"
    )

    run(place, code, isolation=Isolation.BUBBLEWRAP)

    assert said(place) == "[]the file"


def test_other_processes_cannot_be_seen(place):
    code = "import os; open('/out/said', 'w').write(str(sum(n.isdigit() for n in os.listdir('/proc'))))"

    run(place, code, isolation=Isolation.BUBBLEWRAP)

    assert int(said(place)) <= 2


@BOTH
def test_the_environment_is_empty(place, isolation, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for the child")
    out_dir = (place.inside() if isolation is Isolation.BUBBLEWRAP else place).out_dir
    code = f"import os; open('{out_dir}/said', 'w').write(','.join(sorted(set(os.environ) - {{'PWD', 'LC_CTYPE'}})))"

    run(place, code, isolation=isolation)

    assert said(place) == ""


@BOTH
def test_a_program_that_sleeps_is_ended_by_the_clock_with_its_children(place, isolation):
    code = "import subprocess, time; subprocess.Popen(['/usr/bin/sleep', '987.25']); time.sleep(60)"

    ending = run(place, code, isolation=isolation, limits=Limits(wall_seconds=0.4))

    assert ending.stopped is Stopped.BY_THE_CLOCK
    assert ending.seconds < 3
    assert _is_gone("987.25")


@BOTH
def test_a_child_left_behind_is_ended_too(place, isolation):
    code = "import subprocess; subprocess.Popen(['/usr/bin/sleep', '986.75'])"

    ending = run(place, code, isolation=isolation)

    assert ending.exit_code == 0
    assert _is_gone("986.75")


def _is_gone(word: str) -> bool:
    for _ in range(50):
        if not any(word.encode() in _command_line(folder) for folder in Path("/proc").glob("[0-9]*")):
            return True
        time.sleep(0.02)
    return False


def _command_line(folder: Path) -> bytes:
    try:
        return (folder / "cmdline").read_bytes()
    except OSError:
        return b""


@pytest.mark.slow
@BOTH
def test_a_program_that_computes_for_ever_is_ended(place, isolation):
    ending = run(place, "while True: pass", isolation=isolation, limits=Limits(cpu_seconds=1, wall_seconds=30))

    assert ending.signal == 24  # SIGXCPU


@BOTH
def test_memory_ends_at_its_ceiling(place, isolation):
    ending = run(place, "bytearray(600 << 20)", isolation=isolation, limits=Limits(memory_bytes=300 * MIB))

    assert ending.exit_code == 1


@BOTH
def test_a_file_cannot_grow_over_its_ceiling(place, isolation):
    out_dir = (place.inside() if isolation is Isolation.BUBBLEWRAP else place).out_dir
    code = f"open('{out_dir}/big', 'wb').write(bytes(3 << 20))"

    run(place, code, isolation=isolation, limits=Limits(produced_file_bytes=MIB))

    assert (place.out_dir / "big").stat().st_size <= MIB


def test_many_files_together_cannot_pass_the_ceiling(place):
    code = "import time\nfor n in range(60): open(f'/out/{n}', 'wb').write(bytes(1 << 20))\ntime.sleep(20)"

    ending = run(place, code, isolation=Isolation.BUBBLEWRAP, limits=Limits(produced_bytes=8 * MIB))

    assert ending.stopped is Stopped.FOR_ITS_OUTPUT


def test_a_machine_with_folders_of_its_own_beside_usr_keeps_them(monkeypatch):
    folders = {"/lib": True, "/lib64": False}
    monkeypatch.setattr(Path, "is_symlink", lambda path: folders.get(str(path)) is True)
    monkeypatch.setattr(Path, "readlink", lambda _: Path("usr/lib"))
    monkeypatch.setattr(Path, "is_dir", lambda path: folders.get(str(path)) is False)

    assert confinement._system_links() == ["--symlink", "usr/lib", "/lib", "--ro-bind", "/lib64", "/lib64"]


@BOTH
def test_processes_are_counted(unprivileged, isolation):
    program = ["/bin/sh", "-c", "for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 0.2 & done; wait"]
    few, many = (
        unprivileged(program, limits=Limits(processes=number), isolation=isolation).exit_code for number in (8, 40)
    )

    assert (few, many) == (2, 0)  # a shell that cannot fork ends with 2


@pytest.fixture
def unprivileged(monkeypatch) -> Iterator[Callable[..., Ending]]:
    """Confine as an ordinary user, since the kernel counts none of root's processes; root's own paths stay out."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        home = Path(name)
        shutil.copytree(confinement.PACKAGE, home / "package" / "processing")
        shutil.copy(confinement.PACKAGE.parent / "__init__.py", home / "package")
        monkeypatch.setattr(confinement, "PACKAGE", home / "package" / "processing")
        monkeypatch.setattr(confinement, "_program_paths", list)  # a shell needs no Python
        for folder in ("out", "tmp"):
            (home / folder).mkdir()
            (home / folder).chmod(0o777)
        (home / "source").write_bytes(b"the file")
        home.chmod(0o755)
        place = Place(source=home / "source", out_dir=home / "out", tmp_dir=home / "tmp")
        with ProcessPoolExecutor(1, mp_context=get_context("fork"), initializer=_drop_root) as pool:
            yield lambda program, **options: pool.submit(confine, program, place=place, **options).result()


def _drop_root() -> None:
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def test_this_machine_can_wall_a_program_in():
    assert strongest_isolation() is Isolation.BUBBLEWRAP


def test_a_step_may_run_from_a_thread(look_confined):
    with ThreadPoolExecutor(max_workers=1) as pool:
        seen = pool.submit(look_confined, Step.TEXT, b"some words").result()

    assert seen.result.outcome is Outcome.EXTRACTED


def test_a_step_over_its_time_ends_as_timed_out(look_confined):
    seen = look_confined(Step.TEXT, b"words", limits=Limits(wall_seconds=0.02))

    assert (seen.result.outcome, seen.names) == (Outcome.TIMED_OUT, [])
    assert seen.result.reason == "The step was ended after 0.02 seconds."


def test_a_folder_that_holds_something_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(runner.OutputFolderNotEmpty):
        runner.run_step(Step.TEXT, source=tmp_path / "file", out_dir=tmp_path)
