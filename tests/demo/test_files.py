"""The files parse back and say what the data say; two runs give the same bytes."""

import csv
import gzip
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import datetime
from email import policy
from email.parser import BytesParser
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pypdfium2
import pytest
from lxml import etree
from PIL import ExifTags, Image

from demo.files.scans import SIGNATURE_AT, SIGNATURE_SIZE, signature
from demo.scenarios import CASES, PAPER_LANTERN
from demo.scenarios.paper_lantern.orders import ORDERS, PAYMENTS, SHIPMENTS
from demo.scenarios.paper_lantern.photographs import oem_photos
from demo.scenarios.paper_lantern.telemetry import checkins
from demo.scenarios.paper_lantern.units import OEM_VISIT, PSV, Answer, declared_labels, seen, units
from entities.domain.citations import Page, Rows, parse_pin

SIGNATURES = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG", "gz": b"\x1f\x8b", "zip": b"PK\x03\x04"}
DIGEST = """
import hashlib
from demo.files import exhibit_files
for one in exhibit_files():
    print(one.case, one.exhibit, hashlib.sha256(one.make()).hexdigest())
"""


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def words_of(content):
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def scan_of(content):
    with pikepdf.open(io.BytesIO(content)) as document:
        image = next(
            one for one in document.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        )
        return pikepdf.PdfImage(image).as_pil_image()


def exif_of(content):
    return Image.open(io.BytesIO(content)).getexif()


def position_of(exif):
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    latitude, longitude = gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLongitude]
    return tuple(round(float(part[0] + part[1] / 60 + part[2] / 3600), 2) for part in (latitude, longitude))


def taken_at(exif):
    detail = exif.get_ifd(ExifTags.IFD.Exif)
    written = detail[ExifTags.Base.DateTimeOriginal] + detail[ExifTags.Base.OffsetTimeOriginal]
    return datetime.strptime(written, "%Y:%m:%d %H:%M:%S%z")


# All files


def test_every_part_of_every_case_has_a_file_of_its_kind(made):
    assert {(told.reference, part.number) for told in CASES for part in told.parts} == set(made.files)
    for key, one in made.told.items():
        start = SIGNATURES.get(one.filename.rsplit(".", 1)[-1], b"")
        assert made.files[key].startswith(start)
        assert len(made.files[key]) > 150


def test_no_two_files_are_alike(made):
    assert len({hashlib.sha256(content).hexdigest() for content in made.files.values()}) == len(made.files)


def test_making_takes_less_than_20_seconds_of_processor_time(made):
    assert made.seconds < 20


@pytest.mark.slow
def test_another_run_gives_the_same_bytes(made):
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    other = subprocess.run(
        [sys.executable, "-c", DIGEST], env=environment, cwd=Path.cwd(), capture_output=True, text=True, check=True
    )
    digests = [f"{case} {exhibit} {hashlib.sha256(one).hexdigest()}" for (case, exhibit), one in made.files.items()]

    assert other.stdout.splitlines() == digests


def test_cited_pages_and_rows_exist(made):
    cited = [(told, cite) for told in CASES for one in (*told.links, *told.chronology) for cite in one.citations]
    said = [(told, one) for told in CASES for entity in told.entities for one in entity.statements]
    cited += [(told, cite) for told, one in said for cite in one.citations]
    for told, cite in cited:
        content, pin = made.files[told.reference, cite.exhibit], parse_pin(cite.pin)
        if isinstance(pin, Page) and content.startswith(b"%PDF-"):
            assert pin.number <= len(pypdfium2.PdfDocument(content))
        if isinstance(pin, Rows) and not content.startswith(b"PK"):
            assert pin.last <= len(content.splitlines())


def test_mail_and_web_addresses_are_reserved_for_examples(made):
    texts = [words_of(content) for content in made.files.values() if content.startswith(b"%PDF-")]
    texts += [made.files[key].decode() for key, one in made.told.items() if one.filename.endswith((".eml", ".html"))]
    hosts = {host for text in texts for host in re.findall(r"@([\w-]+(?:\.[\w-]+)+)", text)}

    assert hosts
    assert all(host.endswith(".example") for host in hosts)


