"""One cast for every test: Ada leads, Ben assists, Cyd is a stranger, Dee reviews, Eve releases, Fay keeps."""

from datetime import UTC, datetime
from uuid import UUID

ADA, BEN, CYD, DEE, EVE, FAY, HAL, IDA, LOU = (UUID(int=number, version=4) for number in range(1, 10))
NAMES = dict(zip((ADA, BEN, CYD, DEE, EVE, FAY, HAL, IDA, LOU), "Ada Ben Cyd Dee Eve Fay Hal Ida Lou".split(), strict=True))
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
