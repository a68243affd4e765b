"""One whole dossier in the manner of PAPER LANTERN: about twenty pages, every block filled, all of it invented."""

import hashlib
from dataclasses import replace
from pathlib import Path

from dossiers.domain.content import content_sha256
from dossiers.domain.document import (
    Certification,
    Citation,
    Cover,
    DisclosureRow,
    Document,
    GlossaryTerm,
    Handling,
    Judgement,
    ManifestRow,
    RedactionLogRow,
    Scope,
    Search,
    Signatory,
    SourceRow,
    Summary,
    Verification,
    Versioned,
    index_entries,
)
from tests.dossiers import sample_exhibits, sample_parties, sample_record

LOG_ROOT = hashlib.sha256(b"root of the sample's log").hexdigest()


def cite(*pins: str) -> tuple[Citation, ...]:
    """`cite("X-05 row 118")`: exhibit, then the pin after the first blank."""
    return tuple(Citation(exhibit=pin.partition(" ")[0], pin=pin.partition(" ")[2]) for pin in pins)


def sample_document(*, thumbnails: dict[str, Path] | None = None) -> Document:
    """The sample; `thumbnails` are assets as `draw_thumbnails` makes them."""
    pictures = list(thumbnails or {})
    parties, exhibits = sample_parties.PARTIES, sample_exhibits.exhibits(pictures)
    document = Document(
        cover=COVER,
        handling=HANDLING,
        summary=SUMMARY,
        scope=SCOPE,
        parties=parties,
        items=sample_record.ITEMS,
        chronology=sample_record.CHRONOLOGY,
        transactions=sample_record.TRANSACTIONS,
        reconciliation=sample_record.RECONCILIATION,
        network=sample_parties.NETWORK,
        claims=sample_record.CLAIMS,
        red_flags=sample_record.RED_FLAGS,
        alternatives=sample_record.ALTERNATIVES,
        responses=sample_record.RESPONSES,
        violations=sample_record.VIOLATIONS,
        gaps=sample_record.GAPS,
        exhibits=exhibits,
        custody=sample_exhibits.CUSTODY,
        sources=SOURCES,
        redactions=REDACTIONS,
        certification=CERTIFICATION,
        disclosures=DISCLOSURES,
        glossary=GLOSSARY,
        verification=VERIFICATION,
        index=index_entries(parties=parties, exhibits=exhibits),
    )
    return replace(document, cover=replace(COVER, content_sha256=content_sha256(document)))


def draw_thumbnails(folder: Path) -> dict[str, Path]:
    """Four drawn photographs of racks without any metadata, under their SHA-256."""
    assets = {}
    for number in range(4):
        content = sample_exhibits.rack_photograph(number)
        digest = hashlib.sha256(content).hexdigest()
        assets[digest] = folder / f"{digest}.jpg"
        assets[digest].write_bytes(content)
    return assets