def test_every_paper_of_a_party_spells_its_stated_identifiers(made):
    papers = {number: words_of(made[number]) for number in ("X-14.1", "X-14.3", "X-14.4", "X-14.5", "X-10.6", "X-01.2")}
    found = [
        (said.value, number)
        for one in PAPER_LANTERN.entities
        for said in one.statements
        if said.property in {"name", "leiCode", "phone", "iban", "email", "registrationNumber", "coordinates"}
        for number in papers.keys() & {cite.exhibit for cite in said.citations}
    ]

    assert len(found) > 20
    assert [pair for pair in found if pair[0] not in papers[pair[1]]] == []


# Papers


def test_orders_and_invoices_are_in_the_zip_and_say_the_sums(made):
    with zipfile.ZipFile(io.BytesIO(made["X-02"])) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}

    parts = [one for one in made.told.values() if one.member_of]
    assert {one.filename: made[one.exhibit] for one in parts} == members
    for place, order in enumerate(ORDERS, start=1):
        for exhibit in (f"X-02.{place}", f"X-02.{place + 4}"):
            assert f"USD {order.amount_usd:,}.00" in words_of(made[exhibit])


def test_waybills_show_their_numbers_and_the_second_copy_another(made):
    for place, one in enumerate(SHIPMENTS, start=1):
        words = words_of(made[f"X-04.{place}"])
        assert one.awb in words
        assert f"{one.gross_kg:,}" in words
        assert one.itn in words

    assert "000-44115360" in words_of(made["X-04.6"])
    assert "000-44115363" not in words_of(made["X-04.6"])


def test_the_export_information_has_a_row_for_each_shipment(made):
    rows = rows_of(made["X-04.5"])

    assert [row["itn"] for row in rows] == [one.itn for one in SHIPMENTS]
    assert sum(int(row["quantity"]) for row in rows) == 320
    assert sum(int(row["value_usd"]) for row in rows) == 122_800_000


def test_import_entries_declare_312_servers_by_serial(made):
    rows = rows_of(made["X-05.1"])
    by_shipment = Counter(row["shipment"] for row in rows)

    assert by_shipment == {"SH1": 80, "SH2": 88, "SH3": 80, "SH4": 64}
    assert [row["serial"] for row in rows if row["shipment"] == "SH2"] == list(declared_labels("SH2"))
    assert {(row["entry_date"], row["shipment"]) for row in rows} >= {("2024-11-15", "SH1"), ("2025-02-27", "SH2")}
    assert {row["release_date"] for row in rows if row["shipment"] == "SH4"} == {"2025-06-03"}


def test_rows_cited_by_the_chronology_are_those_of_the_shipment(made):
    rows = rows_of(made["X-05.1"])
    cited = {"EV05": "SH1", "EV09": "SH2", "EV14": "SH4"}
    for entry in PAPER_LANTERN.chronology:
        if entry.number in cited:
            pin = parse_pin(entry.citations[0].pin)
            chosen = rows[pin.first - 2 : pin.last - 1]
            assert {row["shipment"] for row in chosen} == {cited[entry.number]}
            assert len(chosen) == Counter(row["shipment"] for row in rows)[cited[entry.number]]


def test_the_export_entry_has_72_packages_of_13700_kg(made):
    root = etree.fromstring(made["X-05.2"])
    text = {etree.QName(one).localname: one.text for one in root}
    containers = [one.text for one in root.iter("{*}Nombor")]

    assert (text["BilanganBungkusan"], text["BeratKasarKg"], text["KodTarif"]) == ("72", "13700", "8473.30")
    assert containers == ["ZZXU1042179", "ZZXU1042332"]
    assert "ZZXU1042170" in words_of(made["X-05.4"])
    assert "13,700" in words_of(made["X-05.3"])


