"""A caller of the API: one connection, kept open; not for several threads at once."""

import http.client
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ANSWER_SECONDS = 180  # a server that takes longer hangs; a file may be measured for 90
Body = Any  # what JSON may hold, or bytes as they are


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    def __str__(self) -> str:
        return f"{self.status} {self.body[:600].decode(errors='replace')}"


class Client:
    def __init__(self, port: int, token: str = "") -> None:
        self.port, self.token = port, token
        self.connection: http.client.HTTPConnection | None = None

    def call(self, method: str, path: str, body: Body = None, headers: dict[str, str] | None = None) -> Answer:
        """`path` without the prefix /api/v1. Opens a new connection when the server closed the old one with its last answer.
        Of an endless answer only the headers are read."""
        sent = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
        try:
            self.connection.request(method, "/api/v1" + path, body, sent | (headers or {}))
            got = self.connection.getresponse()
            endless = got.getheader("content-type", "").startswith("text/event-stream")
            answer = Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, b"" if endless else got.read())
        except BaseException:
            self.close()
            raise
        if got.will_close or endless:
            got.close()
            self.close()
        return answer

    def expect(self, status: int, method: str, path: str, body: Body = None, headers: dict[str, str] | None = None) -> Any:
        """The JSON of an answer that must have this status."""
        answer = self.call(method, path, body, headers)
        assert answer.status == status, f"{method} {path}: expected {status}, got {answer}"
        return answer.json() if answer.body else None

    def upload(self, path: str, files: list[Path | tuple[str, bytes]], **members: object) -> Answer:
        """A multipart POST of files, with a part of JSON where members are given."""
        boundary = secrets.token_hex(16)
        parts = [file if isinstance(file, tuple) else (file.name, file.read_bytes()) for file in files]
        body = b"".join(b'--%s\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n%s\r\n'
                        % (boundary.encode(), name.encode(), content) for name, content in parts)
        for name, value in members.items():
            body += b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (
                boundary.encode(), name.encode(), json.dumps(value).encode())
        body += b"--%s--\r\n" % boundary.encode()
        return self.call("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def items(self, path: str) -> list[dict[str, Any]]:
        """Everything that a list holds, page after page."""
        mark, found, cursor = "&" if "?" in path else "?", [], ""
        while True:
            page = self.expect(200, "GET", f"{path}{mark}page_size=100{cursor}")
            found += page["items"]
            if not page["next_cursor"]:
                return found
            cursor = f"&cursor={page['next_cursor']}"

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None
