"""Mail that the program causes reaches a real mail server (aiosmtpd): language, branding, a way out; once, also where the power goes (PL-50, PL-53)."""

import email
import email.policy
import mailbox
import re
import socket
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.request
from email.message import EmailMessage
from pathlib import Path

from .certificates import Authority
from .server import NO_RATE_LIMITS, POSTGRES, Server
from .solids import box, stl

PATIENCE = 60
SYSTEM_PYTHON = "/usr/bin/python3"  # which has Debian's packages


class MailServer:
    """`with MailServer() as mail:` takes whatever comes; without `start` it is an address where nobody listens yet."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.place = tempfile.TemporaryDirectory(prefix="guildhall-mail.")
        self.folder = Path(self.place.name) / "box"
        self.host = host
        with socket.socket() as probe:
            probe.bind((host, 0))
            self.port = probe.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "MailServer":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
        self.place.cleanup()

    def start(self, *flags: str) -> None:
        words = [SYSTEM_PYTHON, "-m", "aiosmtpd", "-n", "-l", f"{self.host}:{self.port}", *flags, "-c", "aiosmtpd.handlers.Mailbox", str(self.folder)]
        with (Path(self.place.name) / "log").open("ab") as log:
            self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until(self.listens, "the mail server listens")

    def listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex((self.host, self.port)) == 0

    def letters(self, to: str) -> list[EmailMessage]:
        if not self.folder.exists():
            return []
        box = mailbox.Maildir(self.folder, create=False)
        texts = [box.get_bytes(key) for key in sorted(box.keys())]
        all_of_them = [email.message_from_bytes(text, policy=email.policy.default) for text in texts]
        return [one for one in all_of_them if one["X-RcptTo"] == to]

    def flags(self, scheme: str = "smtp") -> list[str]:
        return ["--smtp-url", f"{scheme}://{self.host}:{self.port}", "--smtp-from", "shop@example.com", "--public-url", "https://shop.example.com"]


def about_quotes(mail: MailServer) -> list[EmailMessage]:
    """Ada's letters but for the one that confirms her address."""
    return [letter for letter in mail.letters("ada@example.com") if "Q-" in letter["Subject"]]


def until(ask, what: str, seconds: float = PATIENCE):  # noqa: ANN001, ANN201
    end, pause = time.monotonic() + seconds, threading.Event()
    while time.monotonic() < end:
        if answer := ask():
            return answer
        pause.wait(0.05)
    raise AssertionError(f"not within {seconds} s: {what}")


def reviewed_quote(server: Server, customer) -> str:  # noqa: ANN001
    """A quote that a person has approved: its customer is told."""
    manager = server.signed_in(server.add_staff("manager"))
    owner = server.signed_in(server.add_staff("owner"))
    owner.expect(200, "PATCH", "/company", {"document_name": "Цех «Iron & Thread»", "accent_color": "#0f766e"})
    part = customer.upload("/files", [("box.stl", stl(box(20, 20, 20)))]).json()["items"][0]["id"]
    quote = customer.expect(201, "POST", "/quotes", {"lines": [{"file_id": part, "service": "fdm", "material": "pla"}], "note": "Please look."})
    manager.expect(200, "POST", f"/quotes/{quote['id']}/review", {"decision": "approve"})
    return quote["id"]


