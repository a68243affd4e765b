"""What the interface itself refuses, before a room is asked."""

from rest_framework import status
from rest_framework.exceptions import APIException


class KeyMalformed(APIException):
    """A command came with a key that is none."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_detail = "An Idempotency-Key is 1 to 200 visible ASCII characters, such as a UUID; or leave it out."
    default_code = "key_malformed"


class VersionStale(APIException):
    """The version in If-Match cannot be the present one."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = 'If-Match takes one ETag as it was read, such as "3"; or leave it out.'
    default_code = "version_stale"


class OutOfScope(APIException):
    """The token was not given this scope."""

    status_code = status.HTTP_403_FORBIDDEN
    default_detail = "This token does not reach that far."
    default_code = "out_of_scope"


class UnknownParameter(APIException):
    """The address carries a parameter that nobody reads."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_detail = "There is no such parameter."
    default_code = "unknown_parameter"


class TooLarge(APIException):
    """The body is larger than this address takes."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = "A body has up to 4 MB, an exhibit sent at once up to 100 MB. Send larger files in parts."
    default_code = "too_large"


class NotIndexedYet(APIException):
    """The index is behind what the caller has written."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = "The index is still behind. Ask again shortly."
    default_code = "not_indexed_yet"
    wait = 1
