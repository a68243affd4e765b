"""Kinds of entities and their properties, under the names of FollowTheMoney where it has one."""

from dataclasses import dataclass
from enum import StrEnum

from entities.domain.identifier_kinds import IdentifierKind as Id
from ledger.domain.errors import BadInput


class UnknownKind(BadInput):
    """There is no such kind of entity."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"“{kind[:60]}” is no kind of entity. Kinds are: {', '.join(KINDS)}.", field="kind")


class UnknownProperty(BadInput):
    """The kind has no such property."""

    def __init__(self, kind: str, name: str) -> None:
        known = ", ".join(KINDS[kind].property_names)
        super().__init__(f"{kind} has no property “{name[:60]}”. It has: {known}.", field="property")


class PropertyType(StrEnum):
    """How the text of a value is read."""

    TEXT = "text"
    NAME = "name"
    ADDRESS = "address"
    IDENTIFIER = "identifier"
    DATE = "date"  # 2025, 2025-03 or 2025-03-14
    COUNTRY = "country"  # ISO 3166-1, two capital letters
    AMOUNT = "amount"  # USD 122800000.00
    NUMBER = "number"  # decimal point, no separators; the unit stands in the label
    URL = "url"
    ENTITY = "entity"  # id of another entity of the case
    COORDINATES = "coordinates"  # 1.50 N 103.70 E, or 1.50, 103.70


@dataclass(frozen=True, kw_only=True)
class Property:
    """One property; a property that is not multiple still takes contradicting statements."""

    name: str
    label: str
    type: PropertyType = PropertyType.TEXT
    identifier_kind: Id | None = None
    is_multiple: bool = True
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of entity."""

    name: str
    label: str
    is_followthemoney: bool
    properties: tuple[Property, ...]

    @property
    def property_names(self) -> tuple[str, ...]:
        """Names in the order of the form."""
        return tuple(one.name for one in self.properties)


def _text(name: str, label: str, *, about: str = "") -> Property:
    return Property(name=name, label=label, description=about)


def _one(name: str, label: str, *, type: PropertyType, about: str = "") -> Property:
    return Property(name=name, label=label, type=type, is_multiple=False, description=about)


def _many(name: str, label: str, *, type: PropertyType, about: str = "") -> Property:
    return Property(name=name, label=label, type=type, description=about)


def _id(name: str, label: str, *, kind: Id, about: str = "") -> Property:
    return Property(name=name, label=label, type=PropertyType.IDENTIFIER, identifier_kind=kind, description=about)


