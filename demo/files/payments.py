"""Credit advices as PDF and XML, and the letter of counsel (X-10)."""

from hashlib import sha256
from uuid import UUID

from lxml import etree

from demo.files.archives import xml_bytes
from demo.files.letterheads import BANK, NAMES
from demo.files.money import usd
from demo.files.paper import Fields, Letterhead, paper
from demo.scenarios.paper_lantern.orders import Payment

ACCOUNTS = {"E03": "000-141-0307", "E06": "000-177-0642", "E07": "AE050000000000000712345"}
JURISDICTIONS = {"E03": "Singapore", "E06": "Hong Kong", "E07": "United Arab Emirates (FICT-AE-FZ-11820)"}
BENEFICIARY_ACCOUNT = "000-288-2019"
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"
COUNSEL = Letterhead(name="Orchardgate & Lim", line="Advocates · letters@orchardgate.example", colour="#40332b")


def reference(payment: Payment) -> str:
    """End-to-end transaction reference (UETR), a version 4 UUID drawn from the advice's own data."""
    digest = sha256(f"{payment.exhibit} {payment.value_on} {payment.amount_usd}".encode()).digest()
    return str(UUID(bytes=digest[:16], version=4))


def make_advice(payment: Payment) -> bytes:
    """The advice: XML where the payer is a party to the orders, else PDF."""
    return _advice_xml(payment) if payment.payer_is_party else _advice_pdf(payment)


def _advice_pdf(payment: Payment) -> bytes:
    fields = Fields(
        (
            ("Value date", payment.value_on.isoformat()),
            ("Amount", usd(payment.amount_usd)),
            ("Ordering customer", NAMES[payment.payer]),
            ("Of", JURISDICTIONS[payment.payer]),
            ("Account", ACCOUNTS[payment.payer]),
            ("Beneficiary", NAMES["E02"]),
            ("Beneficiary account", BENEFICIARY_ACCOUNT),
            ("Remittance", payment.remittance),
            ("UETR", reference(payment)),
            ("Charges", "SHA"),
        )
    )
    return paper(BANK, "Credit advice", blocks=(fields, "We have credited the account of the beneficiary as above."))


def _advice_xml(payment: Payment) -> bytes:
    root = etree.Element("Document", nsmap={None: NAMESPACE})
    entry = etree.SubElement(etree.SubElement(root, "BkToCstmrDbtCdtNtfctn"), "Ntry")
    etree.SubElement(entry, "Amt", Ccy="USD").text = f"{payment.amount_usd}.00"
    etree.SubElement(entry, "CdtDbtInd").text = "CRDT"
    etree.SubElement(etree.SubElement(entry, "ValDt"), "Dt").text = payment.value_on.isoformat()
    details = etree.SubElement(etree.SubElement(entry, "NtryDtls"), "TxDtls")
    etree.SubElement(etree.SubElement(details, "Refs"), "UETR").text = reference(payment)
    parties = etree.SubElement(details, "RltdPties")
    for role, name, account in (
        ("Dbtr", NAMES[payment.payer], ACCOUNTS[payment.payer]),
        ("Cdtr", NAMES["E02"], BENEFICIARY_ACCOUNT),
    ):
        etree.SubElement(etree.SubElement(parties, role), "Nm").text = name
        etree.SubElement(etree.SubElement(parties, f"{role}Acct"), "Id").text = account
    etree.SubElement(etree.SubElement(details, "RmtInf"), "Ustrd").text = payment.remittance
    return xml_bytes(root)


def make_counsel_letter() -> bytes:
    """What E03's counsel says of the payments."""
    text = (
        "27 October 2025\n\nTo the Office for Export Inquiries",
        f"We act for {NAMES['E03']}. You asked on what ground {NAMES['E06']} made six payments for goods "
        "ordered by our client.",
        "We are instructed that these payments, USD 78,900,000 in all, were intra-group loans, made directly to the "
        "supplier for convenience. A loan agreement will be produced in due course.",
        f"Our client has no knowledge of the business of {NAMES['E07']}.",
        "Yours faithfully,\nOrchardgate & Lim",
    )
    return paper(COUNSEL, "Your inquiry PL-2025-001", blocks=text)
