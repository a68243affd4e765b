"""Hostile and ordinary files, made on the spot; each function writes one and returns its path."""

import io
import random
import struct
import tarfile
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pillow_heif
from extract_msg.ole_writer import OleWriter
from PIL import Image, ImageCms, ImageDraw, ImageFont
from reportlab.pdfgen import canvas

MIB = 1024 * 1024


def write(folder: Path, name: str, *, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def picture(*, size: tuple[int, int] = (640, 480), mode: str = "RGB") -> Image.Image:
    """Not one colour, so that it does not compress to nothing."""
    shades = Image.radial_gradient("L").resize(size)
    return shades.convert(mode)


def saved(image: Image.Image, *, format: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, format=format, **options)
    return target.getvalue()


def pdf(*pages: str) -> bytes:
    target = io.BytesIO()
    sheet = canvas.Canvas(target)
    for text in pages:
        for number, line in enumerate(text.splitlines()):
            sheet.drawString(72, 760 - 14 * number, line)
        sheet.showPage()
    sheet.save()
    return target.getvalue()


def scanned_pdf(text: str) -> bytes:
    return saved(lettering(text), format="PDF", resolution=150)


def lettering(text: str) -> Image.Image:
    image = Image.new("RGB", (1000, 300), "white")
    ImageDraw.Draw(image).text((60, 100), text, fill="black", font=ImageFont.load_default(size=64))
    return image


def encrypted_pdf() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("secret"))) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return target.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG whose rows are all zero: 900 megapixels in about a hundred kilobytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def tiff_of(frames: int) -> bytes:
    frame = Image.new("L", (8, 8), 128)
    return saved(frame, format="TIFF", save_all=True, append_images=[frame] * (frames - 1))


def photograph_with_place() -> bytes:
    """Taken lying on its side, in Singapore."""
    exif = Image.Exif()
    exif[0x0112] = 6  # shown upright after a quarter turn
    exif[0x010F] = "Maker"
    gps = exif.get_ifd(0x8825)
    gps |= {1: "N", 2: (1.0, 17.0, 24.0), 3: "E", 4: (103.0, 51.0, 0.0)}
    return saved(picture(size=(400, 200)), format="JPEG", exif=exif)


def cmyk_jpeg() -> bytes:
    return saved(picture(mode="CMYK"), format="JPEG")


def deep_png() -> bytes:
    """Sixteen bits a channel, half grey."""
    return saved(Image.new("I;16", (100, 100), 0x8000), format="PNG")


def profiled_jpeg() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return saved(picture(), format="JPEG", icc_profile=profile)


def heic() -> bytes:
    target = io.BytesIO()
    pillow_heif.from_pillow(picture(size=(320, 240))).save(target, quality=50)
    return target.getvalue()


