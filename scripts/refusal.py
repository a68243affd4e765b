"""Why a start is refused, in one sentence for the person at the terminal."""


class CannotStart(Exception):
    """The machine lacks something that these scripts cannot bring."""
