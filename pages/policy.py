"""Headers that limit what a browser does with our pages; `config/settings.py` imports them.

The same policy stands on every page, in development too. Scripts run by nonce alone; styles, images, fonts and
connections come from this host; forms may also end at the files host, to which a download is redirected.

The referrer is told to this host alone: under `no-referrer` browsers send `Origin: null` with every plain form,
and the check of origins would refuse it.
"""

from csp.constants import NONCE, NONE, SELF

REPORT_PATH = "/csp-report"
REPORTING_ENDPOINTS = f'csp="{REPORT_PATH}"'

ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

_POWERS = [
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "usb",
]
PERMISSIONS_POLICY: dict[str, list[str]] = {name: [] for name in _POWERS}


def content_security_policy(*, files_host: str) -> dict[str, object]:
    """django-csp's setting; `files_host` (name and port) serves originals and nothing else."""
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [NONCE],
            "style-src": [SELF],
            "img-src": [SELF],
            "font-src": [SELF],
            "connect-src": [SELF],
            "form-action": [SELF, *filter(None, [files_host])],
            "base-uri": [NONE],
            "object-src": [NONE],
            "frame-ancestors": [NONE],
            "require-trusted-types-for": ["'script'"],
            "trusted-types": ["htmx"],
            "report-uri": [REPORT_PATH],
            "report-to": ["csp"],
        }
    }
