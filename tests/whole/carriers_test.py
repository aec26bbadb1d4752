"""Messages reach carriers outside: what is sent is what their own documents ask for, what they answer decides what comes next, and nothing goes twice (PL-50, PL-53)."""

import base64
import contextlib
import json
import re
import threading
import unittest
import urllib.parse
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .client import Client
from .contracts import faults_of_sendgrid, faults_of_telegram, faults_of_twilio, faults_of_twilio_list, faults_of_whatsapp
from .mail_test import reviewed_quote, until
from .server import NO_RATE_LIMITS, POSTGRES, Server

ACCOUNT = "AC" + "0123456789abcdef" * 2
SENDGRID = [("api_key", "SG.secret"), ("from_email", "shop@example.com")]
TWILIO = [("account_sid", ACCOUNT), ("auth_token", "twilio-secret"), ("from", "+15005550006")]
MOBIZON = [("api_key", "m-secret"), ("sender", "Guildhall")]
TELEGRAM = [("bot_token", "123456:ABC-def"), ("bot_name", "guildhall_bot")]
BROWSER_KEY = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"  # of RFC 8291
BROWSER_AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
WHATSAPP = [("phone_number_id", "1065401"), ("access_token", "token")]


class Partner:
    """Answers as it is told, then as a partner that takes everything does; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[tuple[int, dict[str, str], Any]] = []
        self.hangs_up = 0  # so many posts are taken and not answered
        self.messages: list[dict[str, Any]] = []  # what it says that it has
        self.looked_up: list[tuple[str, Any]] = []
        partner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # noqa: N802
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                partner.asked.append((self.path, dict(self.headers), body))
                if partner.hangs_up > 0:
                    partner.hangs_up -= 1
                    self.close_connection = True
                    return
                status, headers, said = partner.answers.pop(0) if partner.answers else partner.usual(self.path, len(partner.asked))
                text = json.dumps(said).encode() if said is not None else b""
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(text))}.items():
                    self.send_header(name, value)
                with contextlib.suppress(ConnectionError):  # whoever asked may be dead by now
                    self.end_headers()
                    self.wfile.write(text)

            def do_GET(self) -> None:  # noqa: N802
                said = {"page": 0, "page_size": 1000, "start": 0, "end": len(partner.messages), "uri": self.path, "first_page_uri": self.path,
                        "next_page_uri": None, "previous_page_uri": None, "messages": partner.messages}
                partner.looked_up.append((self.path, said))
                text = json.dumps(said).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    @staticmethod
    def usual(path: str, number: int) -> tuple[int, dict[str, str], Any]:
        if path.startswith("/v3/mail/send"):
            return 202, {"X-Message-Id": f"sg{number}"}, None
        if path.startswith("/2010-04-01/"):
            return 201, {}, {"sid": f"SM{number:032}", "status": "queued"}
        if path.startswith("/service/"):
            return 200, {}, {"code": 0, "data": {"campaignId": "1", "messageId": str(number), "status": 2}, "message": ""}
        if path.startswith("/bot"):
            return 200, {}, {"ok": True, "result": {"message_id": number, "date": 1, "chat": {"id": 77, "type": "private"}}}
        if path.startswith("/push/"):
            return 201, {}, None
        return 200, {}, {"messaging_product": "whatsapp", "contacts": [], "messages": [{"id": f"wamid.{number}"}]}

    def __enter__(self) -> "Partner":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def flags(self) -> list[str]:
        return [word for name in ("sendgrid", "twilio", "mobizon", "telegram", "whatsapp") for word in (f"--{name}-url", self.url)]


def configure(owner: Client, kind: str, fields: list[tuple[str, str]]) -> Any:
    wish = {"is_active": True, "is_sandbox": False, "fields": [{"name": name, "value": value} for name, value in fields]}
    return owner.expect(200, "PATCH", f"/connectors/{kind}", wish)


def tried(owner: Client, kind: str, recipient: str) -> str:
    return owner.expect(201, "POST", f"/connectors/{kind}/test", {"recipient": recipient})["message_ids"][0]


def ended(owner: Client, message: str) -> Any:
    """The message when it is not on its way any more."""
    return until(lambda: (found := owner.expect(200, "GET", f"/messages/{message}"))["state"] != "queued" and found, "the message is over")


class Carriers:
    engine = ""

    def test_requests_are_what_the_partners_ask_for(self) -> None:
        with Partner() as partner, Server(self.engine, *NO_RATE_LIMITS, *partner.flags()) as server:
            owner = server.signed_in(server.add_staff("owner"))
            owner.expect(200, "PATCH", "/company", {"document_name": "Цех «Iron & Thread»"})
            for kind, fields, recipient, carrier_id in [
                ("sendgrid", SENDGRID, "ada@example.com", "sg1"), ("twilio", TWILIO, "+1 500 555 0010", f"SM{2:032}"),
                ("mobizon", MOBIZON, "8 (701) 123-45-67", "3"), ("telegram", TELEGRAM, "77", "77:4"),
                ("whatsapp", WHATSAPP, "+7 701 123 45 67", "wamid.5"),
                ("whatsapp", [("template_name", "order_news")], "+7 701 123 45 67", "wamid.6")]:
                with self.subTest(kind=kind, fields=fields):
                    configure(owner, kind, fields)
                    message = ended(owner, tried(owner, kind, recipient))
                    self.assertEqual((message["state"], message["carrier"], message["carrier_id"]), ("sent", kind, carrier_id))
            paths, _, bodies = zip(*partner.asked, strict=True)
            mail = json.loads(bodies[0])
            self.assertEqual(faults_of_sendgrid(mail), [])
            self.assertEqual(mail["from"], {"email": "shop@example.com", "name": "Цех «Iron & Thread»"})
            self.assertEqual(paths[1], f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json")
            sms = dict(urllib.parse.parse_qsl(bodies[1].decode()))
            self.assertEqual(faults_of_twilio(ACCOUNT, sms), [])
            self.assertEqual(sms["To"], "+15005550010")
            self.assertEqual(partner.asked[1][1]["Authorization"], "Basic " + base64.b64encode(f"{ACCOUNT}:twilio-secret".encode()).decode())
            self.assertEqual(paths[2], "/service/message/sendSmsMessage?output=json&api=v1&apiKey=m-secret")
            self.assertEqual(dict(urllib.parse.parse_qsl(bodies[2].decode()))["recipient"], "77011234567")
            self.assertEqual(paths[3], "/bot123456:ABC-def/sendMessage")
            self.assertEqual(faults_of_telegram(json.loads(bodies[3])), [])
            for body in bodies[4:]:
                self.assertEqual(faults_of_whatsapp(json.loads(body)), [])
            self.assertEqual([json.loads(body)["type"] for body in bodies[4:]], ["text", "template"])

    def test_what_they_answer_decides_what_comes_next(self) -> None:
        with Partner() as partner, Server(self.engine, *NO_RATE_LIMITS, *partner.flags()) as server:
            owner = server.signed_in(server.add_staff("owner"))
            configure(owner, "twilio", TWILIO)
            partner.answers = [(400, {}, {"code": 21211, "message": "The 'To' number is not valid, says twilio-secret.", "status": 400})]
            refused = ended(owner, tried(owner, "twilio", "+15005550001"))
            self.assertEqual((refused["state"], refused["outcome"]), ("failed", "The 'To' number is not valid, says ***. (21211)"))
            partner.answers = [(429, {"Retry-After": "7200"}, {"code": 20429, "message": "Too Many Requests", "status": 429})]
            late = tried(owner, "twilio", "+15005550002")
            waiting = until(lambda: (found := owner.expect(200, "GET", f"/messages/{late}"))["attempts"] == 1 and found["tries"][0]["fate"] and found, "it was asked once")
            self.assertEqual((waiting["state"], waiting["tries"][0]["fate"]), ("queued", "try_again"))
            self.assertGreater(waiting["due_at"], waiting["tries"][0]["finished_at"])
            self.assertEqual(seconds_between(waiting["tries"][0]["finished_at"], waiting["due_at"]), 7200)

    def test_browsers_are_written_to_until_they_withdraw(self) -> None:
        with Partner() as partner, Server(self.engine, *NO_RATE_LIMITS, "--webhooks-to-private") as server:
            owner = server.signed_in(server.add_staff("owner"))
            configure(owner, "web_push", [("subject", "mailto:push@example.com")])
            browser = {"endpoint": f"{partner.url}/push/abc", "p256dh": BROWSER_KEY, "auth": BROWSER_AUTH, "name": "Firefox"}
            device = owner.expect(201, "POST", "/push-devices", browser)
            (message,) = owner.expect(201, "POST", "/connectors/web_push/test", {})["message_ids"]
            self.assertEqual(ended(owner, message)["state"], "sent")
            path, headers, body = partner.asked[0]
            self.assertEqual((path, headers["Content-Encoding"], headers["Urgency"], len(headers["Topic"])), ("/push/abc", "aes128gcm", "normal", 22))
            self.assertGreater(int(headers["TTL"]), 0)
            self.assertEqual(body[16:21], b"\x00\x00\x10\x00\x41")  # record size 4096, a key of 65 bytes
            token, key = re.fullmatch(r"vapid t=(\S+), k=(\S+)", headers["Authorization"]).groups()
            self.assertEqual(key, owner.expect(200, "GET", "/push-devices")["public_key"])
            claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
            self.assertEqual((claims["aud"], claims["sub"]), (partner.url, "mailto:push@example.com"))
            partner.answers = [(410, {}, None)]
            (message,) = owner.expect(201, "POST", "/connectors/web_push/test", {})["message_ids"]
            self.assertEqual(ended(owner, message)["state"], "failed")
            self.assertEqual(owner.expect(200, "GET", "/push-devices")["items"], [], "it is written to no more")
            # The browser was away when its subscription was renewed, and tells of it now, signed in or not.
            renewed = {"renewal_token": device["renewal_token"], "endpoint": f"{partner.url}/push/next", "p256dh": BROWSER_KEY, "auth": BROWSER_AUTH}
            self.assertEqual(server.client().expect(200, "POST", "/push-devices/renew", renewed)["id"], device["id"])
            (message,) = owner.expect(201, "POST", "/connectors/web_push/test", {})["message_ids"]
            self.assertEqual((ended(owner, message)["state"], partner.asked[-1][0]), ("sent", "/push/next"))

    def test_a_letter_goes_once_though_the_power_goes(self) -> None:
        with Partner() as partner, Server(self.engine, *NO_RATE_LIMITS, *partner.flags()) as server:
            owner = server.signed_in(server.add_staff("owner", "boss@example.com"))
            configure(owner, "sendgrid", SENDGRID)
            ada = server.registered("ada@example.com")
            reviewed_quote(server, ada)
            server.kill()
            server.environment["GUILDHALL_CLOCK_OFFSET"] = "600"
            server.start()
            owner = server.signed_in("boss@example.com")
            (letter,) = until(lambda: [one for one in owner.expect(200, "GET", "/messages?event=quote.approved&channel=email")["items"] if one["state"] != "queued"],
                              "the letter is over")
            came = [body for _, _, body in partner.asked if b"Q-" in body and b"ada@example.com" in body and b"is ready" in body]
            # Cut off while the partner had it, it is not sent again, and says so.
            self.assertIn((letter["state"], len(came)), [("sent", 1), ("failed", 0), ("failed", 1)])


    def test_twilio_is_asked_before_what_nobody_saw_the_end_of_is_sent_again(self) -> None:
        with Partner() as partner, Server(self.engine, *NO_RATE_LIMITS, *partner.flags()) as server:
            owner = server.signed_in(server.add_staff("owner", "boss@example.com"))
            configure(owner, "twilio", TWILIO)
            partner.hangs_up = 2
            there, lost = tried(owner, "twilio", "+1 500 555 0010"), tried(owner, "twilio", "+1 500 555 0011")
            for message in (there, lost):
                open_try = until(lambda one=message: (tries := owner.expect(200, "GET", f"/messages/{one}")["tries"]) and tries[0]["words"] and tries[0], "no answer came")
                self.assertIsNone(open_try["fate"], "nobody knows yet")
            sent = [dict(urllib.parse.parse_qsl(body.decode())) for _, _, body in partner.asked]
            self.assertEqual(len(sent), 2)
            (taken,) = [form for form in sent if form["To"] == "+15005550010"]
            now = format_datetime(datetime.now(UTC))
            partner.messages = [listed(taken, "SM" + "a" * 32, now), {**listed(taken, "SM" + "b" * 32, now), "direction": "inbound"}]

            # It is asked a minute later; what it has is taken as it says, and what it has not may be on its way there.
            owner = later(server, 90)
            self.assertEqual((found := ended(owner, there))["state"], "delivered")
            self.assertEqual((found["carrier_id"], len(found["tries"]), found["tries"][0]["fate"]), ("SM" + "a" * 32, 1, "accepted"))
            until(lambda: sum("0011" in path for path, _ in partner.looked_up) >= 1 or None, "it was asked for both")
            self.assertEqual(owner.expect(200, "GET", f"/messages/{lost}")["state"], "queued")
            self.assertEqual(len(partner.asked), 2, "nothing went twice")
            # Only when it had time enough does it go once more.
            owner = later(server, 1200)
            self.assertEqual([one["fate"] for one in ended(owner, lost)["tries"]], ["try_again", "accepted"])
            self.assertEqual([dict(urllib.parse.parse_qsl(body.decode()))["To"] for _, _, body in partner.asked[2:]], ["+15005550011"])
            for path, answer in partner.looked_up:
                address, _, query = path.partition("?")
                self.assertEqual(address, f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json")
                self.assertEqual(faults_of_twilio_list(dict(urllib.parse.parse_qsl(query)), answer), [])


def later(server: Server, seconds: int) -> Client:
    """The same installation when so much time has passed, and its owner."""
    server.kill()
    server.environment["GUILDHALL_CLOCK_OFFSET"] = str(seconds)
    server.start()
    return server.signed_in("boss@example.com")


def listed(form: dict[str, str], sid: str, at: str) -> dict[str, Any]:
    """A message that was posted, as Twilio lists it."""
    return {"sid": sid, "account_sid": ACCOUNT, "to": form["To"], "from": form["From"], "body": form["Body"], "status": "delivered", "direction": "outbound-api",
            "date_created": at, "date_sent": at, "date_updated": at, "num_segments": "1", "num_media": "0", "error_code": None, "error_message": None,
            "messaging_service_sid": None, "price": None, "price_unit": "USD", "api_version": "2010-04-01", "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}.json"}


def seconds_between(first: str, second: str) -> int:
    return round((datetime.fromisoformat(second) - datetime.fromisoformat(first)).total_seconds())


class OnSqlite(Carriers, unittest.TestCase):
    engine = "sqlite"


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class OnPostgres(Carriers, unittest.TestCase):
    engine = "postgres"
