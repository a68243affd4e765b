"""The tip as a mail and the chat export (X-11.1, X-11.2)."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

TIP_TEXT = """\
To whom it may concern,

I will not give my name. I see what happens in the bonded unit 14-C at Port Klang.

Server crates marked HSW come in by road from a data centre in Johor. At night they are opened,
the machines are put on plain pallets and into cartons that say CHASSIS PARTS, and the papers are
for Hong Kong. I have seen this twice in June. I was told that more will come in the summer and
that the labels stay behind.

The servers were sold to a cloud company in Singapore. The paper trail is in order, that is the
point of it: look at who paid.

I can send more, but not by this way.
"""


@dataclass(frozen=True)
class Line:
    """One message of the chat."""

    at: str
    sender: str
    text: str


CHAT = (
    Line("2025-01-20 17:02", "Ottoline F.", "POs 2 to 4 are in, thank you Marcus. 240 units."),
    Line("2025-01-20 17:05", "Marcus T-L", "Payment will come in parts, some from a sister company."),
    Line("2025-01-20 17:31", "Ottoline F.", "Compliance asks for a new end-user certificate."),
    Line("2025-01-21 09:12", "Marcus T-L", "Same wording as last time?"),
    Line("2025-01-21 09:14", "Marcus T-L", "They also asked which tenant."),
    Line("2025-01-21 09:20", "Ottoline F.", "keep end user line as agreed"),
    Line("2025-01-21 09:21", "Marcus T-L", "ok"),
    Line("2025-01-22 11:48", "Marcus T-L", "Signed, scan attached."),
)
NOTE = (
    "Note that came with the export, 29 July 2025: the photograph is from tonight, a little after two. "
    "Ms Varga-Chong of the forwarder was there and told them what to take off the pallets. "
    "The ledger page is from an office in Hong Kong; I do not know who wrote it."
)
STYLE = (
    "body{font:15px/1.45 sans-serif;max-width:46em;margin:2em auto;background:#e9eef0;color:#17212b}"
    ".m{background:#fff;border-radius:8px;padding:.5em .8em;margin:.5em 0;max-width:32em}"
    ".a{margin-left:auto;background:#dcf3d7}.t{color:#5d6a75;font-size:12px}"
)


def make_tip() -> bytes:
    """The mail as the tip line received it."""
    mail = EmailMessage(policy=SMTP)
    mail["Return-Path"] = "<>"
    mail["Received"] = (
        "from relay.nightpost.example (relay.nightpost.example [198.51.100.77]) by mx.exports.example; "
        "Thu, 19 Jun 2025 08:47:12 +0800"
    )
    mail["From"] = "no name <q7c41@nightpost.example>"
    mail["To"] = "tips@exports.example"
    mail["Subject"] = "server crates, port klang, bonded unit 14-C"
    mail["Date"] = "Thu, 19 Jun 2025 08:47:05 +0800"
    mail["Message-ID"] = "<20250619004705.q7c41@nightpost.example>"
    mail.set_content(TIP_TEXT)
    return mail.as_bytes()


def make_chat() -> bytes:
    """The export as one HTML page that refers to the two photographs beside it."""
    lines = "\n".join(
        f'<div class="m{" a" if line.sender.startswith("Marcus") else ""}" id="message-{number}">'
        f'<div class="t">{number} · {line.at} (+08:00) · {escape(line.sender)}</div>{escape(line.text)}</div>'
        for number, line in enumerate(CHAT, start=1)
    )
    media = "\n".join(
        f'<figure class="m"><img src="{name}" alt="{alt}" width="420"><figcaption>{name}</figcaption></figure>'
        for name, alt in (("media-0729.jpg", "crates and cartons"), ("media-ledger.jpg", "a ledger page"))
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Chat export</title>'
        f"<style>{STYLE}</style></head>\n<body>\n<h1>Chat with Ottoline F. and Marcus T-L</h1>\n{lines}\n"
        f'<h2 id="note">Note of 29 July</h2>\n<p>{escape(NOTE)}</p>\n{media}\n</body>\n</html>\n'
    ).encode()
