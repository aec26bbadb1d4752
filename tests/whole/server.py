"""The program as a process: started on a directory or a database of its own, killed or stopped, and never left behind."""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from .client import Client

SOURCE = Path(__file__).resolve().parents[2]
PROGRAM = SOURCE / "build/guildhall"
START_SECONDS = 60
POSTGRES = os.environ.get("GUILDHALL_TEST_POSTGRES", "")
ENGINES = ["sqlite", "postgres"] if POSTGRES else ["sqlite"]
PASSWORD = "correct horse battery"
NO_RATE_LIMITS = ["--rate-limit-auth", "0", "--rate-limit-code", "0", "--rate-limit-api", "0", "--rate-limit-price", "0", "--rate-limit-inbound", "0"]


def run_program(*words: object, seconds: float = 120, cwd: Path = SOURCE) -> subprocess.CompletedProcess[str]:
    """Runs one command to its end; a command that hangs is an error."""
    return subprocess.run([str(PROGRAM), *map(str, words)], cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, errors="replace", timeout=seconds, check=False)


def new_database() -> str:
    """The address of an empty one; it goes when its PostgreSQL server goes."""
    name = f"whole_{secrets.token_hex(6)}"
    subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", POSTGRES, "-c", f"CREATE DATABASE {name}"],
                   check=True, stdin=subprocess.DEVNULL, timeout=60)
    return POSTGRES.rpartition("/")[0] + "/" + name


class Server:
    """A server and its data. `with Server("sqlite") as server:` starts it; afterwards process and data are gone."""

    def __init__(self, engine: str = "sqlite", *flags: str, demo: bool = False) -> None:
        self.engine, self.flags, self.demo = engine, list(flags), demo
        self.place = Path(tempfile.mkdtemp(prefix="guildhall-whole."))
        self.process: subprocess.Popen[bytes] | None = None
        self.port, self.url = 0, new_database() if engine == "postgres" else ""
        self.environment: dict[str, str] = {}  # what it is started with besides ours

    def __enter__(self) -> "Server":
        try:
            self.start()
        except BaseException:
            self.clean_up()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.clean_up()

    def settings(self) -> list[str]:
        """What every command needs to find this installation."""
        return ["--data", str(self.place / "data"), "--test-mode", *(["--database", self.url] if self.url else [])]

    def start(self) -> None:
        port_file = self.place / "port"
        port_file.unlink(missing_ok=True)
        words = ["serve", *self.settings(), *(["--demo"] if self.demo else []), "--listen", "127.0.0.1:0"]
        words += ["--port-file", str(port_file), "--log-requests=false"]
        words += ["--job-lease", "10"]  # what a killed one has left is taken up soon
        words += ["--analysis-patience", "120000", "--price-patience", "120000", *self.flags]  # machines may be slow
        with (self.place / "log").open("ab") as log:
            self.process = subprocess.Popen([str(PROGRAM), *words], cwd=SOURCE, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            env=os.environ | self.environment)
        for _ in range(START_SECONDS * 50):
            if port_file.exists():
                self.port = int(port_file.read_text())
                return
            try:
                self.process.wait(timeout=0.02)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(f"the server ended with {self.process.returncode} instead of listening:\n{self.log()}")
        raise AssertionError(f"the server does not listen after {START_SECONDS} s:\n{self.log()}")

    def client(self, token: str = "") -> Client:
        return Client(self.port, token)

    def add_staff(self, role: str, email: str = "") -> str:
        """A person of the company, by the command line; the answer is the e-mail to sign in with."""
        email = email or f"{role}@example.com"
        done = run_program("user", "add", email, "--name", role.title(), "--role", role, "--password", PASSWORD, *self.settings())
        assert done.returncode == 0, done.stderr
        return email

    def signed_in(self, email: str) -> Client:
        client = self.client()
        client.token = client.expect(200, "POST", "/auth/login", {"email": email, "password": PASSWORD})["access_token"]
        return client

    def registered(self, email: str) -> Client:
        client = self.client()
        wish = {"email": email, "password": PASSWORD, "full_name": "Ada Lovelace"}
        client.token = client.expect(201, "POST", "/auth/register", wish)["access_token"]
        return client

    def kill(self) -> None:
        """As a power cut would: no handler runs."""
        self.process.kill()
        self.process.wait()

    def stop(self, seconds: float = 60) -> int:
        """Asks it to end and answers its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=seconds)

    def verify(self) -> subprocess.CompletedProcess[str]:
        return run_program("verify", *self.settings())

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def log(self) -> str:
        return "".join((self.place / "log").read_text(errors="replace").splitlines(keepends=True)[-20:])

    def clean_up(self) -> None:
        if self.alive():
            self.kill()
        shutil.rmtree(self.place, ignore_errors=True)
