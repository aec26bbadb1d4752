"""Live events over WebSockets: a thousand listeners of a thousand companies, while customers ask for quotes."""

import selectors
import shutil
import socket
import subprocess
import threading
import time

from .life import memory_mb
from .load import CONNECTIONS, load
from .place import Place, Server, guildhall
from .table import Table

LISTENERS = 1_000
HANDSHAKE = ("GET /api/v1/events/socket?topics=quote HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer {}\r\n\r\n")


class Audience:
    """Sockets that listen, read by one thread; counts what each was told."""

    def __init__(self, server: Server, tokens: list[str]) -> None:
        self.selector = selectors.DefaultSelector()
        self.told = 0
        self.stopping = False
        for token in tokens:
            one = socket.create_connection(("127.0.0.1", server.port))
            one.sendall(HANDSHAKE.format(token).encode())
            head = b""
            while b'"ready"' not in head:
                piece = one.recv(4096)
                if not piece or (b"\r\n\r\n" in head and not head.startswith(b"HTTP/1.1 101")):
                    raise RuntimeError(f"no socket: {head[:300]!r}")
                head += piece
            one.setblocking(False)
            self.selector.register(one, selectors.EVENT_READ, one)
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()

    def listen(self) -> None:
        while not self.stopping:
            for key, _ in self.selector.select(0.2):
                piece = key.data.recv(1 << 16)
                if not piece:
                    self.selector.unregister(key.data)
                self.told += piece.count(b'{"type":"event"')

    def leave(self) -> None:
        self.stopping = True
        self.thread.join()
        for key in list(self.selector.get_map().values()):
            key.data.close()


def measure(place: Place, table: Table) -> None:
    seeded = place.seeded(LISTENERS * 20, LISTENERS)
    data = place.copy(seeded, "live")
    requests = data / "create.txt"
    tokens = list(dict.fromkeys(line.split()[0] for line in requests.read_text().splitlines()))[:LISTENERS]
    try:
        with guildhall(place, data) as server:
            load(place, server, requests)  # caches fill
            before = memory_mb(server.process.pid)
            audience = Audience(server, tokens)
            each = (memory_mb(server.process.pid) - before) / len(tokens) * 1000
            made = load(place, server, requests)
            asked = round(made.rate * place.seconds())
            deadline = time.monotonic() + 20
            # A quote that is accepted at once is two events.
            while audience.told < asked and time.monotonic() < deadline:
                time.sleep(0.05)
            told = audience.told
            audience.leave()
    except subprocess.CalledProcessError as error:
        raise RuntimeError(error.stderr) from error
    finally:
        shutil.rmtree(data)
    rate = told / place.seconds()
    table.add(f"{len(tokens):,} sockets hear what happens", f"{rate:,.0f} events/s, {each:.1f} kB a socket",
              f"{made.rate:,.0f} quotes/s at {CONNECTIONS} connections", "", "≥ 1,000/s, each heard",
              made.errors == 0 and told >= asked and rate >= 1_000)