_T = PropertyType
_THING = (
    _many("name", "Name", type=_T.NAME, about="One statement for each script and spelling"),
    _many("alias", "Other name", type=_T.NAME, about="Trade name, abbreviation, nickname"),
    _many("previousName", "Former name", type=_T.NAME),
    _many("country", "Country", type=_T.COUNTRY),
    _many("address", "Address", type=_T.ADDRESS, about="As written, in one line"),
    _text("summary", "Summary"),
    _text("notes", "Notes"),
    _many("sourceUrl", "Source on the web", type=_T.URL),
)
_REACH = (
    _id("email", "E-mail", kind=Id.EMAIL),
    _id("phone", "Telephone", kind=Id.PHONE, about="With the country code, such as +65 6000 0000"),
    _many("website", "Website", type=_T.URL),
    _id("domain", "Domain", kind=Id.DOMAIN),
    _id("ipAddress", "IP address", kind=Id.IP),
)
_LEGAL = (
    *_THING,
    *_REACH,
    _one(
        "jurisdiction", "Jurisdiction", type=_T.COUNTRY, about="Whose law it was formed under; company numbers need it"
    ),
    _one("incorporationDate", "Incorporated", type=_T.DATE),
    _one("dissolutionDate", "Dissolved", type=_T.DATE),
    _text("legalForm", "Legal form"),
    _text("status", "Status in the register"),
    _text("sector", "Sector", about="Activity code with its scheme, such as SSIC 62011"),
    _id("registrationNumber", "Company number", kind=Id.COMPANY_NUMBER, about="Matches only with a jurisdiction"),
    _id("taxNumber", "Tax number", kind=Id.TAX_NUMBER, about="Matches only with a jurisdiction"),
    _id("leiCode", "LEI", kind=Id.LEI),
    _id("swiftBic", "BIC", kind=Id.BIC),
    _id("uscCode", "Unified social credit code (CN)", kind=Id.USCC),
    _id("uen", "UEN (SG)", kind=Id.UEN),
    _id("ssm", "SSM number (MY)", kind=Id.SSM),
    _id("hkCr", "CR number (HK)", kind=Id.HK_CR),
    _id("hkBr", "BR number (HK)", kind=Id.HK_BR),
    _id("cin", "CIN (IN)", kind=Id.CIN),
    _id("ein", "EIN (US)", kind=Id.EIN),
    _id("licenseNumber", "Licence number", kind=Id.LICENCE),
    _id("iban", "IBAN", kind=Id.IBAN, about="An account said to be its own; a BankAccount says more"),
)
_PERSON = (
    *_THING,
    *_REACH,
    _one("birthDate", "Born", type=_T.DATE),
    _text("birthPlace", "Place of birth"),
    _one("deathDate", "Died", type=_T.DATE),
    _many("nationality", "Nationality", type=_T.COUNTRY),
    _text("position", "Position"),
    _text("title", "Title"),
    _id("passportNumber", "Passport", kind=Id.PERSONAL_NUMBER, about="Matches only with a jurisdiction"),
    _id("idNumber", "Identity number", kind=Id.PERSONAL_NUMBER, about="Matches only with a jurisdiction"),
    _one("jurisdiction", "Issuer of the numbers", type=_T.COUNTRY),
)
_PLACE = (
    _one("coordinates", "Coordinates", type=_T.COORDINATES, about="1.50 N 103.70 E"),
    _one("operator", "Operator", type=_T.ENTITY),
)
_PAPER = (
    *_THING,
    _text("title", "Title"),
    _one("date", "Date of the document", type=_T.DATE),
    _text("author", "Author"),
    _text("language", "Language"),
    _id("referenceNumber", "Number of the document", kind=Id.REFERENCE, about="Order, invoice, entry or file number"),
    _id("airWaybill", "Air waybill", kind=Id.AWB),
    _id("containerNumber", "Container", kind=Id.CONTAINER),
    _id("itn", "ITN", kind=Id.ITN),
    _id("serialNumber", "Serial number", kind=Id.SERIAL),
)
_DEAL = (
    *_THING,
    _text("title", "Title"),
    _one("date", "Date", type=_T.DATE),
    _one("amount", "Amount", type=_T.AMOUNT, about="USD 122800000.00"),
    _id("referenceNumber", "Number", kind=Id.REFERENCE),
)


def _ftm(name: str, label: str, *properties: Property) -> Kind:
    return Kind(name=name, label=label, is_followthemoney=True, properties=properties)


