"""Which maker makes which part of which case."""

from collections.abc import Callable
from functools import partial

from demo.files import (
    customs,
    identities,
    listings,
    logs,
    payments,
    photographs,
    premises,
    press,
    scans,
    shiplist,
    smaller,
    tips,
    visit,
    waybills,
)
from demo.files import orders as order_papers
from demo.scenarios.paper_lantern.exhibits import SECOND_COPY_AWB
from demo.scenarios.paper_lantern.orders import ORDERS, PAYMENTS, SHIPMENTS
from demo.scenarios.paper_lantern.photographs import oem_photos, psv_photos

Maker = Callable[[], bytes]


def _main() -> dict[str, Maker]:
    return {
        "X-01.1": press.make_article_pdf,
        "X-01.2": press.make_statements,
        "X-01.3": press.make_capture,
        "X-01.4": press.make_article_png,
        "X-02": order_papers.make_orders_zip,
        "X-03.1": partial(scans.make_end_user_certificate, "EUC-1"),
        "X-03.2": partial(scans.make_end_user_certificate, "EUC-2"),
        "X-03.3": scans.make_acceptance,
        "X-04.5": waybills.make_eei,
        "X-04.6": partial(waybills.make_waybill, SHIPMENTS[2], number=SECOND_COPY_AWB),
        "X-05.1": customs.make_imports,
        "X-05.2": customs.make_export,
        "X-05.3": customs.make_translation,
        "X-05.4": customs.make_bill,
        "X-06": shiplist.make_shiplist,
        "X-07.1": visit.make_visit_report,
        "X-08.1": identities.make_redfish,
        "X-08.2": identities.make_nvml,
        "X-08.3": identities.make_identities,
        "X-08.4": identities.make_psv_record,
        "X-08.9": identities.make_rma_request,
        "X-09": logs.make_checkins,
        "X-10.12": payments.make_counsel_letter,
        "X-11.1": tips.make_tip,
        "X-11.2": tips.make_chat,
        "X-11.3": photographs.make_repacking,
        "X-11.4": photographs.make_ledger,
        "X-12.1": logs.make_metering,
        "X-12.2": premises.make_lease,
        "X-13.1": listings.make_listing,
        "X-13.2": photographs.make_listing_photo,
        "X-14.1": premises.make_extract_sg,
        "X-14.2": premises.make_extract_my,
        "X-14.3": premises.make_extract_hk,
        "X-14.4": premises.make_extract_bvi,
        "X-14.5": premises.make_names_and_places,
    }


def _numbered() -> dict[str, Maker]:
    """Papers and photographs of which there are several."""
    return {
        **{f"X-02.{place}": partial(order_papers.make_order, one) for place, one in enumerate(ORDERS, 1)},
        **{f"X-02.{place}": partial(order_papers.make_invoice, one) for place, one in enumerate(ORDERS, 5)},
        **{f"X-04.{place}": partial(waybills.make_waybill, one) for place, one in enumerate(SHIPMENTS, 1)},
        **{f"X-07.{one.number + 1}": partial(photographs.make_photo, one) for one in oem_photos()},
        **{f"X-08.{one.number + 4}": partial(photographs.make_photo, one) for one in psv_photos()},
        **{one.exhibit: partial(payments.make_advice, one) for one in PAYMENTS},
    }


MAKERS: dict[tuple[str, str], Maker] = {
    **{("PL-2025-001", number): maker for number, maker in {**_main(), **_numbered()}.items()},
    ("DH-2025-014", "X-01"): smaller.make_card_invoice,
    ("DH-2025-014", "X-02"): smaller.make_release_mail,
    ("HR-2025-022", "X-01"): smaller.make_returns,
    ("HR-2025-022", "X-02"): smaller.make_arrival_notice,
    ("NV-2025-003", "X-01"): smaller.make_initial_notice,
    ("GR-2024-030", "X-01"): smaller.make_flower_invoice,
}
