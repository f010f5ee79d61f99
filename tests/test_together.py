"""Whoever is free takes the next pages, each page is one process's, and what the first one tells is heard by all others."""

from __future__ import annotations

import pytest

from generator import together
from generator.bounded import CAN_FORK, Forked
from generator.together import LENGTH, Together

PAGES = 50 * LENGTH - 3


def taken(shared: Together) -> list[int]:
    return [number for number in range(PAGES) if shared.takes(number)]


def test_alone_a_process_takes_every_page() -> None:
    with Together() as alone:
        assert taken(alone) == list(range(PAGES))


@pytest.mark.skipif(not CAN_FORK, reason="no process can be forked here")
def test_every_page_is_taken_by_one_process_and_neighbours_stay_together() -> None:
    def help_with(share: int, pipe) -> None:
        pipe.send((shared.told(share), taken(shared)))

    with Together(4) as shared:
        helpers = [Forked(help_with, share) for share in range(1, 4)]
        shared.tell({"what": "was worked out"})
        found = [taken(shared)]
        for helper in helpers:
            told, more = helper.ours.recv()
            assert told == {"what": "was worked out"}
            found.append(more)
            helper.stop()

    assert sorted(number for each in found for number in each) == list(range(PAGES))
    for each in found:
        blocks = {number // LENGTH for number in each}
        assert each == [number for number in range(PAGES) if number // LENGTH in blocks]


def test_no_page_is_left_out_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "_MOST", 3 * LENGTH)
    with Together(2) as shared, pytest.raises(OverflowError, match="too many"):
        taken(shared)