def test_eight_advices_are_pdf_and_three_xml_and_all_sum_to_the_invoices(made):
    total = 0
    for one in PAYMENTS:
        content = made[one.exhibit]
        if one.payer_is_party:
            root = etree.fromstring(content)
            total += int(float(root.findtext(".//{*}Amt")))
            assert root.findtext(".//{*}ValDt/{*}Dt") == one.value_on.isoformat()
        else:
            total += int(re.search(r"USD ([\d,]+)\.00", words_of(content))[1].replace(",", ""))

    assert total == 122_800_000
    assert "intra-group loans" in words_of(made["X-10.12"])


def test_scanned_certificates_have_no_text_and_the_very_same_signature(made):
    signed = []
    for exhibit, number in (("X-03.1", "EUC-1"), ("X-03.2", "EUC-2")):
        scan = scan_of(made[exhibit])
        left, top = SIGNATURE_AT[number]
        signed.append(scan.crop((left, top, left + SIGNATURE_SIZE[0], top + SIGNATURE_SIZE[1])).tobytes())
        assert words_of(made[exhibit]).strip() == ""

    assert signed[0] == signed[1] == signature().tobytes()
    assert words_of(made["X-03.3"]).strip() == ""


def test_the_lease_is_for_two_megawatts(made):
    assert "2.0 MW" in words_of(made["X-12.2"])


# Tables and dumps


def test_the_ship_list_has_320_servers_and_2560_gpus_of_2557_serials(made):
    book = openpyxl.load_workbook(io.BytesIO(made["X-06"]), read_only=True)
    servers = list(book["Servers"].iter_rows(min_row=2, values_only=True))
    gpus = list(book["GPUs"].iter_rows(min_row=2, values_only=True))
    serials = Counter(row[2] for row in gpus)

    assert [row[0] for row in servers] == [one.label for one in units()]
    assert (len(servers), len(gpus), len(serials) - 1) == (320, 2560, 2557)
    assert serials["0" * 13] == 3
    assert all(isinstance(serial, str) and len(serial) == 13 for serial in serials)
    assert Counter(row[2] for row in servers) == {"SH1": 80, "SH2": 96, "SH3": 80, "SH4": 64}


def test_the_checkins_are_9412_rows_that_agree_with_the_data(made):
    rows = rows_of(made["X-09"])

    assert len(rows) == 9412
    assert [(row["logical_serial"], row["ip"], row["asn"]) for row in rows] == [
        (one.serial, one.ip, f"AS{one.asn}") for one in checkins()
    ]
    assert [datetime.fromisoformat(row["time_utc"]) for row in rows] == [one.at for one in checkins()]


def test_the_row_cited_for_the_first_checkin_abroad_is_the_first(made):
    entry = next(one for one in PAPER_LANTERN.chronology if one.number == "EV21")
    row = parse_pin(entry.citations[0].pin).first
    lines = made["X-09"].decode().splitlines()

    assert lines[row - 1].endswith("AS64505")
    assert "2025-08-05T" in lines[row - 1]
    assert not any(line.endswith("AS64505") for line in lines[: row - 1])


def test_metered_power_has_the_mean_told(made):
    rows = rows_of(made["X-12.1"])
    kw = [float(row["kw"]) for row in rows]

    assert len(rows) == 92 * 96
    assert round(sum(kw) / len(kw), 3) == 740
    assert max(kw) < 2000
    assert rows[0]["interval_start"] == "2025-06-01T00:00:00+08:00"


def test_the_officers_dumps_agree_with_each_other(made):
    systems = json.loads(made["X-08.1"])["Members"]
    logs = etree.fromstring(made["X-08.2"])
    rows = rows_of(made["X-08.3"])
    differing = {one["AssetTag"]: one["SerialNumber"] for one in systems if one["AssetTag"] != one["SerialNumber"]}

    assert (len(systems), len(logs), len(rows)) == (31, 31, 48)
    assert Counter(row["answer"] for row in rows) == {"confirmed": 22, "mismatched": 9, "silent": 17}
    assert set(differing) == {one.label for one in seen(PSV) if one.answer_on(PSV) is Answer.MISMATCHED}
    assert differing == {row["label"]: row["reported_serial"] for row in rows if row["match"] == "no"}
    assert [one.get("host") for one in logs] == [one["SerialNumber"] for one in systems]