class Mail:
    engine = ""

    def test_a_letter_comes_as_it_should(self) -> None:
        with MailServer() as mail:
            mail.start()
            with Server(self.engine, *NO_RATE_LIMITS, *mail.flags()) as server:
                ada = server.registered("ada@example.com")
                ada.expect(200, "PATCH", "/auth/me", {"locale": "ru", "full_name": "Ада Лавлейс"})
                quote = reviewed_quote(server, ada)
                letter = until(lambda: about_quotes(mail), "the letter has come")[0]
                self.assertEqual(letter["From"], "Цех «Iron & Thread» <shop@example.com>")
                self.assertEqual(letter["To"], "Ада Лавлейс <ada@example.com>")
                self.assertRegex(letter["Subject"], r"^Ваш расчёт Q-\d{4}-001 готов: ")
                self.assertRegex(letter["Message-ID"], r"^<[0-9a-f-]{36}@example\.com>$")
                self.assertEqual(letter["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
                text, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))
                self.assertIn("Здравствуйте, Ада Лавлейс!", text)
                self.assertIn(f"https://shop.example.com/quotes/{quote}", text)
                self.assertIn('<html lang="ru">', html)
                self.assertIn("#0f766e", html)
                self.assertIn("Цех «Iron &amp; Thread»", html)
                self.leave_with_one_click(server, letter)
                groups = ada.expect(200, "GET", "/notification-preferences")["groups"]
                self.assertFalse(channel_of(groups, "quotes", "email"))

    def leave_with_one_click(self, server: Server, letter: EmailMessage) -> None:
        """As a mail program does: a form, without cookies."""
        address = re.fullmatch(r"<https://shop\.example\.com(/.+)>", letter["List-Unsubscribe"])[1]
        request = urllib.request.Request(f"http://127.0.0.1:{server.port}{address}", data=b"List-Unsubscribe=One-Click",
                                         headers={"Content-Type": "application/x-www-form-urlencoded"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            self.assertEqual(answer.status, 200)

    def test_what_was_committed_is_sent_once_after_a_kill(self) -> None:
        with MailServer() as mail, Server(self.engine, *NO_RATE_LIMITS, *mail.flags()) as server:
            ada = server.registered("ada@example.com")
            reviewed_quote(server, ada)
            server.kill()
            mail.start()
            server.environment["GUILDHALL_CLOCK_OFFSET"] = "600"  # the first attempt may have found nobody
            server.start()
            until(lambda: about_quotes(mail), "the letter has come")
            self.assertEqual(server.stop(), 0)
            server.start()
            owner = server.signed_in("owner@example.com")
            sent = owner.expect(200, "GET", "/messages?event=quote.approved&channel=email")["items"]
            self.assertEqual([one["state"] for one in sent], ["sent"])
            self.assertEqual(len(about_quotes(mail)), 1)


def channel_of(groups: list[dict], group: str, channel: str) -> bool:
    found = next(one for one in groups if one["event_group"] == group)
    return next(one["is_on"] for one in found["channels"] if one["channel"] == channel)


class Encrypted(unittest.TestCase):
    """Mail to another machine goes encrypted, and to nobody who cannot prove to be that machine."""

    HOST = "127.0.0.2"  # not the address that the program takes for its own machine

    def setUp(self) -> None:
        place = tempfile.TemporaryDirectory(prefix="guildhall-certificates.")
        self.addCleanup(place.cleanup)
        self.ours, self.others = (Authority(Path(place.name), name) for name in ("ours", "others"))

    def fate(self, scheme: str, *mail_flags: object) -> tuple[str, str, int]:
        """Whether the letter was sent, why not, and how many letters have come."""
        with MailServer(self.HOST) as mail:
            mail.start(*map(str, mail_flags))
            with Server("sqlite", *NO_RATE_LIMITS, *mail.flags(scheme), "--smtp-ca-file", str(self.ours.certificate)) as server:
                server.registered("ada@example.com")
                owner = server.signed_in(server.add_staff("owner"))
                tried = until(lambda: [one for one in owner.items("/messages?channel=email") if one["attempts"]], "it was tried")[0]
                tried = until(lambda: self.settled(owner, tried["id"]), "it is known what came of it")
                return tried["state"], "" if tried["state"] == "sent" else tried["outcome"], len(mail.letters("ada@example.com"))

    @staticmethod
    def settled(owner, message: str) -> dict | None:  # noqa: ANN001
        found = owner.expect(200, "GET", f"/messages/{message}")
        return found if found["outcome"] else None

    def test_by_starttls(self) -> None:
        certificate, key = self.ours.certify(f"IP:{self.HOST}")
        self.assertEqual(self.fate("smtp", "--tlscert", certificate, "--tlskey", key), ("sent", "", 1))

    def test_from_the_first_byte(self) -> None:
        certificate, key = self.ours.certify(f"IP:{self.HOST}")
        self.assertEqual(self.fate("smtps", "--smtpscert", certificate, "--smtpskey", key), ("sent", "", 1))

    def test_not_to_a_server_of_another_name(self) -> None:
        certificate, key = self.ours.certify("DNS:mail.example.com")
        for scheme, kind in (("smtp", "tls"), ("smtps", "smtps")):
            self.assertEqual(self.fate(scheme, f"--{kind}cert", certificate, f"--{kind}key", key), self.refused("The mail server could not prove who it is."))

    def test_not_to_a_server_that_nobody_vouches_for(self) -> None:
        certificate, key = self.others.certify(f"IP:{self.HOST}")
        for scheme, kind in (("smtp", "tls"), ("smtps", "smtps")):
            self.assertEqual(self.fate(scheme, f"--{kind}cert", certificate, f"--{kind}key", key), self.refused("The mail server could not prove who it is."))

    def test_not_in_the_open(self) -> None:
        self.assertEqual(self.fate("smtp"), self.refused("The mail server offers no encryption (STARTTLS)."))

    @staticmethod
    def refused(why: str) -> tuple[str, str, int]:
        return "queued", why, 0


class OnSqlite(Mail, unittest.TestCase):
    engine = "sqlite"


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class OnPostgres(Mail, unittest.TestCase):
    engine = "postgres"
