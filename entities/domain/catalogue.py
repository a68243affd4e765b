"""The kinds of links, how they read in both directions, and what can be said with each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from entities.domain.link_properties import LinkProperty as P
from entities.domain.refusals import DerivedOnly
from ledger.domain.errors import BadInput


class UnknownLinkKind(BadInput):
    """There is no such kind of link."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"“{kind[:60]}” is no kind of link. Kinds are: {', '.join(ASSERTABLE)}.", field="kind")


class LinkKind(StrEnum):
    """What a link says of its source and its target, in this order."""

    OWNS = "owns"
    CONTROLS = "controls"
    DIRECTS = "directs"
    EMPLOYS = "employs"
    NOMINEE_FOR = "nominee_for"
    SOLD_TO = "sold_to"
    ORDERED_BY = "ordered_by"
    PAID = "paid"
    GUARANTEED = "guaranteed"
    SHIPPED_TO = "shipped_to"
    CONSIGNED_TO = "consigned_to"
    NOTIFY = "notify"
    FORWARDED_BY = "forwarded_by"
    STORED_AT = "stored_at"
    INSTALLED_AT = "installed_at"
    OPERATED_BY = "operated_by"
    LEASED_TO = "leased_to"
    SIGNED = "signed"
    REPRESENTED = "represented"
    COMMUNICATED_WITH = "communicated_with"
    CONTAINS = "contains"
    IDENTIFIED_AS = "identified_as"
    LISTED_AS = "listed_as"
    LICENSED_UNDER = "licensed_under"
    MENTIONS = "mentions"
    ASSOCIATED_WITH = "associated_with"
    SHARES_ADDRESS = "shares_address"
    SHARES_PHONE = "shares_phone"
    SHARES_EMAIL = "shares_email"
    SHARES_DOMAIN = "shares_domain"
    SHARES_IP = "shares_ip"


class Chain(StrEnum):
    """Links of one chain can be followed one after the other."""

    OWNERSHIP = "ownership"
    SHIPMENT = "shipment"


@dataclass(frozen=True, kw_only=True)
class LinkSpec:
    """One line of the catalogue."""

    kind: LinkKind
    forward: str  # source - forward - target
    backward: str  # target - backward - source
    followthemoney: str = ""  # schema for interchange, where there is one
    chain: Chain | None = None
    properties: tuple[P, ...] = ()
    is_derived: bool = False

    @property
    def reads_alike(self) -> bool:
        """True when source and target can be exchanged."""
        return self.forward == self.backward


_DEAL = (P.AMOUNT, P.CURRENCY, P.QUANTITY, P.UNIT, P.ITEM, P.REFERENCE)
_MONEY = (P.AMOUNT, P.CURRENCY, P.PAYMENTS, P.REFERENCE, P.PURPOSE)
_GOODS = (
    P.QUANTITY,
    P.UNIT,
    P.ITEM,
    P.HS_CODE,
    P.PACKAGES,
    P.WEIGHT_KG,
    P.AMOUNT,
    P.CURRENCY,
    P.INCOTERM,
    P.REFERENCE,
    P.ROUTE,
)
_STAKE = (P.SHARE_PERCENT, P.ROLE)
_PLACE = (P.QUANTITY, P.UNIT, P.ITEM, P.REFERENCE)
_K, _OWN, _SHIP = LinkKind, Chain.OWNERSHIP, Chain.SHIPMENT


def _line(
    kind: LinkKind, forward: str, *, back: str, ftm: str = "", chain: Chain | None = None, with_: tuple[P, ...] = ()
) -> LinkSpec:
    return LinkSpec(kind=kind, forward=forward, backward=back, followthemoney=ftm, chain=chain, properties=with_)


def _shared(kind: LinkKind, words: str) -> LinkSpec:
    return LinkSpec(kind=kind, forward=words, backward=words, followthemoney="UnknownLink", is_derived=True)


