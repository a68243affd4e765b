"""Copy the chosen front-end files unchanged from the npm packages that package-lock.json pins.

    python -m scripts.vendor            fetch with npm, copy, write the manifests
    python -m scripts.vendor --check    compare files, manifests and lock; fetch again and compare where npm can

The check without npm proves that the committed files are those that the manifests name, in the versions of the lock.
With npm it also proves that they are what the packages hold; npm holds the packages to the lock's SHA-512.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.vendored import SITE, TESTS, Package, files_of

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {ROOT / "static" / "vendor": SITE, ROOT / "tests" / "vendor": TESTS}
MANIFEST = "manifest.json"
TAMPERED = ("EINTEGRITY", "EUSAGE")
Entry = dict[str, str]


class VendorMismatch(Exception):
    """Committed front-end files are not what the lock and the manifests say."""


class NotFetched(Exception):
    """The packages could not be fetched, for want of npm or of a network."""


def fetch(into: Path) -> Path:
    """Install what package-lock.json pins, without running any package's script; the folder of the packages.

    Raises:
        NotFetched: npm is missing or reaches no registry.
        VendorMismatch: a package is not the one that the lock pins.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise NotFetched("npm is not installed")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, into / name)
    done = subprocess.run([npm, "ci", "--ignore-scripts"], cwd=into, capture_output=True, text=True, check=False)
    if any(word in done.stderr for word in TAMPERED):
        raise VendorMismatch(f"npm refused the packages of package-lock.json: {done.stderr.strip()}")
    if done.returncode:
        raise NotFetched(done.stderr.strip().splitlines()[0] if done.stderr.strip() else "npm ci failed")
    return into / "node_modules"


def entries(packages: tuple[Package, ...], *, installed: Path) -> dict[str, tuple[Entry, Path]]:
    """Target path -> its manifest entry and the file to copy."""
    found = {}
    for package in packages:
        home = installed / package.name
        version = json.loads((home / "package.json").read_text())["version"]
        for path, source in files_of(package, installed=home).items():
            entry = {"name": package.name, "version": version, "licence": package.licence, "path": path}
            found[path] = (entry | {"sha256": sha256(source)}, source)
    return found


def sha256(path: Path) -> str:
    """SHA-256 of a file, lowercase hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write(folder: Path, *, packages: tuple[Package, ...], installed: Path) -> None:
    """Replace a vendor folder and its manifest."""
    shutil.rmtree(folder, ignore_errors=True)
    chosen = entries(packages, installed=installed)
    for path, (_, source) in chosen.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    manifest = [chosen[path][0] for path in sorted(chosen)]
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")


def manifest_of(folder: Path) -> list[Entry]:
    """Committed entries of a vendor folder."""
    entries: list[Entry] = json.loads((folder / MANIFEST).read_text())
    return entries


def check_committed(folder: Path) -> None:
    """Compare a vendor folder with its manifest and with the versions of package-lock.json.

    Raises:
        VendorMismatch: a file is changed, missing, unknown or of another version.
    """
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    manifest = manifest_of(folder)
    for entry in manifest:
        file = folder / entry["path"]
        if not file.is_file() or sha256(file) != entry["sha256"]:
            raise VendorMismatch(f"{file.relative_to(ROOT)} is missing or was changed.")
        if locked[f"node_modules/{entry['name']}"]["version"] != entry["version"]:
            raise VendorMismatch(f"{entry['name']} {entry['version']} is vendored, package-lock.json pins another.")
    known = {entry["path"] for entry in manifest} | {MANIFEST}
    for file in folder.rglob("*"):
        if file.is_file() and file.relative_to(folder).as_posix() not in known:
            raise VendorMismatch(f"{file.relative_to(ROOT)} stands in no manifest.")


def check_fetched(folder: Path, *, packages: tuple[Package, ...], installed: Path) -> None:
    """Compare the manifest with the packages themselves.

    Raises:
        VendorMismatch: another choice of files, or other bytes.
    """
    fresh = [entry for entry, _ in entries(packages, installed=installed).values()]
    if sorted(fresh, key=lambda entry: entry["path"]) != manifest_of(folder):
        raise VendorMismatch(f"{folder.relative_to(ROOT)} differs from its packages: run python -m scripts.vendor.")


def check() -> str:
    """Compare everything that can be compared; what was compared, in words.

    Raises:
        VendorMismatch: the committed files are not what they should be.
    """
    for folder in FOLDERS:
        check_committed(folder)
    with tempfile.TemporaryDirectory() as scratch:
        try:
            installed = fetch(Path(scratch))
        except NotFetched as reason:
            return f"Vendored files agree with manifests and lock; not compared with the packages ({reason})."
        for folder, packages in FOLDERS.items():
            check_fetched(folder, packages=packages, installed=installed)
    return "Vendored files agree with manifests, lock and packages."


def refresh() -> str:
    """Fetch the packages and replace the vendor folders."""
    with tempfile.TemporaryDirectory() as scratch:
        installed = fetch(Path(scratch))
        for folder, packages in FOLDERS.items():
            write(folder, packages=packages, installed=installed)
    return "Vendored files written."


def main() -> None:
    """Run the command line."""
    try:
        print(check() if "--check" in sys.argv[1:] else refresh())
    except (VendorMismatch, NotFetched) as refusal:
        sys.exit(f"{refusal}")


if __name__ == "__main__":
    main()
