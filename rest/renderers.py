"""Answers that are files, for callers who say so; their refusals stay JSON."""

from rest_framework.renderers import JSONRenderer


class Octets(JSONRenderer):
    """Bytes as they are."""

    media_type = "application/octet-stream"
    format = "bin"


class Pdf(JSONRenderer):
    """A PDF."""

    media_type = "application/pdf"
    format = "pdf"
