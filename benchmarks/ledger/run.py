"""What the log costs against bare SQLite and bare JSON, in one run: `python -m benchmarks.ledger.run [--rounds N]`.

Makes an installation of its own in a temporary folder; both sides work on its one file.
"""

import argparse
import os
import tempfile
from importlib import import_module

import django
from django.core.management import call_command


def main() -> None:
    """Make the installation, fill it, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "INTERDICT_HOME": home}
        os.environ.setdefault("SECRET_KEY", "only-for-benchmarks")
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        call_command("migrate", verbosity=0)
        measures = import_module("benchmarks.ledger.measures")
        measures.fill()
        print("| what | ours a cpu second | bare a cpu second | cpu ratio: least | median | most | wall ratio |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        for measure in measures.MEASURES:
            print(measure.line(rounds), flush=True)


if __name__ == "__main__":
    main()
