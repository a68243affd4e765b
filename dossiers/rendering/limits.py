"""What one rendering may use."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Ceilings of one child; each of them ends it. 300 tagged pages need about 80 s and 1.3 GB of address space."""

    memory_bytes: int = 2048 * MIB  # address space
    cpu_seconds: int = 240
    wall_seconds: float = 300.0
    pages: int = 300  # more belong into further volumes
    file_bytes: int = 256 * MIB
    asset_bytes: int = 4 * MIB  # one picture
    assets_bytes: int = 256 * MIB  # all pictures together


STANDARD_LIMITS = Limits()
