"""Words for what browsers say of themselves: `{% load accounts %}`."""

from django import template

register = template.Library()

BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iOS",
    "iPad": "iOS",
    "Mac OS": "macOS",
    "Linux": "Linux",
}
LONGEST = 60


@register.filter
def browser(user_agent: str) -> str:
    """Browser and system, as far as they tell; the beginning of what others say. A hint, never a proof."""
    name = next((word for mark, word in BROWSERS.items() if mark in user_agent), "")
    system = next((word for mark, word in SYSTEMS.items() if mark in user_agent), "")
    return " on ".join(filter(None, (name, system))) or user_agent[:LONGEST] or "not told"
