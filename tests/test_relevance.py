"""What people type finds whom it should: the table tests/js/relevance.tsv, asked of the real engine over the real content."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from generator.pages.cards import Cards
from generator.pipeline import DATA, Order, understand
from generator.search import plan_search

HERE = Path(__file__).parent
SHARE = 0.95


def test_nearly_every_question_finds_one_of_those_it_should_among_the_first_five(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node on this machine")
    site = understand(Order(today=date(2027, 1, 15))).site
    for output in plan_search(Cards(site), (DATA / "outcodes.csv").read_text("utf-8")).outputs:
        (tmp_path / Path(output.path).name).write_bytes(output.data)
    script = HERE / "js" / "relevance.mjs"
    finished = subprocess.run([node, str(script), str(tmp_path)], capture_output=True, text=True, check=True)
    told = json.loads(finished.stdout)
    assert told["asked"] >= 60
    assert 1 - len(told["missed"]) / told["asked"] >= SHARE, told["missed"]
