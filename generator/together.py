"""
Several processes that make one site: whoever is free takes the next pages that nobody has, and the first tells the others
what it has worked out meanwhile.
"""

from __future__ import annotations

import os
import tempfile
from array import array
from multiprocessing import Pipe
from typing import Any, Self

LENGTH = 8
"""Pages that follow one another and stay in one process: they show much the same cards."""
_MOST = 1_000_000
"""pages of a site that several processes make"""
_NUMBER = array("I")


class Together:
    """What processes share that part from this one; without others, all is this one's."""

    def __init__(self, shares: int = 1) -> None:
        self.shares = shares
        self._pipes = [Pipe(duplex=False) for _ in range(shares - 1)]
        self._mine = -1
        if shares > 1:
            # Who reads from it goes on where the last one stopped, whichever process that was.
            self._turns = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  closed below
            os.pwrite(self._turns.fileno(), array(_NUMBER.typecode, range(_MOST // LENGTH)), 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for ends in self._pipes:
            for end in ends:
                end.close()
        if self.shares > 1:
            self._turns.close()

    def takes(self, number: int) -> bool:
        """Whether this process makes a page; to be asked of every page in turn, by their numbers from 0."""
        if self.shares == 1:
            return True
        while self._mine < number // LENGTH:
            turn = self._turns.read(_NUMBER.itemsize)
            if not turn:
                raise OverflowError(f"more than {_MOST:,} pages are too many for several processes")
            self._mine = array(_NUMBER.typecode, turn)[0]
        return self._mine == number // LENGTH

    def tell(self, value: Any) -> None:
        """The first process → what the others wait for; it has to be small enough for a pipe, or all would wait."""
        for _, give in self._pipes:
            give.send(value)

    def told(self, share: int) -> Any:
        """What the first process tells, heard once by each of the others, which count from 1."""
        return self._pipes[share - 1][0].recv()
