"""The child's walls: no network and a read-only system where bubblewrap works, ceilings and no environment anywhere."""

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dossiers.rendering.limits import Limits

HOME = Path(__file__).resolve().parents[2]
INTERPRETER = Path(os.path.realpath(sys.executable))
LIBRARIES = tuple(sorted({Path(sysconfig.get_path(kind)).resolve() for kind in ("purelib", "platlib")}))
BUBBLEWRAP, PRLIMIT = Path("/usr/bin/bwrap"), Path("/usr/bin/prlimit")
CODE = ("dossiers", "ledger", "templates/dossiers/pdf")
SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/var/cache/fontconfig")
BOOT = "import sys; sys.path[:0] = sys.argv[1:]; from dossiers.rendering.child import main; main()"
HASH_SEED = "0"  # output does not depend on it, which tests show; it is fixed all the same
KILLED_AFTER_CPU_SECONDS = 2


@dataclass(frozen=True, kw_only=True)
class Inside:
    """Where the child sees its one folder and the product's code."""

    work: Path
    home: Path


@cache
def has_walls() -> bool:
    """Whether bubblewrap works on this machine, found by trying once."""
    if not BUBBLEWRAP.exists():
        return False
    attempt = subprocess.run([*_walls(Path("/usr")), "/usr/bin/true"], capture_output=True, check=False)
    return attempt.returncode == 0


def inside(work: Path) -> Inside:
    """The child's view of a folder of ours."""
    return Inside(work=Path("/job"), home=Path("/app")) if has_walls() else Inside(work=work, home=HOME)


def command(work: Path, *, limits: Limits) -> list[str]:
    """The words that start the child with `work` as the only folder it can write to."""
    walls = _walls(work) if has_walls() else []
    paths = [str(inside(work).home), *map(str, LIBRARIES)]
    # -s -S -P: nothing of the user, of site or of the folder it starts in comes onto the path.
    return [*walls, *_ceilings(limits), str(INTERPRETER), "-s", "-S", "-P", "-B", "-X", "utf8", "-c", BOOT, *paths]


def environment() -> dict[str, str]:
    """All of the child's environment."""
    return {"PYTHONHASHSEED": HASH_SEED}


def _ceilings(limits: Limits) -> list[str]:
    cpu = limits.cpu_seconds
    return [
        str(PRLIMIT),
        f"--as={limits.memory_bytes}",
        f"--cpu={cpu}:{cpu + KILLED_AFTER_CPU_SECONDS}",
        f"--fsize={limits.file_bytes}",
        "--nofile=256",
        "--core=0",
        "--",
    ]


def _walls(work: Path) -> list[str]:
    return [
        str(BUBBLEWRAP),
        *("--unshare-all", "--unshare-user", "--disable-userns", "--uid", "65534", "--gid", "65534"),
        *("--cap-drop", "ALL", "--die-with-parent", "--new-session", "--hostname", "dossier"),
        *("--tmpfs", "/tmp", "--ro-bind", "/usr", "/usr"),  # first: the product may itself lie in there
        *_system_links(),
        *(word for path in SYSTEM_FILES for word in ("--ro-bind-try", path, path)),
        *(word for path in _program_paths() for word in ("--ro-bind", str(path), str(path))),
        *(word for name in CODE for word in ("--ro-bind", str(HOME / name), f"/app/{name}")),
        *("--proc", "/proc", "--dev", "/dev"),
        *("--bind", str(work), "/job", "--chdir", "/", "--remount-ro", "/", "--"),
    ]


def _system_links() -> list[str]:
    """On a merged /usr these are links; on an older layout, folders of their own."""
    words: list[str] = []
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        path = Path("/") / name
        if path.is_symlink():
            words += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            words += ["--ro-bind", str(path), str(path)]
    return words


def _program_paths() -> list[Path]:
    prefix = Path(sys.base_prefix).resolve()
    homes = [] if prefix.is_relative_to("/usr") else [prefix]
    return [*homes, *LIBRARIES]
