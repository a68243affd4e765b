"""Check-ins of firmware (X-09) and metering of power (X-12.1)."""

from demo.files.archives import csv_bytes
from demo.scenarios.paper_lantern.metering import readings
from demo.scenarios.paper_lantern.telemetry import checkins


def make_checkins() -> bytes:
    """9,412 rows, times in UTC."""
    rows = ((one.serial, f"{one.at:%Y-%m-%dT%H:%M:%SZ}", one.ip, f"AS{one.asn}") for one in checkins())
    return csv_bytes(("logical_serial", "time_utc", "ip", "asn"), rows)


def make_metering() -> bytes:
    """One row for each quarter of an hour, with its offset."""
    rows = ((one.at.isoformat(), "DC-2/tenant/IT", f"{one.kw:.1f}") for one in readings())
    return csv_bytes(("interval_start", "meter", "kw"), rows)
