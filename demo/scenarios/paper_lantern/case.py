"""The case PL-2025-001 itself: opening, lifecycle, questions, tasks and terms."""

from datetime import date

from demo.scenarios.shapes import Deadline, Move, Priority, Question, Task
from demo.scenarios.times import east

REFERENCE = "PL-2025-001"
TITLE = "PAPER LANTERN"
MARKING = "TLP:AMBER"
COMPUTED_MARKING = "TLP:RED"  # because of X-11
OPENED_AT = east("2025-06-23 09:00")
STAMP_PREFIX = "PL2025001"
STATE = "dossier_review"

SUMMARY = (
    "Halvardsen Server Works sold 320 eight-GPU servers through Northquill to Straits Veldrane Cloud (Singapore), for "
    "its Malaysian arm's tenancy in Veldrane Ridge DC-2. Three quarters of the money came from Hong Kong and UAE firms "
    "not named on the orders. A tip says crates were repacked in a bonded unit and sent to Hong Kong. A visit finds "
    "crates; two months later they are gone and part of the labelled machines answer with other identities. A press "
    "aggregator then claims Qinglanwei Cognition trained its model on smuggled Blackwell hardware; laboratory and OEM "
    "dispute it. The data support some onward movement, do not establish the end user, and 170 servers have no "
    "sighting at all."
)
BOTTOM_LINE = (
    "It is likely that some servers moved onward after import; the end user is not established; 170 of 320 servers "
    "have no sighting."
)
CONFIDENCE = "Confidence is moderate."

PRIORITY = Priority(
    priority=1,
    quantity="320 servers, 2,560 GPUs",
    control_level="High-end AI servers; computed indication 3A090.a.1",
    credibility="A first-hand tip, not yet graded beyond F3",
    perishability="Crates can leave the bonded unit any day",
    reason="Large quantity of the highest control level, and goods that can move.",
    by="Ada",
    at=east("2025-06-23 09:40"),
)

MOVES = (
    Move(
        transition="triage",
        by="Ada",
        at=east("2025-06-23 10:05"),
        reason="The tip names goods, place and route, and can be checked against papers.",
    ),
    Move(
        transition="open_preliminary",
        by="Ada",
        at=east("2025-06-24 09:00"),
        reason="The maker consents and confirms that a lot of 320 servers went to the named buyer.",
    ),
    Move(
        transition="open_full",
        by="Ada",
        at=east("2025-07-18 15:30"),
        reason="The visit of 16 July counted 236 of 312 declared servers, 72 of them in crates.",
        legal_basis="Mandate of the office for inquiries into the export of controlled items, article 6",
    ),
    Move(
        transition="submit_for_review",
        by="Ada",
        at=east("2026-03-02 09:00"),
        reason="Dossier v1 is complete and goes to review.",
    ),
)

QUESTIONS = (
    Question(
        text="Who is the end user of the 320 servers?",
        by="Ada",
        at=east("2025-06-23 11:00"),
        answer="Not established. Nothing separates a PRC user from regional resale except CL1 (E3) and CL8 (C3).",
        answered_at=east("2026-02-26 16:00"),
    ),
    Question(
        text="Where is each server now, and how do we know?",
        by="Ada",
        at=east("2025-06-23 11:00"),
        answer="150 of 320 servers have a sighting of some kind; 162 were imported and never sighted, 8 not declared.",
        answered_at=east("2026-02-26 16:05"),
    ),
    Question(
        text="Who paid for the orders, and are the payers parties to them?",
        by="Ben",
        at=east("2025-10-15 15:00"),
        answer="E06 and E07, not parties, paid USD 91.4m of USD 122.8m in 8 of 11 payments.",
        answered_at=east("2025-10-16 11:00"),
    ),
    Question(
        text="Were the 72 packages of 2 August 2025 parts or complete servers?",
        by="Ben",
        at=east("2025-08-12 16:00"),
        answer="Very likely complete servers: 190.3 kg a package, a bare chassis weighs about 35 kg.",
        answered_at=east("2025-08-20 10:00"),
    ),
    Question(text="What did the integrator know before it shipped?", by="Ada", at=east("2025-08-05 09:30")),
)

TASKS = (
    Task(
        title="Ask the maker for ship list and firmware check-ins",
        owner="Ben",
        due_on=date(2025, 6, 30),
        at=east("2025-06-23 11:20"),
        proof="X-06 received; check-ins promised for October",
        done_at=east("2025-06-24 17:00"),
    ),
    Task(
        title="Compare EUC-1 and EUC-2 with purchase orders, EEI and air waybills, field by field",
        owner="Ben",
        due_on=date(2025, 7, 11),
        at=east("2025-07-02 16:30"),
        proof="Note of 10 July 2025: signature images are identical to the pixel",
        done_at=east("2025-07-10 14:00"),
    ),
    Task(
        title="Have the export entry of 2 August translated under oath",
        owner="Fay",
        due_on=date(2025, 8, 20),
        at=east("2025-08-12 16:20"),
        proof="X-05.3 is back with the original",
        done_at=east("2025-08-15 11:45"),
    ),
    Task(
        title="Obtain the originator's consent for X-05",
        owner="Ada",
        due_on=date(2026, 3, 31),
        at=east("2025-08-12 16:25"),
    ),
    Task(
        title="Ask E03, E06 and E08 for their response before the dossier is released",
        owner="Ada",
        due_on=date(2026, 3, 16),
        at=east("2026-02-16 09:00"),
    ),
    Task(
        title="Ask for an end-use check of the 162 imported servers without a sighting",
        owner="Ben",
        due_on=date(2026, 4, 15),
        at=east("2026-02-26 16:30"),
    ),
)

DEADLINES = (
    Deadline(
        kind="limitation",
        title="Limitation of a violation on 2 August 2025",
        legal_basis="28 USC 2462, five years from each violation",
        rule="ear-limitation",
        counted_from=date(2025, 8, 2),
        amount=5,
        unit="years",
        due_on=date(2030, 8, 2),
        by="Hal",
        at=east("2025-08-13 09:00"),
    ),
    Deadline(
        kind="retention",
        title="Retention of the records of the export of 2 August 2025",
        legal_basis="15 CFR 762.6, five years; a hold overrides",
        rule="ear-retention",
        counted_from=date(2025, 8, 2),
        amount=5,
        unit="years",
        due_on=date(2030, 8, 2),
        by="Hal",
        at=east("2025-08-13 09:05"),
    ),
    Deadline(
        kind="internal",
        title="Named parties' responses to the draft dossier",
        legal_basis="House rule: fourteen days to respond",
        counted_from=date(2026, 3, 2),
        amount=14,
        unit="days",
        due_on=date(2026, 3, 16),
        by="Ada",
        at=east("2026-03-02 09:10"),
    ),
)
