"""One cast for every test: Ada leads, Ben assists, Cyd is a stranger, Dee reviews, Eve releases, Fay keeps."""

from datetime import UTC, datetime
from uuid import UUID

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ADA, BEN, CYD, DEE, EVE, FAY, HAL, IDA, LOU = (UUID(int=number, version=4) for number in range(1, 10))
NAMES = {
    ADA: "Ada",
    BEN: "Ben",
    CYD: "Cyd",
    DEE: "Dee",
    EVE: "Eve",
    FAY: "Fay",
    HAL: "Hal",
    IDA: "Ida",
    LOU: "Lou",
}
