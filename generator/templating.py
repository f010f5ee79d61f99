"""
Renders a Page through its template: the only room that knows Jinja.

Autoescape is always on and an unknown name is an error; content is never a template.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.bccache import Bucket
from markupsafe import Markup

from generator.bounded import CAN_FORK, Forked
from generator.cache import Cache, fingerprint
from generator.output import OutputFile
from generator.views import Frame, Page


class _Environment(Environment):
    """Jinja with plain dictionaries of globals: chained ones make every import of a component six times slower."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


class _Compiled(BytecodeCache):
    """
    Every template that this process, or an earlier build, has compiled, by its text: compiling takes longer than
    rendering a small site.
    """

    codes: ClassVar[dict[tuple[str, str], Any]] = {}

    def __init__(self, cache: Cache | None) -> None:
        self.cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))
        data = self.cache.recall(_key(bucket)) if self.cache else None
        if data and not bucket.code:
            bucket.bytecode_from_string(data)
        elif bucket.code and not data:
            self.dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key, bucket.checksum] = bucket.code
        if self.cache:
            self.cache.remember(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> bytes:
    return fingerprint("template", bucket.key, bucket.checksum)


@contextmanager
def compiled_apart(templates: Path) -> Iterator[None]:
    """While this process does something else, another one compiles the templates of a folder; at the end they are here."""
    if not CAN_FORK:
        yield
        return
    other = Forked(_compile, templates)
    try:
        yield
        # Where one cannot be compiled there is nothing: it is told when it is compiled here.
        with suppress(EOFError):
            _Compiled.codes.update({key: marshal.loads(code) for key, code in other.ours.recv().items()})  # noqa: S302  from ourselves
    finally:
        other.stop()


def _compile(templates: Path, to_parent: Connection) -> None:
    try:
        Renderer(templates).compile_all()
    except (TemplateError, OSError, ValueError):
        return
    to_parent.send({key: marshal.dumps(code) for key, code in _Compiled.codes.items()})


class Renderer:
    """The templates of one folder, ready to render the pages of one frame."""

    def __init__(self, templates: Path, frame: Frame | None = None, cache: Cache | None = None) -> None:
        self.frame = frame
        self.remembered: dict[tuple[Any, ...], tuple[Any, str]] = {}
        self.components: list[bytes] = []
        """what is remembered; a page is first rendered with a mark for each, which tells its place here"""
        self.environment = _Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=_Compiled(cache),
        )
        # Before the first template is loaded: macros imported without context see only these.
        self.environment.globals["remember"] = self.remember

    def compile_all(self) -> None:
        """Every template, before several processes would each compile them."""
        for name in self.environment.list_templates(extensions=["html"]):
            self.environment.get_template(name)

    def remember(self, macro: Callable[..., Markup], *views: Any) -> str:
        """A component rendered once for each view, as a card stands on many lists → the mark in its place."""
        # By identity, since views are shared and comparing them costs more than finding them; kept, so that it stays theirs.
        key = (macro.name, *map(id, views))  # type: ignore[attr-defined]
        if key not in self.remembered:
            pieces = self._pieces(macro(*views))
            self.remembered[key] = (views, f"{_MARK}{len(self.components)}{_MARK}")
            self.components.append(b"".join(pieces))
        return self.remembered[key][1]

    def _pieces(self, text: str) -> list[bytes]:
        """What was rendered → its bytes, every second piece a component."""
        pieces = text.split(_MARK)
        encoded = [piece.encode() for piece in pieces]
        encoded[1::2] = [self.components[int(number)] for number in pieces[1::2]]
        return encoded

    def render(self, page: Page) -> OutputFile:
        """Page → its file, and in its parts: what is its own, and the components that other pages have too."""
        pieces = self._pieces(
            self.environment.get_template(page.template).render(page=page, frame=self.frame)
        )
        return OutputFile(page.output_path, b"".join(pieces), (b"".join(pieces[::2]), *pieces[1::2]))


_MARK = "\0"
"""No text has it, since a source with one is refused, and nothing of it is escaped."""