def zipped(members: dict[str, bytes], *, links: dict[str, str] | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        for name, leads_to in (links or {}).items():
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o120777 << 16
            archive.writestr(info, leads_to)
    return target.getvalue()


def flat_bomb() -> bytes:
    return zipped({"zeros.bin": bytes(40 * MIB)})


def nested_bomb() -> bytes:
    """No single level is over the ratio; the levels together are."""
    inner = zipped({f"{number}.bin": bytes(8 * MIB) for number in range(4)})
    return zipped({f"{number}.zip": inner for number in range(4)})


def encrypted_zip() -> bytes:
    """The flag alone decides, as it does for every program that opens the file."""
    content = bytearray(zipped({"secret.txt": b"secret"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def tarred(members: dict[str, bytes], *, mode: str = "w:gz") -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return target.getvalue()


def tar_with_specials() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, kind in (("way", tarfile.SYMTYPE), ("pipe", tarfile.FIFOTYPE), ("d", tarfile.DIRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/shadow" if kind == tarfile.SYMTYPE else ""
            archive.addfile(info)
    return target.getvalue()


def nested_xml(levels: int) -> bytes:
    return b"<?xml version='1.0'?>" + b"<a>" * levels + b"deep" + b"</a>" * levels


def billion_laughs() -> bytes:
    entities = ["<!ENTITY lol0 'lol'>"]
    entities += [f"<!ENTITY lol{n} '{f'&lol{n - 1};' * 10}'>" for n in range(1, 10)]
    return f"<?xml version='1.0'?><!DOCTYPE lolz [{''.join(entities)}]><lolz>&lol9;</lolz>".encode()


def document() -> bytes:
    target = io.BytesIO()
    paper = docx.Document()
    paper.core_properties.author = "Freight desk"
    for number in range(1, 4):
        paper.add_paragraph(f"Paragraph {number} on the consignment")
    paper.add_table(rows=1, cols=1).cell(0, 0).text = "In a table"
    paper.save(target)
    return target.getvalue()


def workbook() -> bytes:
    target = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Packing list"
    for number in range(1, 251):
        sheet.append([f"SN-{number:04d}", number, "H100"])
    hidden = book.create_sheet("Real prices")
    hidden.append(["unit price", 41500])
    hidden.sheet_state = "hidden"
    book.save(target)
    return target.getvalue()


def sparse_workbook() -> bytes:
    """Two cells at opposite corners: a reader that fills the space between needs seventeen thousand million cells."""
    target = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = book.active["XFD1048576"] = "x"
    book.save(target)
    return target.getvalue()


def mail() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "sales@forwarder.example"
    message["To"] = "desk@buyer.example"
    message["Subject"] = "Re: delivery of 64 units, 交货"
    message["Date"] = "Mon, 03 Mar 2025 10:00:00 +0800"
    message.set_content("Please relabel the crates.\nThank you.")
    message.add_alternative("<html><body><p>Please <b>relabel</b> the crates.</p></body></html>", subtype="html")
    message.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="../invoice.pdf")
    return message


def outlook_message() -> bytes:
    """The smallest message that Outlook's format allows: properties, subject, body, sender."""
    return _ole(_outlook({"1000001F": "The consignee changes today.".encode("utf-16-le")}))


def outlook_message_with_attachment() -> bytes:
    """A page instead of a plain body, and a file whose name reads backwards."""
    writer = _outlook({"10130102": b"<html><body><p>The consignee changes on Friday.</p></body></html>"})
    folder = "__attach_version1.0_#00000000"
    writer.addEntry(folder, storage=True)
    method = struct.pack("<IIQ", 0x37050003, 6, 1)  # PidTagAttachMethod: by value
    writer.addEntry([folder, "__properties_version1.0"], bytes(8) + method)
    writer.addEntry([folder, "__substg1.0_3707001F"], "\u202efdp.exe".encode("utf-16-le"))
    writer.addEntry([folder, "__substg1.0_37010102"], b"MZ")
    return _ole(writer)


def _outlook(body: dict[str, bytes]) -> OleWriter:
    writer = OleWriter()
    writer.addEntry("__properties_version1.0", bytes(32))
    writer.addEntry("__nameid_version1.0", storage=True)
    for stream in ("00020102", "00030102", "00040102"):
        writer.addEntry(["__nameid_version1.0", f"__substg1.0_{stream}"], b"")
    texts = {"001A001F": "IPM.Note", "0037001F": "Change of consignee", "0C1A001F": "Lin Wei"}
    encoded = {tag: text.encode("utf-16-le") for tag, text in texts.items()}
    for tag, content in (encoded | body).items():
        writer.addEntry(f"__substg1.0_{tag}", content)
    return writer


def _ole(writer: OleWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


NOISE = random.Random(17).randbytes(4000)
PAGE = """<!doctype html><html><head><title>Offer 17</title><style>p{}</style><script>steal()</script></head>
<body><p>In stock: <b>B200</b></p><a href="https://shop.example/b200">order</a></body></html>"""
