"""What `make run`, `make worker`, `make demo` and `make test` prepare, each on top of the one before."""

import os
import subprocess
import sys
from pathlib import Path

from scripts import environment, place, supervision, system_packages
from scripts.progress import say
from scripts.refusal import CannotStart


def start(arguments: list[str]) -> None:
    """Run one mode; a refusal is one sentence on stderr and exit 1."""
    mode = arguments[0] if len(arguments) == 1 else ""
    try:
        if mode not in MODES:
            raise CannotStart(f"Say one of: {', '.join(MODES)}.")
        MODES[mode]()
    except CannotStart as refusal:
        sys.exit(f"{refusal}")
    except KeyboardInterrupt:
        sys.exit("Stopped before it was ready; starting again goes on from here.")


def install() -> None:
    """What the product needs."""
    system_packages.install_missing(with_tests=False)
    environment.make_environment(with_tests=False)


def develop() -> None:
    """What the product and its tests need."""
    system_packages.install_missing(with_tests=True)
    environment.make_environment(with_tests=True)


def run() -> None:
    """Prepare everything and become the supervisor of web and worker."""
    port = place.free_port()
    folder = settle()
    os.environ["PORT"] = str(port)
    prepare_site("demo" if os.environ.get("DEMO", "1") != "0" else "administrator")
    say(f"Starting web and worker at http://{place.ADDRESS}:{port}/ (Ctrl-C stops both)")
    supervision.supervise(folder)


def worker() -> None:
    """Become a worker; the tables are the web machine's business."""
    settle()
    say("Starting a worker (Ctrl-C stops it)")
    os.execv(environment.PYTHON, [str(environment.PYTHON), *supervision.WORKER])


def demo() -> None:
    """Load the demo's cases."""
    settle()
    prepare_site("demo")


def settle() -> Path:
    """Install, and name the home folder and its key to every process that follows."""
    folder = place.home()
    install()
    os.environ["INTERDICT_HOME"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    if "SECRET_KEY" not in os.environ:
        os.environ.setdefault("SECRET_KEY_FILE", str(place.secret_key_file(folder)))
    os.chdir(environment.ROOT)
    return folder


def prepare_site(people: str) -> None:
    """Migrate, collect static files, and load the demo or make the first administrator.

    Raises:
        CannotStart: one of them failed, and has said why.
    """
    done = subprocess.run([environment.PYTHON, "-m", "scripts.prepare", people], check=False)
    if done.returncode:
        raise CannotStart("The database could not be prepared; the reason stands above.")


MODES = {"run": run, "worker": worker, "demo": demo, "install": install, "develop": develop}
