"""What a file says of itself, in rows."""

from evidence.presenters import record_rows

SAID = {
    "picture": {
        "exif": {"Make": "A", "Lens": [1, 2]},
        "gps": {"latitude": 1.29},
        "xmp": {"alt": [{"x": "y"}], "exif:GPSLatitude": "1,17N"},
    }
}


def test_claims_are_told_by_their_full_names():
    assert record_rows(SAID, with_place=True) == [
        ("picture exif Make", "A"),
        ("picture exif Lens", "1, 2"),
        ("picture gps latitude", "1.29"),
        ("picture xmp alt x", "y"),
        ("picture xmp exif:GPSLatitude", "1,17N"),
    ]


def test_a_place_is_left_out_wherever_it_stands():
    assert "1.29" not in str(record_rows(SAID, with_place=False))
    assert "1,17N" not in str(record_rows(SAID, with_place=False))
