"""Numbers packed into few letters, and read again by the browser's module."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.packing import Packer

MODULE = (Path(__file__).resolve().parent.parent / "templates" / "static" / "js" / "find-packed.js").as_uri()


def read_again(text: str, calls: str) -> list[object]:
    script = f"import {{ Unpacker }} from {json.dumps(MODULE)}; const from = new Unpacker({json.dumps(text)}); console.log(JSON.stringify([{calls}]))"
    finished = subprocess.run(
        ["node", "--input-type=module"], input=script, capture_output=True, text=True, check=True
    )
    return list(json.loads(finished.stdout))


def packed(kinds: int, records: Sequence[Sequence[int]]) -> str:
    packer = Packer()
    packer.terms(kinds, records)
    return packer.text()


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
@pytest.mark.parametrize("seed", range(5))
def test_the_browser_reads_what_was_packed(seed: int) -> None:
    chance = random.Random(seed)
    count = (0, 1, 700, 3000, 20_000)[seed]
    columns = [
        [sorted(chance.sample(range(kinds), chance.randint(0, min(kinds, 4)))) for _ in range(count)]
        for kinds in (1, 2, 7, 40, 120)
    ]
    numbers = [min(2, int(chance.expovariate(2))) for _ in range(count)]
    packer = Packer()
    for kinds, column in zip((1, 2, 7, 40, 120), columns, strict=True):
        packer.terms(kinds, column)
    packer.numbers(3, numbers)

    calls = ",".join(
        f"Array.from({{ length: {count} }}, from.terms({kinds}))" for kinds in (1, 2, 7, 40, 120)
    )
    assert read_again(packer.text(), f"{calls}, from.numbers(3, {count})") == [*columns, numbers]


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_a_text_cut_short_is_read_without_end_or_fault() -> None:
    text = packed(40, [[number % 40] for number in range(500)])
    for cut in (0, 1, 20, len(text) // 2):
        (column,) = read_again(text[:cut], "Array.from({ length: 500 }, from.terms(40))")
        assert len(column) == 500  # type: ignore[arg-type]


def test_nothing_but_letters_and_breaks_comes_out_and_no_word_is_long() -> None:
    text = packed(40, [[number % 39, 39] for number in range(39 * 50)])
    assert text.replace(" ", "").isalpha()
    assert text.isascii()
    assert max(map(len, text.split())) <= 100


def test_what_comes_often_takes_little_room() -> None:
    often = packed(40, [[3]] * 3000)
    seldom = packed(40, [[number * 7919 % 40] for number in range(3000)])
    assert len(often) < 150
    assert len(seldom) < 3000
