# SPDX-License-Identifier: MIT
"""A certificate for the server, and an authority for its clients to trust."""

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
    """Files in a folder."""

    folder: Path

    @property
    def authority(self) -> Path:
        """What clients trust."""
        return self.folder / "ca.pem"

    @property
    def options(self) -> tuple[str, ...]:
        """For the server."""
        return ("--tls-cert", str(self.folder / "server.pem"),
                "--tls-key", str(self.folder / "server.key"))


def trusting(authority: Path) -> ssl.SSLContext:
    """For clients, which check whom they talk to."""
    return ssl.create_default_context(cafile=str(authority))


@contextmanager
def made() -> Iterator[Certificates]:
    """For the time of a with statement. Needs openssl."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["sh", str(SCRIPT), folder], check=True)
        yield Certificates(Path(folder))
