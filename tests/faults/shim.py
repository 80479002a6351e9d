# SPDX-License-Identifier: MIT
"""The other end of faultshim.c: says which system call is to fail, when, and how."""

import errno
import mmap
import os
import struct
from pathlib import Path

SHORT = "short"  # in place of an error's name: one byte instead of many


class Shim:
    """The order that the preloaded library reads: see faultshim.c."""

    LAYOUT = struct.Struct("=IIIII20s")

    def __init__(self, folder: Path) -> None:
        self.path = folder / "order"
        self.path.write_bytes(bytes(self.LAYOUT.size))
        with open(self.path, "r+b") as file:
            self._memory = mmap.mmap(file.fileno(), self.LAYOUT.size)

    def environment(self, library: str) -> dict[str, str]:
        """For the program that is to obey the order."""
        return os.environ | {"LD_PRELOAD": library, "DIGITSUM_FAULTS": str(self.path)}

    def arm(self, call: str, error: str, nth: int) -> None:
        """From now on, the nth call fails."""
        self.disarm()
        code = 0 if error == SHORT else getattr(errno, error)
        self.LAYOUT.pack_into(self._memory, 0, 0, nth, code, 0, 0, call.encode())
        struct.pack_into("=I", self._memory, 0, 1)

    def disarm(self) -> None:
        """Nothing fails any more."""
        struct.pack_into("=I", self._memory, 0, 0)

    def has_struck(self) -> bool:
        """Since it was armed."""
        return bool(struct.unpack_from("=I", self._memory, 16)[0])
