"""Tables of texts beside the tests: on each line a kind, a tab and a text, in which \\n is a line break; '-' is what must pass."""

from pathlib import Path


def rows_of(name: str) -> list[tuple[str, str]]:
    """The name of a table → its rows: (kind, text)."""
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    rows = [line.replace("\\n", "\n").partition("\t") for line in lines if line and not line.startswith("#")]
    return [(kind, text) for kind, _, text in rows]
