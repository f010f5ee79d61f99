"""Styles, scripts, fonts and images: what a phone fetches of them."""

from __future__ import annotations

import re
from pathlib import Path

from generator.assets import read_assets, without_comments
from generator.joining import join

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


def test_what_a_first_search_needs_comes_as_one_file_and_what_words_need_as_another() -> None:
    scripts = {
        output.path.rpartition("/")[2]: output.data.decode()
        for output in read_assets(TEMPLATES).outputs
        if output.path.endswith(".js")
    }
    imports = {
        name: set(re.findall(r'^import .*"\./(.*)";$', script, re.MULTILINE))
        for name, script in scripts.items()
    }

    assert imports["joined-find-page.js"] == {"ended.js", "hearts.js"}
    assert imports["joined-find-engine.js"] == {"joined-find-page.js"}
    assert imports["joined-find-list.js"] == {"joined-find-page.js", "minisearch.js"}
    assert 'import("./find-' not in scripts["site.js"] + scripts["joined-find-page.js"]


def test_names_of_joined_scripts_are_not_in_each_others_way() -> None:
    scripts = {
        "a.js": 'import { b } from "./b.js";\nimport { c } from "./c.js";\nconst own = 1;\nexport const a = own + b + c;\nimport("./d.js");\n',
        "b.js": "const own = 2;\nexport const b = own;\n",
        "c.js": "export const c = 3;\n",
        "d.js": 'import { b } from "./b.js";\nexport const d = b;\n',
    }

    assert join(scripts, "a.js", apart={"c.js"}) == {
        "joined-a.js": 'import { c } from "./c.js";\n'
        "const { b } = (() => {\nconst own = 2;\nconst b = own;\nreturn { b };\n})();\n"
        'const { a } = (() => {\nconst own = 1;\nconst a = own + b + c;\nimport("./joined-d.js");\nreturn { a };\n})();\n'
        "export { a, b };\n",
        "joined-d.js": 'import { b } from "./joined-a.js";\nconst { d } = (() => {\nconst d = b;\nreturn { d };\n})();\nexport { d };\n',
    }


def test_scripts_in_another_way_of_writing_stay_apart() -> None:
    for script in ("import * as b from './b.js';\n", "export default 1;\n", "const a = 1;\nexport { a };\n"):
        assert join({"a.js": script}, "a.js", apart=set()) == {}
    same = {
        "a.js": 'import { b } from "./b.js";\nexport const x = b;\n',
        "b.js": "export const b = 1, y = 2;\nexport const x = 2;\n",
    }
    assert join(same, "a.js", apart=set()) == {}