def test_genuine_machines_report_the_gpus_of_the_ship_list(made):
    known = {one.label: list(one.gpu_serials) for one in units()}
    logs = etree.fromstring(made["X-08.2"])
    reported = {one.get("host"): [serial.text for serial in one.iter("serial")] for one in logs}

    assert all(known[host] == serials for host, serials in reported.items() if host in known)
    genuine = {serial for serials in known.values() for serial in serials}
    assert not genuine & {one for host, serials in reported.items() if host not in known for one in serials}


def test_the_rma_request_names_two_modules_of_sh2(made):
    words = words_of(made["X-08.9"])

    assert "1650000163002" in words
    assert "1650000163006" in words
    assert "HVS25B0083" in words


# Photographs


def test_41_photographs_show_the_40_labels_and_two_lost_their_exif(made):
    exifs = [exif_of(made[f"X-07.{photo.number + 1}"]) for photo in oem_photos()]
    whole = [exif for exif in exifs if len(exif)]

    assert (len(exifs), len(whole)) == (41, 39)
    assert {position_of(exif) for exif in whole} == {(1.5, 103.7)}
    assert {taken_at(exif).date() for exif in whole} == {OEM_VISIT}
    assert sorted(label for photo in oem_photos() for label in photo.labels) == [one.label for one in seen(OEM_VISIT)]


def test_the_repacking_was_photographed_on_29_july_at_0214(made):
    exif = exif_of(made["X-11.3"])

    assert taken_at(exif).isoformat() == "2025-07-29T02:14:00+08:00"
    assert position_of(exif) == (3.0, 101.35)


def test_ledger_and_listing_carry_no_exif(made):
    assert [len(exif_of(made[number])) for number in ("X-11.4", "X-13.2", "X-13.1", "X-01.4")] == [0, 0, 0, 0]


# Text


def test_the_visit_report_counts_236_and_lists_40_labels(made):
    report = docx.Document(io.BytesIO(made["X-07.1"]))
    text = "\n".join(one.text for one in report.paragraphs)
    labels = [row.cells[0].text for row in report.tables[0].rows][1:]

    assert "Racked: 164 servers. In crates: 72. In all: 236." in text
    assert "14 controllers answer with the serial of the label, 6 with another one, 20 do not answer" in text
    assert labels == [one.label for one in seen(OEM_VISIT)]


def test_the_tip_is_a_mail_of_19_june(made):
    mail = BytesParser(policy=policy.default).parsebytes(made["X-11.1"])

    assert mail["Date"].datetime.date().isoformat() == "2025-06-19"
    assert "14-C" in mail.get_body().get_content()


def test_the_chat_holds_the_message_that_is_cited(made):
    page = made["X-11.2"].decode()

    assert 'id="message-6"' in page
    assert "6 · 2025-01-21 09:20 (+08:00) · Ottoline F.</div>keep end user line as agreed" in page
    assert "media-0729.jpg" in page
    assert "media-ledger.jpg" in page


def test_the_capture_holds_the_article(made):
    records = gzip.decompress(made["X-01.3"]).split(b"WARC/1.1\r\n")[1:]

    assert [re.search(rb"WARC-Type: (\w+)", one)[1] for one in records] == [b"warcinfo", b"response"]
    head, _, rest = records[1].partition(b"\r\n\r\n")
    length = int(re.search(rb"Content-Length: (\d+)", head)[1])
    assert len(rest) == length + 4
    assert b"smuggled Blackwell hardware" in rest


def test_statements_deny_and_have_seen_no_substantiation(made):
    words = words_of(made["X-01.2"])

    assert "no substantiation" in words
    assert "The report is untrue" in words
    assert "青阑微" in words


def test_the_list_of_returned_modules_has_14_rows_of_which_two_are_of_sh2(made):
    rows = rows_of(made.files["HR-2025-022", "X-01"])
    known = {serial for one in units() if one.shipment == "SH2" for serial in one.gpu_serials}

    assert len(rows) == 14
    assert [row["module_serial"] in known for row in rows] == [False] * 12 + [True, True]
