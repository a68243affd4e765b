"""The sample, rendered once, and the tools that read PDF files back."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from dossiers.domain.document import Cover, Document
from dossiers.rendering.render import Progress, Rendered, render
from tests.dossiers.sample import draw_thumbnails, sample_document

COVER = Cover(
    case_reference="PL-2025-001",
    title="A small dossier",
    dossier_id="D-2",
    version=1,
    as_of_position=7,
    as_of="2026-03-02 09:00 UTC",
    marking="TLP:AMBER",
)


def said(*command: object) -> str:
    """What a tool prints."""
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True).stdout


def page_texts(pdf: Path) -> list[str]:
    """The text of each page."""
    return said("pdftotext", "-layout", pdf, "-").split("\f")[:-1]


@dataclass(frozen=True)
class Made:
    """A rendered dossier with everything that came of it."""

    document: Document
    assets: dict[str, Path]
    pdf: Path
    rendered: Rendered
    progress: list[Progress]
    pages: list[str]


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Made:
    """The sample dossier."""
    folder = tmp_path_factory.mktemp("made")
    assets = draw_thumbnails(folder)
    document, progress = sample_document(thumbnails=assets), []
    rendered = render(document, assets, out=folder / "dossier.pdf", on_progress=progress.append)
    return Made(
        document=document,
        assets=assets,
        pdf=folder / "dossier.pdf",
        rendered=rendered,
        progress=progress,
        pages=page_texts(folder / "dossier.pdf"),
    )


@pytest.fixture
def text_of(tmp_path):
    """Renders a document without pictures and gives its text, blanks evened out."""

    def rendered_text(document: Document) -> str:
        render(document, {}, out=tmp_path / "d.pdf")
        return " ".join(" ".join(page_texts(tmp_path / "d.pdf")).split())

    return rendered_text