CATALOGUE: Mapping[LinkKind, LinkSpec] = {
    line.kind: line
    for line in (
        _line(_K.OWNS, "owns", back="owned by", ftm="Ownership", chain=_OWN, with_=_STAKE),
        _line(
            _K.CONTROLS,
            "controls",
            back="controlled by",
            ftm="UnknownLink",
            chain=_OWN,
            with_=_STAKE,
        ),
        _line(_K.DIRECTS, "directs", back="directed by", ftm="Directorship", with_=(P.ROLE,)),
        _line(_K.EMPLOYS, "employs", back="employed by", ftm="Employment", with_=(P.ROLE,)),
        _line(_K.NOMINEE_FOR, "nominee for", back="has as nominee", ftm="Representation", with_=_STAKE),
        _line(_K.SOLD_TO, "sold to", back="bought from", chain=_SHIP, with_=_DEAL),
        _line(_K.ORDERED_BY, "ordered by", back="ordered", with_=_DEAL),
        _line(_K.PAID, "paid", back="paid by", ftm="Payment", with_=_MONEY),
        _line(_K.GUARANTEED, "guaranteed", back="guaranteed by", with_=_MONEY),
        _line(_K.SHIPPED_TO, "shipped to", back="received from", chain=_SHIP, with_=_GOODS),
        _line(_K.CONSIGNED_TO, "consigned to", back="consignee of", chain=_SHIP, with_=_GOODS),
        _line(_K.NOTIFY, "notifies", back="notify party of", with_=_GOODS),
        _line(_K.FORWARDED_BY, "forwarded by", back="forwarder for", chain=_SHIP, with_=_GOODS),
        _line(_K.STORED_AT, "stored at", back="stores", chain=_SHIP, with_=_PLACE),
        _line(_K.INSTALLED_AT, "installed at", back="has installed", chain=_SHIP, with_=_PLACE),
        _line(_K.OPERATED_BY, "operated by", back="operates", with_=(P.ROLE,)),
        _line(_K.LEASED_TO, "leased to", back="leases", with_=(P.AMOUNT, P.CURRENCY, P.REFERENCE)),
        _line(_K.SIGNED, "signed", back="signed by", with_=(P.ROLE, P.REFERENCE)),
        _line(_K.REPRESENTED, "represented", back="represented by", ftm="Representation", with_=(P.ROLE,)),
        _line(_K.COMMUNICATED_WITH, "communicated with", back="communicated with", with_=(P.CHANNEL, P.REFERENCE)),
        _line(_K.CONTAINS, "contains", back="contained in", with_=(P.QUANTITY, P.UNIT)),
        _line(_K.IDENTIFIED_AS, "identified as", back="identification of", ftm="Similar", with_=(P.METHOD,)),
        _line(_K.LISTED_AS, "listed as", back="listing of", ftm="Sanction", with_=(P.REFERENCE,)),
        _line(_K.LICENSED_UNDER, "licensed under", back="licence of", ftm="License", with_=(P.REFERENCE,)),
        _line(_K.MENTIONS, "mentions", back="mentioned by", ftm="Mention", with_=(P.REFERENCE,)),
        _line(_K.ASSOCIATED_WITH, "associated with", back="associated with", ftm="UnknownLink", with_=(P.ROLE,)),
        _shared(_K.SHARES_ADDRESS, "shares an address with"),
        _shared(_K.SHARES_PHONE, "shares a telephone number with"),
        _shared(_K.SHARES_EMAIL, "shares an e-mail address with"),
        _shared(_K.SHARES_DOMAIN, "shares a domain with"),
        _shared(_K.SHARES_IP, "shares an IP address with"),
    )
}
ASSERTABLE = tuple(kind.value for kind, line in CATALOGUE.items() if not line.is_derived)


def assertable(kind: str) -> LinkSpec:
    """The line of a kind that people may assert.

    Raises:
        UnknownLinkKind: there is no such kind.
        DerivedOnly: the kind follows from statements.
    """
    if kind not in list(LinkKind):
        raise UnknownLinkKind(kind)
    line = CATALOGUE[LinkKind(kind)]
    if line.is_derived:
        raise DerivedOnly
    return line
