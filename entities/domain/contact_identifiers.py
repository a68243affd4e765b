"""Telephone numbers, mail addresses and names of the Internet, read without asking any service."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import phonenumbers

# Shared by millions: no sign of a common hand.
PUBLIC_MAIL = frozenset(
    {
        "126.com",
        "139.com",
        "163.com",
        "aol.com",
        "foxmail.com",
        "gmail.com",
        "gmx.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hotmail.com",
        "icloud.com",
        "live.com",
        "mail.com",
        "mail.ru",
        "me.com",
        "msn.com",
        "naver.com",
        "outlook.com",
        "pm.me",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "sina.cn",
        "sina.com",
        "sohu.com",
        "tutanota.com",
        "yahoo.com",
        "yandex.com",
        "yandex.ru",
        "yeah.net",
        "ymail.com",
        "zoho.com",
    }
)
# RFC 1122, 1918, 3927, 4193, 4291, 6598: the same number in every second office.
LOCAL_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.168.0.0/16", "::/127", "fc00::/7", "fe80::/10",
    )
)  # fmt: skip
HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
LONGEST_HOST = 253


@dataclass(frozen=True, kw_only=True)
class Read:
    """What was understood; without a key it matches nothing."""

    normalised: str
    is_valid: bool | None = None
    note: str = ""
    key: str = ""


def read_phone(text: str, jurisdiction: str | None) -> Read:
    """E.164. A number in a range that nobody assigned keeps its key: it may be false on purpose."""
    region = (jurisdiction or "")[:2].upper() or None
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return Read(
            normalised=text, is_valid=False, note="No telephone number with a country code, such as +65 6000 0000."
        )
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    is_assigned = phonenumbers.is_valid_number(number)
    note = "" if is_assigned else "No such range of numbers is known to be assigned."
    return Read(normalised=written, is_valid=True if is_assigned else None, note=note, key=written)


def read_email(text: str, jurisdiction: str | None) -> Read:
    """The address in lower case, its domain in ASCII."""
    local, _, host = text.removeprefix("mailto:").casefold().rpartition("@")
    domain = _ascii_host(host)
    if not domain or not local or any(sign.isspace() for sign in local):
        return Read(normalised=text, is_valid=False, note="No e-mail address, such as name@company.example.")
    return Read(normalised=f"{local}@{domain}", is_valid=True, key=f"{local}@{domain}")


def read_domain(text: str, jurisdiction: str | None) -> Read:
    """The host in lower case ASCII without `www`. Domains of public mail services have no key."""
    domain = _ascii_host(text.casefold()).removeprefix("www.")
    if not domain:
        return Read(normalised=text, is_valid=False, note="No domain name, such as company.example.")
    if domain in PUBLIC_MAIL:
        return Read(normalised=domain, is_valid=True, note="A public mail service: it says nothing about its users.")
    return Read(normalised=domain, is_valid=True, key=domain)


def read_url(text: str, jurisdiction: str | None) -> Read:
    """The address as written; scheme and host in lower case."""
    host = host_of(text)
    if not host:
        return Read(normalised=text, is_valid=False, note="No web address, such as https://company.example/page.")
    scheme, rest = text.split("://", 1) if "://" in text else ("https", text)
    written = f"{scheme.lower()}://{host}{_after_host(rest)}"
    return Read(normalised=written, is_valid=True, key=written)


def read_ip(text: str, jurisdiction: str | None) -> Read:
    """An IPv4 or IPv6 address in its shortest form. Addresses inside a local network have no key."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return Read(normalised=text, is_valid=False, note="No IP address, such as 192.0.2.7.")
    if any(address in network for network in LOCAL_NETWORKS):
        return Read(normalised=str(address), is_valid=True, note="An address inside a local network: many share it.")
    return Read(normalised=str(address), is_valid=True, key=str(address))


def read_asn(text: str, jurisdiction: str | None) -> Read:
    """`AS` and the number."""
    found = re.fullmatch(r"(?:ASN?)?\s*([0-9]{1,10})", text.upper())
    if not found or int(found[1]) >= 2**32:
        return Read(normalised=text, is_valid=False, note="No autonomous system number, such as AS64500.")
    return Read(normalised=f"AS{int(found[1])}", is_valid=True, key=f"AS{int(found[1])}")


def host_of(url: str) -> str:
    """Host of a web address in lower case ASCII, or "" when there is none."""
    try:
        host = urlsplit(url if "://" in url else f"https://{url}").hostname
    except ValueError:
        return ""
    return _ascii_host(host or "")


def _after_host(rest: str) -> str:
    """Everything from the first slash, question mark or hash; a bare slash at the end is dropped."""
    tail = re.search(r"[/?#].*", rest, re.DOTALL)
    return tail[0].rstrip("/") if tail else ""


def _ascii_host(host: str) -> str:
    if len(host) > LONGEST_HOST:
        return ""
    try:
        written = host.strip().rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    return written if HOST.fullmatch(written) else ""
