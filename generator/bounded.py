"""
Runs a function over what strangers wrote, within a time and a memory for each item: a worker process that exceeds them is killed.

The converters of prose and pictures are other people's programs, and the next input that sends one of them round in
circles is not known yet. So they never run in the process that makes the site.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from pickle import PicklingError
from typing import Any, TypeVar

try:
    import resource
except ImportError:  # Windows, where nothing is forked either
    resource = None  # type: ignore[assignment]

CAN_FORK = sys.platform.startswith("linux")
"""Whether a process can go on from where this one is; elsewhere forking is missing or unsafe, and items run unbounded."""
_PRCTL = ctypes.CDLL(None).prctl if CAN_FORK else None
"""Looked up before anything is forked: another thread may hold the linker's lock then."""
_PR_SET_PDEATHSIG = 1
_STOPS = frozenset({signal.SIGINT, signal.SIGTERM})
PATIENCE = 4.0
"""Seconds of computing for one item. An honest text takes a hundredth of one, a large photograph less than one."""
_WAITING = 4
"""So many times as long may pass on the clock: a machine that is busy with something else is no fault of an item."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class Beyond(Enum):
    """Why an item has no result."""

    TIME = "it takes too long"
    MEMORY = "it needs too much memory, or ends the program that reads it"


def each_within_bounds(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    memory: int,
    seconds: float = PATIENCE,
    jobs: int = 1,
) -> list[Result | Beyond]:
    """
    Items → their results, in the same order; an item beyond its bounds gives Beyond, and the others go on.

    `memory`: bytes that a worker may take on top of what it shares with this process. Workers are forked, so they
    have the items already; one lasts for as many items as behave. What `function` raises is raised here.
    """
    if not CAN_FORK:
        return [function(item) for item in items]
    results: list[Result | Beyond] = []
    # What is there now is shared with the workers; a walk of the garbage collector would copy it.
    gc.freeze()
    workers: list[_Worker] = []
    try:
        workers += (
            _Worker(function, items, range(first, len(items), jobs), memory, seconds)
            for first in range(min(jobs, len(items)))
        )
        for number in range(len(items)):
            answer = workers[number % jobs].answer()
            results.append(answer)
            if isinstance(answer, Beyond):
                workers[number % jobs].stop()
                rest = range(number + jobs, len(items), jobs)
                workers[number % jobs] = _Worker(function, items, rest, memory, seconds)
    finally:
        for worker in workers:
            worker.stop()
        gc.unfreeze()
    return results


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Items some at a time, none of them asked for before its turn; `itertools` has it from Python 3.12 on."""
    left = iter(items)
    while some := list(islice(left, size)):
        yield some


class Forked:
    """
    A process that goes on from here with a function, which is also given a pipe to this one, whose end here is `ours`.

    It ends with this process, however that ends. Only this one is stopped by Ctrl-C, and says so.
    """

    def __init__(self, function: Callable[..., None], *given: Any) -> None:
        context = multiprocessing.get_context("fork")
        self.ours, theirs = context.Pipe(duplex=False)
        self.process = context.Process(
            target=_go_on, args=(os.getpid(), function, *given, theirs), daemon=True
        )
        # Python forgets an exception that is raised while it forks, and Ctrl-C would be lost.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
        try:
            with warnings.catch_warnings():
                # Newer Pythons warn of threads that a fork leaves behind. The preview has one; such a process needs none.
                warnings.simplefilter("ignore", DeprecationWarning)
                self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.ours.close()


def _go_on(parent: int, function: Callable[..., None], *given: Any) -> None:
    for stop in _STOPS:
        signal.signal(stop, signal.SIG_IGN)
    if _PRCTL:
        _PRCTL(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == parent:
        function(*given)


class _Worker(Forked):
    """A process at work on some of the items, one after the other."""

    def __init__(
        self,
        function: Callable[[Any], Any],
        items: Sequence[Any],
        share: range,
        memory: int,
        seconds: float,
    ) -> None:
        super().__init__(_work, function, items, share, memory, seconds)

    def answer(self) -> Any:
        """The result of the next item, or what ended the process at it."""
        try:
            fault, result = self.ours.recv()
        except (EOFError, ConnectionResetError):
            self.process.join()
            out_of_time = self.process.exitcode in (-signal.SIGPROF, -signal.SIGALRM)
            return Beyond.TIME if out_of_time else Beyond.MEMORY
        if fault:
            raise result
        return result


def _work(
    function: Callable[[Any], Any],
    items: Sequence[Any],
    share: range,
    memory: int,
    seconds: float,
    to_parent: Connection,
) -> None:
    _limit_memory(memory)
    # The system's alarms end this process whatever it is doing, and also when nobody waits for it any more.
    for alarm in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(alarm, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGPROF, signal.SIGALRM})
    for number in share:
        fault, result = False, None
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, seconds * _WAITING)
        try:
            result = function(items[number])
        except MemoryError:
            result = Beyond.MEMORY
        except Exception as error:  # noqa: BLE001  raised again where the results are waited for
            fault, result = True, error
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            to_parent.send((fault, result))
        except (TypeError, AttributeError, PicklingError):
            to_parent.send((True, AssertionError(f"{type(result).__name__}: {result}")))
        except (MemoryError, BrokenPipeError):
            return
        if result is Beyond.MEMORY:
            return


def _limit_memory(more: int) -> None:
    """Lets this process grow by so many bytes and no further, where the system can tell how large it is."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return
    most = pages * resource.getpagesize() + more
    allowed = resource.getrlimit(resource.RLIMIT_AS)[1]
    if allowed == resource.RLIM_INFINITY or most < allowed:
        resource.setrlimit(resource.RLIMIT_AS, (most, allowed))
