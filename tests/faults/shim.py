# SPDX-License-Identifier: MIT
"""Controls faultshim.c: which system call fails, when, and with which error."""

import errno
import mmap
import os
import struct
from pathlib import Path

SHORT = "short"  # instead of an error's name: transfer only one byte


class Shim:
    """The memory that is shared with the preloaded library; see struct Order in faultshim.c."""

    LAYOUT = struct.Struct("=IIIII20s")

    def __init__(self, folder: Path) -> None:
        self.path = folder / "order"
        self.path.write_bytes(bytes(self.LAYOUT.size))
        with open(self.path, "r+b") as file:
            self._memory = mmap.mmap(file.fileno(), self.LAYOUT.size)

    def environment(self, library: str) -> dict[str, str]:
        """The environment for the program under test."""
        return os.environ | {"LD_PRELOAD": library, "DIGITSUM_FAULTS": str(self.path)}

    def arm(self, call: str, error: str, nth: int) -> None:
        """Makes the nth call from now on fail."""
        self.disarm()
        code = 0 if error == SHORT else getattr(errno, error)
        self.LAYOUT.pack_into(self._memory, 0, 0, nth, code, 0, 0, call.encode())
        struct.pack_into("=I", self._memory, 0, 1)

    def disarm(self) -> None:
        """Makes all calls succeed again."""
        struct.pack_into("=I", self._memory, 0, 0)

    def has_struck(self) -> bool:
        """Whether a call has failed since arm()."""
        return bool(struct.unpack_from("=I", self._memory, 16)[0])
