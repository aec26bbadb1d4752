"""Certificates made for a test: an authority of its own, and what it signs."""

import subprocess
from pathlib import Path


class Authority:
    """Makes keys and certificates in a folder with Debian's openssl; nobody trusts it who is not told to."""

    def __init__(self, place: Path, name: str) -> None:
        self.place, self.name = place, name
        self.certificate, self.key = place / f"{name}.pem", place / f"{name}.key"
        self.openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                     "-addext", "basicConstraints=critical,CA:TRUE", "-keyout", self.key, "-out", self.certificate)

    def certify(self, subject: str) -> tuple[Path, Path]:
        """The certificate and key of whoever is reached by this name: "DNS:mail.example.com" or "IP:127.0.0.2"."""
        stem = self.place / (self.name + "-" + subject.replace(":", "-"))
        certificate, key, wish, names = (stem.with_suffix(ending) for ending in (".pem", ".key", ".csr", ".cnf"))
        names.write_text(f"subjectAltName={subject}\nbasicConstraints=CA:FALSE\n")
        self.openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=mail", "-keyout", key, "-out", wish)
        self.openssl("x509", "-req", "-in", wish, "-CA", self.certificate, "-CAkey", self.key, "-days", "2", "-extfile", names, "-out", certificate)
        return certificate, key

    @staticmethod
    def openssl(*words: object) -> None:
        subprocess.run(["openssl", *map(str, words)], check=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
