"""Prices as a visitor asks for them, and what the server needs before anybody asks."""

import json
import random
import shutil
import struct
import time
import urllib.request
from pathlib import Path

from .place import Place, Server, guildhall, hello
from .table import Table, middle
from .writes import COMPANIES, QUOTES


def ask(server: Server, path: str, body: bytes, content_type: str, token: str = "") -> tuple[dict, float]:
    """The answer, and the seconds it took to come."""
    request = urllib.request.Request(server.url(path), body, {"Content-Type": content_type})
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    began = time.monotonic()
    with urllib.request.urlopen(request, timeout=60) as answer:
        text = answer.read()
    return json.loads(text), time.monotonic() - began


def bumpy_sheet(triangles: int, seed: int) -> bytes:
    """A binary STL nobody has seen before: a closed block whose upper side is uneven."""
    rows = round((triangles / 4) ** 0.5)
    chance = random.Random(seed)
    step = 80 / rows
    height = [[10 + chance.random() for _ in range(rows + 1)] for _ in range(rows + 1)]
    corner = {(i, j, up): struct.pack("<3f", i * step, j * step, height[i][j] if up else 0.0)
              for i in range(rows + 1) for j in range(rows + 1) for up in (0, 1)}
    faces = []
    for i in range(rows):
        for j in range(rows):
            a, b, c, d = (i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)
            faces += [(*p, 1) for p in (a, b, c, a, c, d)]
            faces += [(*p, 0) for p in (a, c, b, a, d, c)]
    for k in range(rows):
        for p, q in (((k, 0), (k + 1, 0)), ((k + 1, rows), (k, rows)), ((0, k + 1), (0, k)), ((rows, k), (rows, k + 1))):
            faces += [(*p, 0), (*q, 0), (*q, 1), (*p, 0), (*q, 1), (*p, 1)]
    blank, end = bytes(12), bytes(2)
    body = b"".join(blank + corner[faces[i]] + corner[faces[i + 1]] + corner[faces[i + 2]] + end
                    for i in range(0, len(faces), 3))
    return bytes(80) + struct.pack("<I", len(faces) // 3) + body


def multipart(content: bytes) -> tuple[bytes, str]:
    border = b"-----guildhall-bench"
    wish = b'{"service":"fdm","material":"pla","quantity":10}'
    body = (b"--" + border + b'\r\nContent-Disposition: form-data; name="file"; filename="sheet.stl"\r\n\r\n' + content +
            b"\r\n--" + border + b'\r\nContent-Disposition: form-data; name="quote"\r\n\r\n' + wish + b"\r\n--" + border + b"--\r\n")
    return body, "multipart/form-data; boundary=" + border.decode()


def measure_price(place: Place, table: Table) -> None:
    data = place.copy(place.seeded(QUOTES, COMPANIES), "prices")
    token, _, body = (data / "create.txt").read_text().splitlines()[0].split(" ", 2)
    wish = json.dumps(json.loads(body)["lines"][0]).encode()
    with guildhall(place, data) as server:
        known = [ask(server, "/api/v1/calculate-price", wish, "application/json", token) for _ in range(20 * place.rounds(25))]
        fresh = [ask(server, "/api/v1/calculate-price", *multipart(bumpy_sheet(100_000, seed)))
                 for seed in range(1 + place.rounds(9))][1:]  # the first one starts the worker
    shutil.rmtree(data)
    inside = middle(answer["total_calculation_time"] for answer, _ in known) * 1e3
    outside = middle(seconds for _, seconds in known) * 1e3
    table.add("price of a file that is known", f"{inside:.2f} ms in the server", f"{outside:.2f} ms seen by the client", "",
              "< 1 ms", inside < 1)
    whole = middle(seconds for _, seconds in fresh) * 1e3
    fastest = min(seconds for _, seconds in fresh) * 1e3
    table.add("price of a fresh STL, 100,000 triangles", f"{whole:.0f} ms from request to answer", f"fastest {fastest:.0f} ms", "",
              "< 300 ms", whole < 300)


def memory_mb(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"process {process} says nothing of its memory")


def children_of(process: int) -> list[int]:
    return [int(word) for task in Path(f"/proc/{process}/task").iterdir() for word in (task / "children").read_text().split()]


def measure_idle(place: Place, table: Table) -> None:
    data = place.copy(place.seeded(QUOTES, COMPANIES), "idle")
    starts, bare = [], []
    for _ in range(place.rounds(5)):
        with guildhall(place, data) as server:
            starts.append(server.answered_after)
        with hello(place, 2) as server:
            bare.append(server.answered_after)
    with guildhall(place, data) as server:
        time.sleep(2)  # first background jobs are done
        idle = memory_mb(server.process.pid)
        ask(server, "/api/v1/calculate-price", *multipart(bumpy_sheet(1000, 1)))
        workers = [memory_mb(child) for child in children_of(server.process.pid)]
    shutil.rmtree(data)
    table.add("start to first answer", f"{middle(starts):.2f} s", f"hello {middle(bare):.2f} s", "", "< 0.5 s", middle(starts) < 0.5)
    table.add("memory of the idle server", f"{idle:.0f} MB", f"geometry worker beside it {sum(workers):.0f} MB", "", "< 60 MB", idle < 60)
