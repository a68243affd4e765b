"""Run every folder's `run` module in turn, or those that are named: `python -m benchmarks [folder ...]`."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(*wanted: str) -> int:
    """Exit code 0 when all ran; each runs in a process of its own, so that none disturbs the next."""
    folders = sorted(path.parent.name for path in HERE.glob("*/run.py"))
    if unknown := sorted(set(wanted) - set(folders)):
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(folders)}.", file=sys.stderr)
        return 2
    codes = [run(folder) for folder in wanted or folders]
    return max(codes, default=0)


def run(folder: str) -> int:
    """One benchmark under its heading."""
    print(f"\n==> {folder}", flush=True)
    return subprocess.run([sys.executable, "-m", f"benchmarks.{folder}.run"], cwd=HERE.parent, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
