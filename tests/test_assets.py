"""Styles, scripts, fonts and images: what a phone fetches of them."""

from __future__ import annotations

from pathlib import Path

from generator.assets import read_assets, without_comments

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


def test_a_script_goes_out_without_comments_and_indentation() -> None:
    script = '// why\n\nif (a) {\n  /* what\n     it is */\n  b("// not a comment");  // said\n}\n'

    assert without_comments(script) == 'if (a) {\nb("// not a comment");  // said\n}\n'


def test_a_licence_stays() -> None:
    assert without_comments("/*! MIT */\na();\n") == "/*! MIT */\na();\n"
    scripts = {output.path.rpartition("/")[2]: output.data for output in read_assets(TEMPLATES).outputs}
    assert b"MIT licence" in scripts["minisearch.js"]


def test_a_script_with_a_text_over_several_lines_stays_as_it_is() -> None:
    for script in ("a(`one\n  // two`);\n", "/* one\n*/ a();\n", "/* one */ a();\n"):
        assert without_comments(script) == script
