"""What every template knows without being told: the layout to extend and the frame around the content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localtime

from pages.display import Display, display_of
from pages.moments import zone_name
from pages.navigation import Place, create_menu, rail
from pages.respond import layout_of


class Frame:
    """Read only where the frame is drawn, so that a fragment costs nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def rail(self) -> list[Place]:
        """Entries of the left rail."""
        return rail(self._request)

    @property
    def create(self) -> list[Place]:
        """Entries of the create menu."""
        return create_menu(self._request)

    @property
    def display(self) -> Display:
        """Density, rail and keys."""
        return display_of(self._request)

    @property
    def build(self) -> str:
        """The version that runs, from the setting `BUILD`."""
        return str(getattr(settings, "BUILD", "development"))

    @property
    def zone(self) -> str:
        """The zone in which this page shows times."""
        now = localtime()
        name, short = str(now.tzinfo), zone_name(now)
        return name if name == short else f"{name} ({short})"

    @property
    def home(self) -> str:
        """Address behind the product's name."""
        return str(settings.LOGIN_REDIRECT_URL)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor."""
    return {
        "layout": layout_of(request),
        "frame": SimpleLazyObject(lambda: Frame(request)),
        "request_id": getattr(request, "request_id", ""),
    }
