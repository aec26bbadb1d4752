"""How the receiver of a webhook knows that a request is Guildhall's and fresh. Quoted in docs/webhooks.md, used by the tests."""

import hashlib
import hmac
import time
from collections.abc import Mapping

OLDEST_SECONDS = 300


def is_genuine(secret: str, headers: Mapping[str, str], body: bytes, now: float | None = None) -> bool:
    stamp = headers.get("Guildhall-Timestamp", "")
    if not stamp.isdecimal() or abs((time.time() if now is None else now) - int(stamp)) > OLDEST_SECONDS:
        return False  # kept and sent again by somebody else, or a clock is wrong
    wanted = "v1=" + hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    given = headers.get("Guildhall-Signature", "").split(",")  # two while the secret is being changed
    return any(hmac.compare_digest(wanted, one.strip()) for one in given)
