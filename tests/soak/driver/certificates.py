# SPDX-License-Identifier: MIT
"""Makes a certificate for the server and the authority that its clients trust."""

import ssl
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent.parent / "support" / "tlscertificates.sh"


@dataclass(frozen=True)
class Certificates:
    """The folder with the files that tlscertificates.sh makes."""

    folder: Path

    @property
    def authority(self) -> Path:
        """The certificate file of the authority."""
        return self.folder / "ca.pem"

    @property
    def options(self) -> tuple[str, ...]:
        """The server's command-line options."""
        return ("--tls-cert", str(self.folder / "server.pem"),
                "--tls-key", str(self.folder / "server.key"))


def trusting(authority: Path) -> ssl.SSLContext:
    """A context for clients, which verify the server's certificate."""
    return ssl.create_default_context(cafile=str(authority))


@contextmanager
def made() -> Iterator[Certificates]:
    """Makes the files for the duration of a with statement. Needs openssl."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["sh", str(SCRIPT), folder], check=True)
        yield Certificates(Path(folder))
