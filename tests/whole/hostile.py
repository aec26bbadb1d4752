"""Requests that nobody honest sends, made from the OpenAPI document: every field of every operation gets its share."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from .openapi import Operation, placed, places

PLACEHOLDER = "\u2603 here \u2603"
NUMBERS = ["0", "-0", "-1", "1", "1e9", "1000000000", "2147483648", "-9223372036854775808", "9223372036854775807",
           "9223372036854775808", "1e308", "-1e308", "1e-320", "1e999", "0.000001", "123456789012345678901234567890"]
TYPES = ["null", "true", "false", "[]", "{}", '""', '"0"', "[[]]", '[{"a":[null]}]', '{"":{"":""}}', '"true"', "NaN", "-", "01"]
TEXTS = ["\x00", "a\x00b", "\ufeff", "\u202egnp.exe", "\U0001f600" * 70, "'; DROP TABLE quote; --", "../../../etc/passwd", "%s%n%00",
         "\r\nSet-Cookie: a=b", " ", "9999-12-31T23:59:60Z", "0000-00-00", "-1.00", "1e308", "99999999999999999999.99", "0.005",
         "00000000-0000-0000-0000-000000000000", "a" * 300, "ß" * 100_000]
RAW = [b'"\xff\xfe"', b'"\xc0\xaf"', b'"\xed\xa0\x80"', b'"\\ud800"', b'"\\u0000"', b'"\\x"', b'"\x01"', b'"', b"[" * 20_000,
       b'{"a":' * 20_000, b"[" * 5_000 + b"]" * 5_000, b'"' + b"x" * 200_000 + b'"']
VALUES = [text.encode() for text in NUMBERS + TYPES] + [json.dumps(text).encode() for text in TEXTS] + RAW
WORDS = ["", "0", "-1", "1e308", "99999999999999999999", "true", "null", "%00", "%FF%FE", "%C0%AF", "%", "%zz", "a%00b", "..%2F..%2Fetc",
         "%F0%9F%98%80", "a" * 3_000, "%20", "2026-13-45", "-created_at,-created_at", "%2B", "%22%27%3B--", "[]", "%7B%7D"]
HEADERS = ["", '"', '"-1"', "*", "W/\"1\"", "9" * 300, "a" * 201, "\xff\xfe", "\x7f", "1e308"]


@dataclass
class Request:
    path: str
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)


def hostile_requests(operation: Operation, path: str, chance: random.Random, share: int) -> Iterator[Request]:
    """`path` names things that exist, so that a request comes as far as it can; each field gets `share` of the values."""
    for pointer in places(operation.full):
        text = json.dumps(placed(operation.example, operation.full, pointer, PLACEHOLDER)).encode()
        for value in chance.sample(VALUES, min(share, len(VALUES))):
            yield json_request(path, text.replace(json.dumps(PLACEHOLDER).encode(), value))
    if operation.body is not None:
        for body in whole_bodies(json.dumps(operation.example).encode(), chance):
            yield json_request(path, body)
        for kind in ("text/plain", "application/json; charset=utf-16", "multipart/form-data", "multipart/form-data; boundary=x", "\xff"):
            yield Request(path, b"--x\r\n\r\n\r\n--x", {"Content-Type": kind})
    for name in operation.query:
        for word in chance.sample(WORDS, min(share, len(WORDS))):
            yield Request(f"{path}?{name}={word}")
    yield Request(f"{path}?unknown=1&&=&%00=%00")
    for step in range(operation.path.count("{")):
        for word in chance.sample(WORDS[1:], min(share, len(WORDS) - 1)):
            yield Request(with_word(operation.path, path, step, word), b"{}" if operation.body is not None else None)
    for name in [*operation.headers, "If-Match", "Authorization", "Accept-Encoding", "Range"]:
        for value in chance.sample(HEADERS, min(share, len(HEADERS)) // 2):
            yield Request(path, b"{}" if operation.body is not None else None, {name: value})


def whole_bodies(example: bytes, chance: random.Random) -> list[bytes]:
    cut = chance.randrange(1, max(2, len(example)))
    bodies = [b"", b" ", b"null", b"[]", b'"text"', b"0", b"\x00" * 100, example[:cut], example + example, b"\xff" + example,
              b"[" * 60_000, b'{"a":' * 60_000, b"{" + b'"a":1,' * 5_000 + b'"a":1}', example[:-1] + b"," + example[1:]]
    spoiled = bytearray(example)
    spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return [*bodies, bytes(spoiled)]


def json_request(path: str, body: bytes) -> Request:
    return Request(path, body, {"Content-Type": "application/json"})


def with_word(pattern: str, path: str, step: int, word: str) -> str:
    """The path with another word in place of its n-th name."""
    names = [at for at, segment in enumerate(pattern.split("/")) if segment.startswith("{")]
    segments = path.split("/")
    segments[names[step]] = word or quote("\x00")
    return "/".join(segments)
