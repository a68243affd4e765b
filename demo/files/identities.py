"""Identity dumps of the officer's check on 10 September 2025, its record, and a request to return modules (X-08)."""

import json
from hashlib import sha256
from uuid import UUID

from lxml import etree

from demo.files.archives import csv_bytes, xml_bytes
from demo.files.letterheads import NAMES, OFFICE
from demo.files.paper import Fields, Grid, Heading, Letterhead, paper
from demo.scenarios.paper_lantern.orders import GPUS_PER_SERVER
from demo.scenarios.paper_lantern.reconciliation import PSV_COUNT
from demo.scenarios.paper_lantern.units import PSV, RETURNED, RETURNED_SLOTS, Answer, Unit, identity_on, seen, unit

READ_AT = "2025-09-10T15:20:00+08:00"
REQUESTER = Letterhead(name=NAMES["E06"], line="Hong Kong · +852 0000 0177 · ops@jadewick.example", colour="#16636b")


def answering() -> tuple[Unit, ...]:
    """The servers whose controller answered, whatever it said."""
    return tuple(one for one in seen(PSV) if identity_on(one, PSV))


def hardware_uuid(identity: str) -> str:
    """UUID of a system board, drawn from its serial."""
    return str(UUID(bytes=sha256(f"board {identity}".encode()).digest()[:16], version=4))


def mac(identity: str) -> str:
    """Address of the management port; locally administered."""
    tail = sha256(f"bmc {identity}".encode()).digest()[:5]
    return ":".join(("02", *(f"{byte:02x}" for byte in tail)))


def make_redfish() -> bytes:
    """A collection of computer systems, one for each that answered; the label is what the officer read."""
    members = [_system(one) for one in answering()]
    collection = {
        "@odata.type": "#ComputerSystemCollection.ComputerSystemCollection",
        "Name": "Veldrane Ridge DC-2, identity dump",
        "Oem": {"Officer": {"ReadAt": READ_AT, "LabelsRead": len(seen(PSV)), "Answered": len(members)}},
        "Members@odata.count": len(members),
        "Members": members,
    }
    return (json.dumps(collection, indent=1) + "\n").encode()


def _system(one: Unit) -> dict[str, object]:
    identity = identity_on(one, PSV)
    is_genuine = identity == one.label
    return {
        "@odata.id": f"/redfish/v1/Systems/{identity}",
        "@odata.type": "#ComputerSystem.v1_20_0.ComputerSystem",
        "AssetTag": one.label,
        "Manufacturer": NAMES["E01"],
        "Model": one.sku if is_genuine else "HSW-4A-2U",
        "SerialNumber": identity,
        "UUID": hardware_uuid(identity),
        "PowerState": "On",
        "ManagerMAC": mac(identity),
    }


def gpu_serials(one: Unit) -> tuple[str, ...]:
    """What the accelerators of an answering machine report; other hardware has four of an older kind."""
    identity = identity_on(one, PSV)
    if identity == one.label:
        return one.gpu_serials
    return tuple(f"0323{int(identity[-4:]):06}{slot:03}" for slot in range(1, GPUS_PER_SERVER // 2 + 1))


def make_nvml() -> bytes:
    """One log for each machine that answered, as the accelerators' library writes it."""
    root = etree.Element("identity_dump", read_at=READ_AT)
    for one in answering():
        identity = identity_on(one, PSV)
        log = etree.SubElement(root, "nvidia_smi_log", host=identity, label=one.label)
        serials = gpu_serials(one)
        etree.SubElement(log, "attached_gpus").text = str(len(serials))
        for slot, serial in enumerate(serials, start=1):
            gpu = etree.SubElement(log, "gpu", id=f"0000:{slot:02X}:00.0")
            etree.SubElement(gpu, "product_name").text = _product(one)
            etree.SubElement(gpu, "serial").text = serial
            etree.SubElement(gpu, "uuid").text = f"GPU-{hardware_uuid(serial)}"
    return xml_bytes(root)


def _product(one: Unit) -> str:
    if identity_on(one, PSV) != one.label:
        return "NVIDIA A10"
    return "NVIDIA H200" if one.shipment == "SH1" else "NVIDIA B200"


def make_identities() -> bytes:
    """One row for each of the 48 labels read."""
    rows = (
        (
            one.label,
            one.answer_on(PSV),
            identity_on(one, PSV),
            _match(one),
            f"{place // 4 + 1:02}-{place % 4 * 8 + 1:02}",
        )
        for place, one in enumerate(seen(PSV))
    )
    return csv_bytes(("label", "answer", "reported_serial", "match", "rack_unit"), rows)


def _match(one: Unit) -> str:
    return {Answer.CONFIRMED: "yes", Answer.MISMATCHED: "no"}.get(one.answer_on(PSV) or Answer.SILENT, "")


def make_psv_record() -> bytes:
    """The officer's record: counts, answers, and the nine mismatches by name."""
    answers = [one.answer_on(PSV) for one in seen(PSV)]
    fields = Fields(
        (
            ("Place", "Veldrane Ridge DC-2, Johor"),
            ("Date", "2025-09-10, 13:30 to 16:50 (+08:00)"),
            ("Requested by", "Office for Export Inquiries"),
            ("Host authority", "present throughout"),
            ("Racked", str(PSV_COUNT.racked)),
            ("In crates", str(PSV_COUNT.crated)),
            ("Labels read", str(len(answers))),
            ("Controllers that answer", str(len(answering()))),
        )
    )
    differing = [one for one in seen(PSV) if one.answer_on(PSV) is Answer.MISMATCHED]
    grid = Grid(
        head=("Label", "Serial reported by the controller"),
        rows=[(one.label, identity_on(one, PSV)) for one in differing],
        shares=(1, 1),
    )
    close = (
        f"{answers.count(Answer.CONFIRMED)} answer with the serial of their label, {len(differing)} with another, "
        f"{answers.count(Answer.SILENT)} do not answer. Result: unable to verify."
    )
    return paper(
        OFFICE, "Post-shipment verification, record", blocks=(fields, close, Heading("Labels on other hardware"), grid)
    )


def make_rma_request() -> bytes:
    """E06 asks the maker to replace two modules."""
    returned = unit(RETURNED)
    fields = Fields(
        (
            ("Request", "RMA-2025-10-0719"),
            ("Date", "2025-10-07"),
            ("To", NAMES["E01"]),
            ("Contact", "ops@jadewick.example, +852 0000 0177"),
            ("Bought from", "left empty"),
            ("Country of use", "Hong Kong"),
        )
    )
    grid = Grid(
        head=("Module serial", "Slot", "Fault"),
        rows=[(returned.gpu_serials[slot - 1], str(slot), "not detected after move") for slot in RETURNED_SLOTS],
        shares=(3, 1, 4),
    )
    note = (
        f"Note of the service desk, 9 October 2025: both serials belong to {RETURNED}, lot {returned.shipment}. "
        "The requester is not the buyer."
    )
    return paper(REQUESTER, "Request to return two modules", blocks=(fields, grid, note))