COVER = Cover(
    case_reference="PL-2025-001",
    title="PAPER LANTERN",
    subtitle="Suspected onward movement of 320 accelerator servers, 2024 to 2025",
    dossier_id="D-1",
    version=1,
    state="Draft, not approved",
    as_of_position=1309,
    as_of="2026-03-02 09:00 UTC",
    issued="2026-03-02 09:30 UTC",
    author="Ada, lead investigator",
    approver="Eve, approver",
    recipient="Markets desk of the regulator",
    authority="Request of 2026-02-20, reference MD/114",
    marking="TLP:AMBER",
    copy="3 of 7",
)
HANDLING = Handling(
    notice="For the named recipient and those in its organisation who need it to act. Do not publish or pass on.",
    caveats=("Trade secrets of E01 in X-06, X-07 and X-09.", "Personal data in X-10."),
)
SUMMARY = Summary(
    bottom_line="It is likely that some servers moved onward after import; the end user is not established; "
    "170 of 320 servers have no sighting at all.",
    confidence="Confidence in this judgement is moderate.",
    body_html="<p>Halvardsen Server Works sold 320 servers through Northquill to Straits Veldrane Cloud for a tenancy "
    "in Johor. Three quarters of the money came from firms that are <strong>not named on the orders</strong>. A visit "
    "in July 2025 counted 236 servers; in September 148 were there, and nine of those that answered gave another "
    "identity than their label.</p><p>The laboratory named by the press denies the claim, and the maker has seen no "
    "substantiation. Late commissioning and poor records remain possible for part of the difference.</p>",
    not_known=(
        "Who uses any server today.",
        "Where 16 crates went between July and September 2025.",
        "Why eight servers were not declared.",
    ),
    judgements=(
        Judgement(
            text="It is very likely that the 72 exported packages were complete servers.",
            likelihood="very likely",
            confidence="moderate",
            reason="13,700 kg over 72 packages is 190.3 kg each; a packed server weighs about 190 kg.",
            citations=cite("X-05 row 118"),
        ),
        Judgement(
            text="It is likely that labels of nine servers were moved to other hardware.",
            likelihood="likely",
            confidence="high",
            reason="Controller and label disagree; the same serials reported from elsewhere within 14 days.",
            citations=cite("X-08 p.3", "X-09 rows 4,102 to 4,377"),
        ),
        Judgement(
            text="It is unlikely that late commissioning explains all missing units.",
            likelihood="unlikely",
            confidence="low",
            reason="One visit; the second hall was closed.",
            citations=cite("X-07 p.6"),
        ),
    ),
    next_steps=(
        "Ask the landlord for a count by serial.",
        "Ask E06 for the papers of 2025-08-02.",
        "Hold X-05 until its originator consents.",
    ),
)
SCOPE = Scope(
    legal_basis="Office order 12/2025 of 2025-06-23; request of the markets desk of 2026-02-20.",
    period="2023-02-14 to 2026-03-02",
    methods_html="<p>Papers were compared field by field; serials were matched with case folded, zeros kept. "
    "Quantities were counted from the rows of the exhibits; machine-read text was checked by a person.</p>",
    searches=(
        Search(
            source="Company registers of SG, MY, HK",
            query="E03 to E06, directors",
            searched_on="2025-06-26",
            result="found, X-14",
        ),
        Search(
            source="Fictional Screening List",
            query="all parties",
            searched_on="2025-10-01",
            result="E09 is listed; no match for the others in the list of 2025-09-28",
        ),
        Search(source="Land register of Johor", query="Unit 14-C", searched_on="2025-07-02", result="nothing found"),
    ),
    tools=(
        Versioned(name="Interdict", version="0.1.0", purpose="record, comparison, this dossier"),
        Versioned(name="Tesseract", version="5.3.0", purpose="text of scanned pages of X-03"),
    ),
    reference_data=(
        Versioned(name="Fictional Screening List", version="2025-09-28", purpose="screening of parties"),
        Versioned(name="Red flags AC-2025", version="2025-05-13", purpose="block 12"),
    ),
)
SOURCES = (
    SourceRow(
        id="E01", kind="maker", reliability="B", basis="Business records, consistent with X-04; interest of its own."
    ),
    SourceRow(
        id="Partner customs agency", kind="government", reliability="A", basis="Official entries, certified copies."
    ),
    SourceRow(
        id="SPARROW-7", kind="person", reliability="C", basis="Two of three statements borne out.", is_masked=True
    ),
    SourceRow(id="Press aggregator", kind="press", reliability="E", basis="Repeats one report with unnamed sources."),
)
REDACTIONS = (
    RedactionLogRow(
        exhibit="X-11",
        place="whole exhibit",
        reason="Protects a source; marked TLP:RED",
        authority="Source handler, order 3",
        approver="Eve",
    ),
    RedactionLogRow(
        exhibit="X-05",
        place="p.2, signature block",
        reason="Consent of the originator is outstanding",
        authority="Agreement with the partner, 4.2",
        approver="Eve",
    ),
)
CERTIFICATION = Certification(
    statement="I have read this dossier against its exhibits. To my knowledge it is complete as of its position.",
    signatories=(
        Signatory(
            role="Preparer",
            name="Ada",
            position="Lead investigator",
            signed_at="2026-03-02 09:10",
            method="signed in, second factor",
        ),
        Signatory(
            role="Reviewer",
            name="Dee",
            position="Reviewer",
            signed_at="2026-03-02 15:42",
            method="signed in, second factor",
        ),
        Signatory(role="Approver", name="Eve", position="Approver", method="not yet"),
    ),
)
DISCLOSURES = tuple(
    DisclosureRow(
        copy=str(number),
        recipient=who,
        organisation=of,
        purpose=why,
        authority="Order 12/2025",
        date="2026-03-03",
        method="by hand",
        receipt=receipt,
    )
    for number, who, of, why, receipt in (
        (1, "Case file", "Investigations", "Record", "R-118"),
        (2, "L. Moreau", "Prosecution service", "Charging decision", "R-119"),
        (3, "Markets desk", "Regulator", "Supervision", ""),
    )
)
GLOSSARY = (
    GlossaryTerm(term="BMC", meaning="Controller on a server's board that answers apart from its operating system."),
    GlossaryTerm(term="EUC", meaning="End-user certificate: a buyer's written statement of use."),
    GlossaryTerm(term="PSV", meaning="Post-shipment verification: a visit by an officer to count and identify goods."),
    GlossaryTerm(term="RMA", meaning="Return of goods to their maker for repair."),
)
VERIFICATION = Verification(
    log_root=LOG_ROOT,
    log_size="1,309",
    address="https://office.example/heads",
    signature="not sealed yet",
    time_stamp="none; nothing here proves the time to a third party",
    manifest=(
        ManifestRow(
            name="manifest.json",
            relation="Data",
            holds="list of parts, counts, root",
            sha256=hashlib.sha256(b"1").hexdigest(),
        ),
        ManifestRow(
            name="events.jsonl",
            relation="Source",
            holds="the events behind these pages",
            sha256=hashlib.sha256(b"2").hexdigest(),
        ),
        ManifestRow(
            name="verify.py",
            relation="Supplement",
            holds="checker, standard library only",
            sha256=hashlib.sha256(b"3").hexdigest(),
        ),
    ),
    steps=(
        "Save the attachments into one folder.",
        "Run python3 verify.py there.",
        "Compare the root that it prints with this page and with a signed head kept elsewhere.",
    ),
)
