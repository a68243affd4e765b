"""What one step may use. A retry names other limits; the result records those in force."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Ceilings for one step on one file. The first group ends the step; the second cuts it short with a finding."""

    memory_bytes: int = 1024 * MIB  # address space of each process
    cpu_seconds: int = 60  # of each process
    wall_seconds: float = 120.0  # of the whole step
    produced_file_bytes: int = 256 * MIB  # one produced file
    produced_bytes: int = 1024 * MIB  # produced and temporary files together
    processes: int = 32
    open_files: int = 128
    pixels: int = 120_000_000  # width x height of one picture
    unpacked_bytes: int = 1024 * MIB  # all levels of an archive together, counted while unpacking
    unpack_ratio: int = 100  # unpacked to packed, judged after the first 10 MiB
    mail_bytes: int = 100 * MIB  # a message is parsed in memory

    characters: int = 20_000_000  # of text, over all segments
    pages: int = 2_000  # of one document
    cells: int = 2_000_000  # of one workbook
    parts: int = 500  # of one message or package
    entries: int = 10_000  # of one archive, all levels together
    depth: int = 3  # archives in archives, messages in messages
    xml_depth: int = 100  # elements in elements
    frames: int = 100  # of one picture
    page_images: int = 60
    page_image_dpi: int = 110
    ocr_seconds: float = 60.0  # spent on reading pictures, over all pages


def standard_limits() -> Limits:
    """The limits of a first attempt."""
    return Limits()
