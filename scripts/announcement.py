"""Say the address as soon as somebody answers there; run once beside web and worker."""

import os
import sys
import time
import urllib.error
import urllib.request

from scripts.place import ADDRESS

PATIENCE_SECONDS = 120


def answers(url: str) -> bool:
    """True when a page comes back, of whatever status below 500."""
    try:
        with urllib.request.urlopen(url, timeout=10):
            return True
    except urllib.error.HTTPError as answer:
        return answer.code < 500
    except OSError:
        return False


def main() -> None:
    """Wait for the first page, then print where it is."""
    url = f"http://{ADDRESS}:{os.environ['PORT']}/"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not answers(url):
        if time.monotonic() > deadline:
            sys.exit(f"No page at {url} after {PATIENCE_SECONDS} seconds; the lines above say why.")
        time.sleep(0.2)
    print(f"==> Interdict answers at {url}", flush=True)


if __name__ == "__main__":
    main()
