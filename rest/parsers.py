"""Bodies."""

from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class Json(JSONParser):
    """JSON of any depth that Python can read; a deeper one is refused like any other that is none."""

    def parse(self, stream: IO[Any], *of_request: Any, **named: Any) -> Any:
        """The value of a body."""
        try:
            return super().parse(stream, *of_request, **named)
        except RecursionError as error:
            raise ParseError("This JSON is nested too deeply.") from error
