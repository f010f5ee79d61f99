"""
The house stands as its README draws it: imports go down only, and each kind of work has its room.

A new module gets a place in FLOORS; a change of the order is a change of the map of the house in README.md too.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = (
    "problems messages urls bounded together qr_codes chance packing hints later plain_markdown front_matter cache",  # ground floor: import nothing of ours
    "output joining",
    "fields sources assets images views order contact",
    "validation recurrence prose pupils",
    "vocabularies settings",
    "records register hidden interview",
    "screening visits",
    "drafts",
    "site_model duplicates",
    "understood",
    "resuming",
    "structured_data pages.words pages.sketch schema",
    "pages.cards",
    "pages.areas pages.details pages.listings",
    "pages.finding pages.writing",
    "pages",
    "search feeds calendars open_data templating starter",
    "withdrawal report headers spreadsheet",
    "pipeline",
    "preview",
    "commands",
    "build",
)
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor.split()}

LATE_IMPORTS = {
    ("qr_codes", "zxingcpp"): "only profiles that may be printed need it",
    (
        "pipeline",
        "generator.calendars",
    ): "icalendar is a tenth of the start of a build of a few pages, which has no calendar",
    ("images", "PIL"): "a heavy import that a site without photographs does not need",
    (
        "build",
        "generator.commands",
    ): "a build that has nothing to do ends before the generator would have been imported",
    ("commands", "generator.preview"): "its web server takes longer to import than many a build takes",
}
"""Imports inside a function, each with its reason."""

# Which calls do a kind of work, and the only rooms for it: `print(…)`, `.now(…)` of anything, `time.time(…)` of a module.
WORK = {
    "print": ({"print"}, {"build", "commands", "preview"}),
    "ask the clock": (
        {".now", ".utcnow", ".today", "time.time", "time.time_ns", ".perf_counter", ".monotonic", ".localtime"},
        {"build", "commands", "preview"},
    ),
    "ask the environment": ({".environ", ".getenv", ".getcwd", ".cwd", ".gethostname", ".expanduser"}, set()),
    "use chance": ({".random", ".choice", ".shuffle", ".randint", ".uuid4", ".urandom", ".token_hex"}, set()),
    "look at files": (
        {"open", ".open", ".read_text", ".read_bytes", ".glob", ".rglob", ".iterdir", ".scandir", ".listdir", ".walk",
         "FileSystemLoader"},
        {"sources", "images", "assets", "bounded", "templating", "pipeline", "output", "starter", "preview", "withdrawal", "cache"},
    ),
    "write files": (
        {".write", ".write_text", ".write_bytes", ".mkdir", ".rename", "os.link", ".unlink", ".rmdir", ".rmtree", ".chmod",
         ".symlink_to", ".touch", "os.remove", "shutil.copy", "shutil.copy2", "shutil.copytree", "shutil.move"},
        {"output", "starter", "withdrawal", "report", "cache"},
    ),
    # What begins with = runs in a spreadsheet: whoever writes the first CSV file writes ' before such a cell.
    "write CSV": ({"csv.writer", "csv.DictWriter", ".writerow", ".writerows"}, set()),
    "make Markup": ({"Markup"}, {"prose", "structured_data"}),
}  # fmt: skip
OUTSIDE = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "requests",
    "httpx",
    "ftplib",
    "smtplib",
    "subprocess",
    "asyncio",
}
"""What reaches another machine or program: a build works without network and without git."""
LIBRARIES = {
    "jinja2": {"templating", "preview"},
    "yaml": {"sources"},
    "frontmatter": {"sources"},
    "markdown": {"prose"},
    "nh3": {"prose"},
    "PIL": {"images"},
    "icalendar": {"calendars"},
    "dateutil": {"recurrence"},
    "zxingcpp": {"qr_codes"},
    "livereload": {"preview"},
    "tornado": {"preview"},
}


def parsed():
    """Room → its syntax tree."""
    found = {"build": ast.parse((ROOT / "build.py").read_text("utf-8"))}
    for path in sorted((ROOT / "generator").rglob("*.py")):
        parts = path.relative_to(ROOT / "generator").with_suffix("").parts
        room = ".".join(parts).removesuffix("__init__").removesuffix(".")
        if room:
            found[room] = ast.parse(path.read_text("utf-8"))
    return found


ROOMS = parsed()


def imports_in(tree):
    """Every module that is imported; of `from generator import x`, x too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{name.name}" for name in node.names]
            yield from [name for name in names if name.removeprefix("generator.") in ROOMS] or [node.module]


def calls_in(tree):
    """What is called: `name`, `.name` of anything, `module.name`; and os.environ, which is read and not called."""
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else node
        if isinstance(called, ast.Attribute) and (called is not node or called.attr == "environ"):
            yield f".{called.attr}"
            yield f"{getattr(called.value, 'id', '')}.{called.attr}"
        elif isinstance(called, ast.Name) and called is not node:
            yield called.id


def test_every_room_stands_on_one_floor() -> None:
    assert sorted(FLOOR_OF) == sorted(ROOMS)
    assert sum(len(floor.split()) for floor in FLOORS) == len(FLOOR_OF)


@pytest.mark.parametrize("room", ROOMS)
def test_imports_go_down_only(room: str) -> None:
    ours = {
        name.removeprefix("generator.") for name in imports_in(ROOMS[room]) if name.startswith("generator.")
    }

    assert {name for name in ours if FLOOR_OF[name] >= FLOOR_OF[room]} == set()


def test_nothing_is_imported_inside_a_function_without_a_reason() -> None:
    found = {
        (room, name if name.startswith("generator") else name.partition(".")[0])
        for room, tree in ROOMS.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for name in imports_in(function)
    }

    assert found == set(LATE_IMPORTS)
    assert all(LATE_IMPORTS.values())


@pytest.mark.parametrize("work", WORK)
def test_each_kind_of_work_has_its_room(work: str) -> None:
    calls, rooms = WORK[work]
    found = {room for room, tree in ROOMS.items() if not calls.isdisjoint(calls_in(tree))}

    assert found - rooms == set()


@pytest.mark.parametrize(
    ("line", "work"),
    [
        ("print(1)", "print"),
        ("date.today()", "ask the clock"),
        ("datetime.now(zone)", "ask the clock"),
        ("os.environ['HOME']", "ask the environment"),
        ("Path('a').read_text('utf-8')", "look at files"),
        ("open('a')", "look at files"),
        ("target.unlink()", "write files"),
        ("Markup(text)", "make Markup"),
        ("csv.writer(file)", "write CSV"),
    ],
)
def test_work_is_seen_where_it_is_done(line: str, work: str) -> None:
    assert not WORK[work][0].isdisjoint(calls_in(ast.parse(line)))


def test_nothing_reaches_another_machine_or_program() -> None:
    found = {
        (room, name)
        for room, tree in ROOMS.items()
        for name in imports_in(tree)
        if OUTSIDE.intersection((name, name.partition(".")[0]))
    }

    assert found == set()


@pytest.mark.parametrize("library", LIBRARIES)
def test_each_library_is_known_in_its_room_alone(library: str) -> None:
    found = {
        room
        for room, tree in ROOMS.items()
        if any(name.partition(".")[0] == library for name in imports_in(tree))
    }

    assert found == LIBRARIES[library]
