#!/usr/bin/env python3
"""Checks the record of a case alone:   python3 verify.py FOLDER [--key FINGERPRINT]

Needs Python 3.8 and nothing else, reads files, asks no network. Exit status: 0 all holds, 1 something does not.
Interdict's docs/bundle.md says what every byte means, so that you can write another program that does the same.
"""
import argparse, base64, hashlib, json, pathlib, sys

PRIME, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # Ed25519, RFC 8032
D = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME
BASE = (15112221349535400772501151409588531511454012693041857206046113283949847762202,
        46316835694926478169428394003475163141307993866256225615783033603165251855960)

def must(holds, sentence):
    if not holds:
        raise ValueError(sentence)

def sha(data):
    return hashlib.sha256(data).digest()

def unhex(text):
    must(bytes.fromhex(text).hex() == text, "The record is not written as it should be.")
    return bytes.fromhex(text)

def hashed(prefix, value):  # canonical JSON as in RFC 8785; RFC 6962 has 00 in front of leaves and 01 in front of nodes
    return sha(prefix + json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())

def root(found, first, end, rest):
    """Root over the leaves first..end: those found, as (place, hash), and `rest` for all that lies between them."""
    if not found:
        return next(rest, b"")
    if end - first == 1:
        return found[0][1]
    middle = first + (1 << ((end - first - 1).bit_length() - 1))
    left = root([one for one in found if one[0] < middle], first, middle, rest)
    return sha(b"\1" + left + root([one for one in found if one[0] >= middle], middle, end, rest))

def add(p, q):
    product = D * p[0] * q[0] * p[1] * q[1] % PRIME
    return ((p[0] * q[1] + q[0] * p[1]) * pow(1 + product, PRIME - 2, PRIME) % PRIME,
            (p[1] * q[1] + p[0] * q[0]) * pow(1 - product, PRIME - 2, PRIME) % PRIME)

def times(number, point):
    return add(times(number >> 1, add(point, point)), point if number & 1 else (0, 1)) if number else (0, 1)

def point_of(data):
    y = int.from_bytes(data, "little") % 2**255
    square = (y * y - 1) * pow(D * y * y + 1, PRIME - 2, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    x = x if (x * x - square) % PRIME == 0 else x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    must((x * x - square) % PRIME == 0, "The signature of the head is malformed.")
    return (x if x & 1 == data[31] >> 7 else PRIME - x), y

def is_signed(text, signature, key):
    number = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % ORDER
    scalar = int.from_bytes(signature[32:], "little")
    return scalar < ORDER and times(scalar, BASE) == add(point_of(signature[:32]), times(number, point_of(key)))

def read_events(text):
    """Every event by itself and against the one before it; gives leaves, ends of streams, events, withheld fields."""
    leaves, ends, told, withheld = [], {}, [], 0
    for event in map(json.loads, text.splitlines()):
        header, fields, place = event["header"], event["fields"], event["position"] - 1
        version, previous, _ = ends.get(header["stream_id"], (0, bytes(32), None))
        must(header["version"] == version + 1, f"In front of event {place + 1}, one about the same thing is missing.")
        must(not leaves or leaves[-1][0] < place, f"Event {place + 1} stands twice or in the wrong place.")
        given = {name: value for name, value in fields.items() if isinstance(value, list)}
        shown = {name: hashed(b"\2" + unhex(one[0]), [name, one[1]]).hex() for name, one in given.items()}
        hash = hashed(b"\0", {**header, "fields": {**fields, **shown}, "previous": previous.hex()})
        leaves.append((place, hash))
        ends[header["stream_id"]] = header["version"], hash, header["scope_id"]
        told.append((header["type"], {name: one[1] for name, one in given.items()}))
        withheld += len(fields) - len(given)
    return leaves, ends, told, withheld

def signer_of(note, keys, fingerprint):
    """Fingerprint of the key that signed the note, one of those that the log names and, if given, the one asked for."""
    head, _, signatures = note.partition("\n\n")
    for name, key in ((text.split("+")[0], base64.b64decode(text.split("+", 2)[2])) for text in keys):
        known = sha(name.encode() + b"\n" + key)
        for line in signatures.splitlines():
            value = base64.b64decode(line.split()[-1])
            if known.hex().startswith(fingerprint) and value[:4] == known[:4]:
                is_whole = line == f"\u2014 {name} {base64.b64encode(value).decode()}"
                must(is_whole and is_signed((head + "\n").encode(), value[4:], key[1:]), "The signature is wrong.")
                return known.hex()
    raise ValueError("The head is not signed by " + (f"the key {fingerprint}." if fingerprint else "a key of the log."))

def check_record(case, events, proof):
    leaves, ends, told, withheld = read_events(events)
    _, size, all_events, all_cases = proof["note"].split("\n")[:4]
    rest = iter([unhex(hash) for hash in proof["hashes"]])
    found = root(leaves, 0, int(size), rest)
    must(found == base64.b64decode(all_events) and not list(rest), "The events are not those of the signed head.")
    own = [[name, version, hash.hex()] for name, (version, hash, scope) in sorted(ends.items()) if scope == case]
    streams = [(place, hashed(b"\0", stream)) for place, stream in enumerate(own)]
    leaf = hashed(b"\0", [case, root(streams, 0, len(streams), iter(())).hex()])
    path = iter([unhex(hash) for hash in proof["scope"]["path"]])
    found = root([(proof["scope"]["index"], leaf)], 0, proof["scope"]["size"], path)
    must(found == base64.b64decode(all_cases[7:]) and not list(path), "Events of the case were left out.")
    return size, told, withheld

def check(folder, fingerprint):
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    must({"manifest.json", "events.jsonl", "proof.json"} <= files.keys(), "This folder holds no record of a case.")
    case, proof = json.loads(files["manifest.json"])["case"], json.loads(files["proof.json"])
    must(json.loads(files["manifest.json"]) == {"bundle": "interdict/1", "case": case}, "I know no such record.")
    size, told, withheld = check_record(case, files["events.jsonl"], proof)
    keys = [event["key"] for kind, event in told if kind == "log.key_announced"]
    known = signer_of(proof["note"], keys, fingerprint)
    yield f"All {len(told)} events are in the log as it was with {size} events, and no event of this case is missing."
    yield f"The head is signed by the key {known}{'' if fingerprint else ': compare it with the published one'}."
    yield f"{withheld} fields are withheld from you; they are sealed as they were recorded."
    here = {sha(data).hex() for data in files.values()}
    received = [event for kind, event in told if kind == "exhibit.received"]
    for digest, number in ((event.get("sha256"), event.get("number")) for event in received):
        state = "is here, unaltered" if digest in here else f"is not here; its SHA-256 is {digest or 'withheld'}"
        yield f"The original of exhibit {number or '(number withheld)'} {state}."
    yield "Not proved: that what was recorded is true, nor that nothing happened which nobody recorded."

def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--key", default="", help="the published fingerprint, at least its first 16 digits")
    options = parser.parse_args()
    fingerprint = options.key.lower().replace(" ", "")
    try:
        must(not fingerprint or len(fingerprint) >= 16, "Give at least 16 digits of the key's fingerprint.")
        for sentence in check(options.folder, fingerprint):
            print(sentence)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, RecursionError) as error:
        sys.exit(f"DOES NOT HOLD. {error if type(error) is ValueError else 'The record is malformed: ' + repr(error)}")

if __name__ == "__main__":
    main()
