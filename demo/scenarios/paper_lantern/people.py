"""The people of the demo: the roles they have everywhere, their clearance, and what they are meant to see."""

from dataclasses import dataclass

from demo.scenarios.shapes import Member, Person


@dataclass(frozen=True, kw_only=True)
class Sees:
    """What one person sees of four things, in the words of the demo's table."""

    person: str
    main_case: str
    tip_material: str
    source_identity: str
    disclosure_case: str
    smaller_cases: str


def _person(name: str, title: str, *, roles: str = "", clearance: str) -> Person:
    return Person(name=name, title=title, roles=tuple(roles.split()), clearance=f"TLP:{clearance}")


PEOPLE = (
    _person("Ada", "Lead investigator", roles="investigator", clearance="RED"),
    _person("Ben", "Analyst", roles="investigator", clearance="RED"),
    _person("Cyd", "Investigator in another office", roles="investigator", clearance="AMBER"),
    _person("Dee", "Reviewer", roles="investigator", clearance="RED"),
    _person("Eve", "Approver", roles="investigator", clearance="RED"),
    _person("Fay", "Evidence custodian", roles="investigator", clearance="AMBER+STRICT"),
    _person("Gil", "Source handler", roles="investigator", clearance="RED"),
    _person("Hal", "Counsel", roles="investigator", clearance="AMBER+STRICT"),
    _person("Ida", "Auditor", roles="auditor", clearance="AMBER+STRICT"),
    _person("Jon", "Intake officer", roles="intake_officer", clearance="RED"),
    _person("Kim", "Partner agency", roles="", clearance="GREEN"),
    _person("Lou", "Administrator", roles="administrator", clearance="CLEAR"),
)

TEAM = (
    Member(person="Ada", role="lead"),
    Member(person="Ben", role="analyst"),
    Member(person="Dee", role="reviewer"),
    Member(person="Eve", role="approver"),
    Member(person="Fay", role="custodian"),
    Member(person="Gil", role="source_handler"),
    Member(person="Hal", role="counsel"),
    Member(person="Kim", role="partner"),
)
SMALLER_TEAM = (
    Member(person="Ada", role="lead"),
    Member(person="Ben", role="analyst"),
    Member(person="Dee", role="reviewer"),
    Member(person="Hal", role="counsel"),
)

TIP_READERS = ("Ada", "Ben", "Dee", "Eve", "Gil")
FIRST_TIP_READERS = (*TIP_READERS, "Jon")
MASKED_NOTICE = "A match exists in a restricted case: ask counsel"

_ACCESS = """
Ada | all | yes | no | masked notice | yes
Ben | all | yes | no | masked notice | yes
Dee | all, no edits | yes | no | masked notice | yes
Eve | dossiers and exhibits | yes | no | masked notice | no
Fay | exhibits, custody | metadata only | no | nothing | no
Gil | tips, sources, X-11 | yes | yes, with a reason; Ada is told | nothing | no
Hal | all | no | no | all | yes
Ida | logs | no | no (sees that Gil read it) | logs | logs
Jon | tip register | .1 only | no | nothing | no
Kim | released items only | no | no | nothing | no
Lou | no content | no | no | nothing | no
Cyd | 404 | 404 | 404 | 404 | 404
"""


def _sees(line: str) -> Sees:
    person, main, tip, source, disclosure, smaller = (cell.strip() for cell in line.split("|"))
    return Sees(
        person=person,
        main_case=main,
        tip_material=tip,
        source_identity=source,
        disclosure_case=disclosure,
        smaller_cases=smaller,
    )


ACCESS = tuple(_sees(line) for line in _ACCESS.strip().splitlines())
