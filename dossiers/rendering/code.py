"""The code on cover and verification page that a telephone can read."""

import io

import segno

from dossiers.domain.document import Cover


def code_text(cover: Cover) -> str:
    """What the code says: which dossier, which version, and the hash of its content."""
    return f"urn:interdict:dossier:{cover.dossier_id}:{cover.version}:sha256:{cover.content_sha256}"


def code_svg(cover: Cover) -> str:
    """The code as an SVG element with a title."""
    out = io.BytesIO()
    segno.make(code_text(cover), error="m", micro=False).save(
        out,
        kind="svg",
        border=2,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
        title="Verification code",
    )
    return out.getvalue().decode("utf-8")
