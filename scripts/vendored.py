"""Which front-end files are vendored, and under which licence."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_URL = re.compile(r"url\(\.\./([^)?#]+)[^)]*\)")


@dataclass(frozen=True, kw_only=True)
class Package:
    """One package; paths in `files` are relative to the package, those in `flat` lose their folders."""

    name: str
    folder: str
    licence: str
    flat: tuple[str, ...] = ()
    sheet: str = ""


SITE = (
    Package(
        name="@uswds/uswds",
        folder="uswds",
        licence="CC0-1.0 AND OFL-1.1 AND Apache-2.0 AND MIT",
        flat=("LICENSE.md",),
        sheet="dist/css/uswds.min.css",
    ),
    Package(
        name="htmx.org",
        folder="htmx",
        licence="0BSD",
        flat=("LICENSE", "dist/htmx.min.js", "dist/ext/hx-csp.min.js"),
    ),
    Package(name="cytoscape", folder="cytoscape", licence="MIT", flat=("LICENSE", "dist/cytoscape.min.js")),
    Package(
        name="tus-js-client",
        folder="tus",
        licence="MIT",
        flat=("LICENSE", "dist/tus.min.js", "dist/tus.min.js.map"),
    ),
)
TESTS = (Package(name="axe-core", folder="axe-core", licence="MPL-2.0", flat=("LICENSE", "axe.min.js")),)


def files_of(package: Package, *, installed: Path) -> dict[str, Path]:
    """Target path inside the vendor folder -> file of the installed package.

    A sheet brings its source map and every image and font that it names, in the folders that it expects.
    """
    chosen = {f"{package.folder}/{PurePosixPath(path).name}": installed / path for path in package.flat}
    if package.sheet:
        chosen |= _sheet_files(package, installed=installed)
    return chosen


def _sheet_files(package: Package, *, installed: Path) -> dict[str, Path]:
    sheet = installed / package.sheet
    root = sheet.parent.parent
    named = set(_URL.findall(sheet.read_text()))
    inside = {f"css/{sheet.name}", f"css/{sheet.name}.map", *named}
    return {f"{package.folder}/{path}": root / path for path in sorted(inside)}
