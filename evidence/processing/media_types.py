"""Which reader serves which type. A type is decided by content, never by a name."""

import mimetypes

from evidence.processing.results import Step

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
XLS = "application/vnd.ms-excel"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
MSG = "application/vnd.ms-outlook"
EML = "message/rfc822"
PDF = "application/pdf"
ENCRYPTED_OFFICE = "application/x-ole-encrypted"
UNKNOWN = "application/octet-stream"

# Media type -> the formats that Pillow may try. EPS, WMF, FPX, MIC and the other stubs are left out on purpose.
PICTURE_FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/tiff": "TIFF",
    "image/webp": "WEBP",
    "image/bmp": "BMP",
    "image/heic": "HEIF",
    "image/heif": "HEIF",
    "image/avif": "AVIF",
    "image/jp2": "JPEG2000",
}
ARCHIVES = {
    "application/zip": "zip",
    "application/x-tar": "tar",
    "application/gzip": "gz",
    "application/x-bzip2": "bz2",
    "application/x-xz": "xz",
}
READERS = {
    PDF: "pdf",
    DOCX: "docx",
    PPTX: "docx",
    XLSX: "workbook",
    XLSB: "workbook",
    XLS: "workbook",
    ODS: "workbook",
    "text/csv": "table",
    "text/html": "html",
    "text/xml": "xml",
    "image/svg+xml": "xml",
    "application/json": "plain",
    "text/plain": "plain",
    EML: "eml",
    MSG: "msg",
    **dict.fromkeys(PICTURE_FORMATS, "picture"),
}
# Endings that Python's own table lacks; the machine's table is left out, so that every machine says the same.
ENDINGS = {
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".pptx": PPTX,
    ".xlsb": XLSB,
    ".ods": ODS,
    ".msg": MSG,
    ".eml": EML,
    ".heic": "image/heic",
    ".heif": "image/heif",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jp2": "image/jp2",
    ".gz": "application/gzip",
    ".tgz": "application/gzip",
    ".xz": "application/x-xz",
    ".bz2": "application/x-bzip2",
    ".exe": "application/x-dosexec",
}
SYNONYMS = {
    "application/xml": "text/xml",
    "application/x-ndjson": "text/plain",
    "image/x-ms-bmp": "image/bmp",
    "image/heic-sequence": "image/heic",
    "image/jpx": "image/jp2",
    "application/x-gzip": "application/gzip",
    "application/x-zip-compressed": "application/zip",
    "application/xhtml+xml": "text/html",
    "application/encrypted": ENCRYPTED_OFFICE,
}


def claimed_by(name: str) -> str:
    """The type that a name's ending claims, or nothing."""
    ending = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return ENDINGS.get(ending) or mimetypes.MimeTypes().guess_type(name, strict=False)[0] or ""


def reader_for(media_type: str) -> str | None:
    """The name of the module in `readers` that reads this type's text, or None."""
    if media_type in READERS:
        return READERS[media_type]
    return "plain" if media_type.startswith("text/") else None


def has_pictures(media_type: str) -> bool:
    """Whether the images step can draw this type."""
    return media_type == PDF or media_type in PICTURE_FORMATS


def steps_for(media_type: str) -> tuple[Step, ...]:
    """The steps worth running after `identify` said the type."""
    wanted = (
        (Step.TEXT, reader_for(media_type) is not None or media_type == ENCRYPTED_OFFICE),
        (Step.IMAGES, has_pictures(media_type)),
        (Step.ARCHIVE, media_type in ARCHIVES),
    )
    return tuple(step for step, is_wanted in wanted if is_wanted)
