"""A cable between server and PostgreSQL that can be cut: a proxy on a unix socket."""

import socket
import tempfile
import threading
from pathlib import Path
from urllib.parse import quote, unquote

# Statement names by which the program's PostgreSQL session begins and ends what it writes.
BEGIN_WRITE, BEGIN_READ, COMMIT = b"\0begin_write\0", b"\0begin_read\0", b"\0commit\0"
COMMITTED = b"COMMIT\0"  # what PostgreSQL answers
SOCKET = ".s.PGSQL.5432"


class Cable:
    """`with Cable(url) as cable:` — connect to `cable.url` instead of `url`."""

    def __init__(self, url: str) -> None:
        before, _, rest = url.partition("@")
        host, _, name = rest.partition("/")
        self.target = str(Path(unquote(host)) / SOCKET)
        self.place = tempfile.TemporaryDirectory(prefix="guildhall-cable.")
        self.url = f"{before}@{quote(self.place.name, safe='')}/{name}"
        self.mark, self.server_hears, self.cuts = b"", False, 0

    def __enter__(self) -> "Cable":
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(Path(self.place.name) / SOCKET))
        self.listener.listen(64)
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.listener.close()
        self.place.cleanup()

    def cut_at_commit_of(self, mark: str, server_hears: bool) -> None:
        """Cuts once, at the COMMIT of the transaction that writes this text, before or after PostgreSQL has done it."""
        self.mark, self.server_hears = mark.encode(), server_hears

    def accept(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return  # the test is over
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.target)
            severed = threading.Event()
            threading.Thread(target=self.carry_questions, args=(client, server, severed), daemon=True).start()
            threading.Thread(target=self.carry_answers, args=(server, client, severed), daemon=True).start()

    def carry_questions(self, client: socket.socket, server: socket.socket, severed: threading.Event) -> None:
        said = b""
        while chunk := received(client):
            said += chunk
            if BEGIN_READ in chunk or BEGIN_WRITE in chunk:
                said = said[max(said.rfind(BEGIN_READ), said.rfind(BEGIN_WRITE)) :]
            if self.mark and self.mark in said and said.startswith(BEGIN_WRITE) and COMMIT in said:
                self.mark, self.cuts = b"", self.cuts + 1
                if not self.server_hears:
                    break
                severed.set()
            server.sendall(chunk)
        if not severed.is_set():
            close(client, server)

    def carry_answers(self, server: socket.socket, client: socket.socket, severed: threading.Event) -> None:
        while chunk := received(server):
            if severed.is_set():
                if COMMITTED in chunk:
                    break  # its sender will never see this
                continue
            try:
                client.sendall(chunk)
            except OSError:
                break
        close(client, server)


def received(end: socket.socket) -> bytes:
    try:
        return end.recv(65_536)
    except OSError:
        return b""


def close(*ends: socket.socket) -> None:
    for end in ends:
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # the other side was quicker
        end.close()
