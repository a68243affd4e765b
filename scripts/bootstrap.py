"""From a fresh machine to a running house. Needs nothing but Python 3.11.

python3 -m scripts.bootstrap run       install, make keys and tables, load the demo, serve
python3 -m scripts.bootstrap worker    the same for the background work alone
python3 -m scripts.bootstrap demo      the same up to the demo's cases
python3 -m scripts.bootstrap install   what the product needs
python3 -m scripts.bootstrap develop   what the product and its tests need
"""

import sys

OLDEST_PYTHON = (3, 11)


def python_refusal(version):
    """Sentence for a Python that is too old, else nothing; readable by the oldest Python 3."""
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return ""
    return "Interdict needs Python 3.11 or newer, and this is Python {}.{}: install python3.11.".format(*version[:2])


def main():
    """Refuse a wrong Python before anything is read that it cannot parse, then do what is asked."""
    refusal = python_refusal(sys.version_info)
    if refusal:
        sys.exit(refusal)

    from scripts.modes import start  # an old Python could not read it

    start(sys.argv[1:])


if __name__ == "__main__":
    main()
