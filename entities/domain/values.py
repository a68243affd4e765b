"""Values of properties: kept as written, held to the shape of their type. Identifiers have no shape to hold."""

import re
from decimal import Decimal
from uuid import UUID

from cases.domain.text import required
from entities.domain.kinds import Property, PropertyType
from entities.domain.validity import partial_date
from ledger.domain.errors import BadInput

_COUNTRY = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
_AMOUNT = re.compile(r"[A-Z]{3} [0-9]{1,15}(\.[0-9]{1,4})?")
_COORDINATES = re.compile(r"(-?\d{1,3}(?:\.\d{1,8})?)\s*([NS]?)[,\s]\s*(-?\d{1,3}(?:\.\d{1,8})?)\s*([EW]?)", re.ASCII)


def checked_value(asked: Property, text: str) -> str:
    """The value as written, without blanks at its ends.

    Raises:
        BadInput: it is empty, too long, or has not the shape of the property's type.
    """
    value = required(text, field="value")
    match asked.type:
        case PropertyType.DATE:
            partial_date(value, field="value")
        case PropertyType.COUNTRY:
            _require(_COUNTRY.fullmatch(value), "Give a country by its two capital letters, such as SG.")
        case PropertyType.NUMBER:
            _require(_NUMBER.fullmatch(value), "Give a number such as 2000 or 13.7, without separators or unit.")
        case PropertyType.AMOUNT:
            _require(_AMOUNT.fullmatch(value), "Give an amount such as USD 122800000.00.")
        case PropertyType.COORDINATES:
            coordinates_of(value)
        case PropertyType.ENTITY:
            _require(_is_uuid(value), "Choose an entity of this case.")
        case _:
            pass
    return value


def coordinates_of(text: str) -> tuple[Decimal, Decimal]:
    """Latitude and longitude in degrees, north and east positive.

    Raises:
        BadInput: it is not like `1.50 N 103.70 E` or `1.50, 103.70`, or lies outside the globe.
    """
    found = _COORDINATES.fullmatch(text.strip())
    if not found:
        raise BadInput("Give coordinates such as 1.50 N 103.70 E or 1.50, 103.70.", field="value")
    latitude = Decimal(found[1]) * (-1 if found[2] == "S" else 1)
    longitude = Decimal(found[3]) * (-1 if found[4] == "W" else 1)
    _require(abs(latitude) <= 90 and abs(longitude) <= 180, "These coordinates lie outside the globe.")
    return latitude, longitude


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _require(is_met: object, sentence: str) -> None:
    if not is_met:
        raise BadInput(sentence, field="value")
