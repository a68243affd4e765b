"""Vendored files are those that manifest and lock name."""

import json
import shutil

import pytest

from scripts import vendor
from scripts.vendored import SITE
from tests.house.tree import ROOT


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A vendor folder that a test may spoil."""
    monkeypatch.setattr(vendor, "ROOT", tmp_path)
    shutil.copy(ROOT / "package-lock.json", tmp_path)
    return shutil.copytree(ROOT / "static" / "vendor", tmp_path / "static" / "vendor")


def test_committed_files_agree_with_manifest_and_lock():
    for folder in vendor.FOLDERS:
        vendor.check_committed(folder)


def test_every_package_of_the_manifest_has_its_licence_beside_it():
    manifest = vendor.manifest_of(ROOT / "static" / "vendor")

    assert {entry["name"] for entry in manifest} == {package.name for package in SITE}
    for package in SITE:
        assert list((ROOT / "static" / "vendor" / package.folder).glob("LICENSE*"))


def test_a_changed_file_is_refused(copy):
    with (copy / "htmx" / "htmx.min.js").open("a") as file:
        file.write(" ")

    with pytest.raises(vendor.VendorMismatch, match=r"htmx\.min\.js is missing or was changed"):
        vendor.check_committed(copy)


def test_a_file_that_stands_in_no_manifest_is_refused(copy):
    (copy / "stray.js").write_text("")

    with pytest.raises(vendor.VendorMismatch, match=r"stray\.js stands in no manifest"):
        vendor.check_committed(copy)


def test_another_version_than_the_lock_s_is_refused(copy, tmp_path):
    lock = json.loads((tmp_path / "package-lock.json").read_text())
    lock["packages"]["node_modules/htmx.org"]["version"] = "4.0.2"
    (tmp_path / "package-lock.json").write_text(json.dumps(lock))

    with pytest.raises(vendor.VendorMismatch, match=r"htmx\.org 4\.0\.1 is vendored"):
        vendor.check_committed(copy)


def test_without_npm_nothing_is_fetched(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(vendor.NotFetched, match="npm is not installed"):
        vendor.fetch(tmp_path)