def _own(name: str, label: str, *properties: Property) -> Kind:
    return Kind(name=name, label=label, is_followthemoney=False, properties=properties)


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        _ftm("Person", "Person", *_PERSON),
        _ftm("Company", "Company", *_LEGAL),
        _ftm("Organization", "Organisation", *_LEGAL),
        _ftm("PublicBody", "Public body", *_LEGAL),
        _ftm("LegalEntity", "Person or body, not known which", *_LEGAL),
        _ftm(
            "Address",
            "Address",
            *_THING,
            _many("full", "Address in full", type=_T.ADDRESS),
            _text("street", "Street"),
            _text("city", "City"),
            _text("postalCode", "Postal code"),
            *_PLACE,
        ),
        _ftm(
            "Vessel",
            "Vessel",
            *_THING,
            _id("imoNumber", "IMO number", kind=Id.IMO),
            _id("mmsi", "MMSI", kind=Id.REFERENCE),
            _id("callSign", "Call sign", kind=Id.REFERENCE),
            _many("flag", "Flag", type=_T.COUNTRY),
            _one("buildDate", "Built", type=_T.DATE),
        ),
        _ftm(
            "Vehicle",
            "Vehicle",
            *_THING,
            _text("model", "Model"),
            _id("registrationNumber", "Plate", kind=Id.REFERENCE),
        ),
        _ftm(
            "BankAccount",
            "Bank account",
            *_THING,
            _id("iban", "IBAN", kind=Id.IBAN),
            _id("bic", "BIC", kind=Id.BIC),
            _id("accountNumber", "Account number", kind=Id.ACCOUNT_NUMBER, about="Matches only with a jurisdiction"),
            _one("jurisdiction", "Country of the account", type=_T.COUNTRY),
            _text("bankName", "Bank"),
            _one("holder", "Holder", type=_T.ENTITY),
        ),
        _ftm(
            "Payment",
            "Payment",
            *_DEAL,
            _one("payer", "Payer", type=_T.ENTITY),
            _one("beneficiary", "Beneficiary", type=_T.ENTITY),
            _text("purpose", "Purpose", about="Remittance text as written"),
            _id("uetr", "UETR", kind=Id.UETR),
        ),
        _ftm("Contract", "Contract", *_DEAL, _text("type", "Type"), _many("party", "Party", type=_T.ENTITY)),
        _ftm(
            "License",
            "Licence",
            *_DEAL,
            _id("licenseNumber", "Licence number", kind=Id.LICENCE),
            _one("holder", "Holder", type=_T.ENTITY),
            _one("expiryDate", "Expires", type=_T.DATE),
        ),
        _ftm(
            "Sanction", "Listing", *_THING, _text("program", "Programme"), _one("listingDate", "Listed", type=_T.DATE)
        ),
        _ftm("Document", "Document", *_PAPER),
        _ftm("Message", "Message", *_PAPER),
        _ftm(
            "UserAccount", "User account", *_THING, *_REACH, _text("service", "Service"), _text("username", "User name")
        ),
        _ftm(
            "Event",
            "Event",
            *_THING,
            _one("startDate", "Began", type=_T.DATE),
            _one("endDate", "Ended", type=_T.DATE),
            _text("location", "Place"),
        ),
        _ftm(
            "RealEstate", "Real estate", *_THING, _text("propertyType", "Type"), _text("titleNumber", "Title"), *_PLACE
        ),
        _own(
            "Facility",
            "Facility",
            *_THING,
            *_PLACE,
            _one("tenant", "Tenant", type=_T.ENTITY),
            _one("contractedKw", "Contracted power, kW of IT load", type=_T.NUMBER),
            _one("meteredKw", "Metered power, kW on average", type=_T.NUMBER),
            _id("asn", "Autonomous system", kind=Id.ASN),
            _id("ipAddress", "IP address", kind=Id.IP),
        ),
        _own(
            "EndUserStatement",
            "End-user statement",
            *_PAPER,
            _one("signatory", "Signatory", type=_T.ENTITY),
            _one("endUser", "End user named", type=_T.ENTITY),
            _text("claim", "Claim", about="What the paper says will be done with the goods"),
            _one("validUntil", "Valid until", type=_T.DATE),
            _text("templateHash", "SHA-256 of the template"),
            _text("signatureImageHash", "SHA-256 of the image of the signature"),
        ),
        _own(
            "Shipment",
            "Shipment",
            *_PAPER,
            _id("billOfLading", "Bill of lading", kind=Id.REFERENCE),
            _id("sealNumber", "Seal", kind=Id.REFERENCE),
            _one("grossWeightKg", "Gross weight, kg", type=_T.NUMBER),
            _one("packages", "Packages", type=_T.NUMBER),
        ),
    )
}


def kind_of(name: str) -> Kind:
    """The kind of that name.

    Raises:
        UnknownKind: there is none.
    """
    if name not in KINDS:
        raise UnknownKind(name)
    return KINDS[name]


def property_of(kind: str, name: str) -> Property:
    """The property `name` of `kind`.

    Raises:
        UnknownKind: there is no such kind.
        UnknownProperty: the kind has no such property.
    """
    for one in kind_of(kind).properties:
        if one.name == name:
            return one
    raise UnknownProperty(kind, name)
