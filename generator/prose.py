"""
Turns the Markdown of a body into safe HTML: the only maker of `Markup` from content.

Raw HTML is off, pictures come only through the photo field, links obey one policy, and an allow-list sanitiser stands
behind it all. Whatever would be lost on the way is a problem with its line.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement

import markdown
import nh3
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from generator.bounded import Beyond, batched, each_within_bounds
from generator.fields import host_of, web_address
from generator.messages import MESSAGES
from generator.plain_markdown import plain_html
from generator.problems import Problem, nearest, quoted
from generator.sources import HIDDEN, hidden_message

BODY_LIMIT = 20_000
LINE_LIMIT = 2_000
DEPTH_LIMIT = 12
RUN_LIMIT = 200
BRACKET_LIMIT = 400
HEADING_LIMIT = 200
COLUMN_LIMIT = 30
GUESSES = 10
"""For so many wrong links of one body the nearest name is looked up; whoever has more has another trouble."""
ID_PREFIX = "c-"
"""Before every id that comes from content, so that no heading can take the place of one of the page's own."""

TAGS = frozenset(
    "p a em strong ul ol li blockquote code pre h2 h3 h4 h5 h6 hr br table thead tbody tr th td span del".split()
)
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "rel", "class"},
    "span": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
    "th": {"class"},
    "td": {"class"},
    "ol": {"start"},
}
SITE_LIKE = re.compile(r"(?:[a-z0-9-]+\.)+(?!md\b)[a-z]{2,}(?:/|$)", re.IGNORECASE)
"""www.example.org, which nobody means as a file"""
HTML_TAG = re.compile(
    r"<(?:!--|!doctype|[/]?(?:a|abbr|area|article|aside|audio|b|base|big|blink|blockquote|body|br|button|canvas|center|code|details|div|dl"
    r"|em|embed|fieldset|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|link|main|map"
    r"|mark|marquee|math|menu|meta|nav|noscript|object|ol|option|p|param|picture|pre|s|script|section|select|small|source|span|strike"
    r"|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|track|tt|u|ul|video|wbr)(?=[\s/>]))",
    re.IGNORECASE,
)
_CODE = re.compile(r"(`+)(?:.(?!\1))*?.?\1|^(?: {4}|\t)[^\n]*$", re.MULTILINE | re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]*\]\s?[(\[]")
_RUN = re.compile(r"([^\w\s])\1{" + str(RUN_LIMIT) + ",}")
_HEADING_LIKE = re.compile(r"^[ ]{0,3}(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)
_SIGN = re.compile(r"[^\w\s.,'’\"?–-]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});")


@dataclass(frozen=True, slots=True)
class HeadingLink:
    """A link to a heading, which can be looked up when all bodies are rendered."""

    path: str
    """source path of the page that has the heading"""
    name: str
    """the heading's id without the prefix"""
    written: str
    line: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A body as HTML, its headings as (id, words), what is wrong with it, and which headings it links to."""

    html: Markup
    headings: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    heading_links: tuple[HeadingLink, ...] = ()
    leads: tuple[tuple[str, str], ...] = ()
    """(source path, address) of the files it links to: what it depends on besides its own text"""


NO_PROSE = Prose(Markup(""), (), ())


def render_prose(
    body: str,
    *,
    path: str,
    body_line: int,
    addresses: Mapping[str, str],
    under: int,
) -> Prose:
    """
    Markdown → Prose. `addresses`: source path → address, '' for a file whose page is not published. `under` is the level
    of the page's heading that stands above the body (1 or 2). Links to headings are looked up by `check_heading_links`.
    """
    problems = list(check_body(body, path=path, body_line=body_line))
    if any(problem.rule in ("body-size", "body-shape") for problem in problems):
        return Prose(Markup(""), (), tuple(problems))
    if not body.strip():
        return Prose(Markup(""), (), tuple(problems))
    links, headings = _Links(body, path, body_line, addresses), _Headings(under)
    try:
        html = plain_html(body, headings.take, links.html) or _converted(body, links, headings)
    except RecursionError:
        problems.append(
            Problem(
                path,
                body_line,
                "",
                "body-shape",
                "the text is nested too deeply. Use fewer lists inside lists.",
            )
        )
        return Prose(Markup(""), (), tuple(problems))
    clean = nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes={"https"},
        link_rel=None,
        strip_comments=True,
    )
    lost = _first_lost(html, clean)
    if lost:
        problems.append(_lost(*lost, body, path, body_line))
    # Sources have no hidden characters, and ASCII letters none that stack.
    hidden = None if body.isascii() and "&" not in body else HIDDEN.search(clean)
    if hidden:
        problems.append(_hidden_by_entity(hidden, body, path, body_line))
        clean = HIDDEN.sub("", clean)
    return Prose(
        Markup(clean),
        tuple(headings.found),
        tuple(problems + links.problems),
        tuple(links.heading_links),
        tuple(links.leads.items()),
    )


def _hidden_by_entity(hidden: re.Match[str], body: str, path: str, body_line: int) -> Problem:
    """Sources have no hidden characters: one in the HTML was written as an entity, such as &rlm;."""
    written = next(
        (each for each in _ENTITY.finditer(body) if unescape(each.group()) in hidden.group()), None
    )
    line = body_line + body.count("\n", 0, written.start() if written else 0)
    return Problem(path, line, "", "hidden-character", hidden_message(hidden))


class _Reader(HTMLParser):
    """HTML → what a reader gets of it, in order: tags with their attributes, and words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"<{tag}>", *sorted(f'{name}="{value}"' for name, value in attrs)]

    def handle_data(self, data: str) -> None:
        self.found += data.split()


def _first_lost(html: str, clean: str) -> tuple[str, str] | None:
    """What the sanitiser took away first, and the words that stand before it; nothing where both say the same."""
    # Two forms of one sign, such as " and &quot;, are the only difference in almost every text.
    if unescape(html) == unescape(clean):
        return None
    kept = iter(_Reader(clean).found)
    words = ""
    for each in _Reader(html).found:
        # The sanitiser completes what it is given, so there may be more in its result.
        if not any(each == other for other in kept):
            return each, words
        words = words if each.startswith("<") or each.endswith('"') else each
    return None


def _lost(what: str, after: str, body: str, path: str, body_line: int) -> Problem:
    place = max(body.find(after), 0) if body.find(what) < 0 else body.find(what)
    line = body_line + body.count("\n", 0, place)
    message = f"{quoted(what)} would not be shown. Write it in another way, or remove it."
    return Problem(path, line, "", "raw-html", message)


def check_heading_links(prose: Mapping[str, Prose]) -> Iterator[Problem]:
    """Source path → Prose of all bodies; gives a problem for every link to a heading that its page does not have."""
    for path, each in prose.items():
        wrong = 0
        for link in each.heading_links:
            target = prose.get(link.path)
            # A body that could not be rendered has a problem of its own and no headings.
            if target is None or (target.problems and not target.html):
                continue
            known = [name.removeprefix(ID_PREFIX) for name, _ in target.headings]
            if link.name not in known:
                wrong += 1
                guess = nearest(link.name, known) if wrong <= GUESSES else ""
                hint = f"Did you mean #{guess}?" if guess else MESSAGES["broken-link--no-heading"]
                message = MESSAGES["broken-link--heading"].format(link=quoted(link.written)[1:-1], hint=hint)
                right = f"{link.written.rpartition('#')[0]}#{guess}" if guess else ""
                yield Problem(path, link.line, "", "broken-link", message, instead=(link.written, right))


@dataclass(frozen=True, slots=True)
class Body:
    """A body that is to be rendered: where it stands, its text, and the level of the heading above it."""

    path: str
    line: int
    text: str
    under: int


FEW = 200
"""Fewer bodies than this are rendered sooner than a second process starts."""
TOGETHER = 20
"""Plain bodies that a process renders before it tells."""
PLAIN_LENGTH = 8_000
PLAIN_SIGNS = 100
MEMORY = 256 * 1024 * 1024
"""For one body, on top of what the build has already: honest ones take less than one MB."""


def render_all(
    bodies: Sequence[Body],
    *,
    addresses: Mapping[str, str],
    jobs: int = 1,
) -> list[Prose]:
    """
    Bodies → their Prose, in the same order and with the same bytes for any number of processes.

    `check_body` refuses what is known to make the converter slow. What else may do so is converted by a process that
    is ended when it takes too long, and its body becomes a problem.
    """

    # A forked process has all addresses already; sent with each body they would cost more than its rendering.
    def render(some: Sequence[Body]) -> list[Prose]:
        return [
            render_prose(
                body.text, path=body.path, body_line=body.line, addresses=addresses, under=body.under
            )
            for body in some
        ]

    spread = jobs > 1 and len(bodies) >= FEW
    plain = [body for body in bodies if _is_plain(body.text)]
    others = [[body] for body in bodies if not _is_plain(body.text)]
    # Sent one by one they would take longer.
    elsewhere = [*others, *batched(plain, TOGETHER)] if spread else others
    found = each_within_bounds(render, elsewhere, memory=MEMORY, jobs=jobs if spread else 1)
    rendered: dict[str, Prose] = {}
    for some, each in zip(elsewhere, found, strict=True):
        if not isinstance(each, Beyond):
            rendered.update((body.path, prose) for body, prose in zip(some, each, strict=True))
        elif not _is_plain(some[0].text):
            rendered[some[0].path] = _beyond(each, some[0])
    # All plain ones where there are few, else those that took too long together.
    missing = [body for body in plain if body.path not in rendered]
    rendered.update((body.path, prose) for body, prose in zip(missing, render(missing), strict=True))
    return [rendered[body.path] for body in bodies]


def _is_plain(text: str) -> bool:
    """
    Whether a body is so short and plain that no converter could be long at it, as almost every story is.

    Time is lost where many signs may each open something and all of the rest is searched for its end. Of bodies made
    by chance under these limits the slowest took 0.2 s, and those under the limits of `check_body` 1.6 s.
    """
    return len(text) <= PLAIN_LENGTH and len(_SIGN.findall(text)) <= PLAIN_SIGNS


def _beyond(why: Beyond, body: Body) -> Prose:
    message = f"the text below the fields cannot be converted: {why.value}. Write it again more plainly, with fewer signs."
    return Prose(Markup(""), (), (Problem(body.path, body.line, "", "body-shape", message),))


def check_body(body: str, *, path: str, body_line: int) -> Iterator[Problem]:
    """What a body may not have, found in its text before it is converted."""

    def problem(start: int, rule: str, message: str) -> Problem:
        return Problem(path, body_line + body.count("\n", 0, start), "", rule, message)

    size = len(body.encode())
    if size > BODY_LIMIT:
        yield problem(0, "body-size", MESSAGES["body-size"].format(size=f"{size:,}", limit=f"{BODY_LIMIT:,}"))
        return
    for number, line in enumerate(body.split("\n")):
        if len(line) > LINE_LIMIT:
            yield Problem(
                path,
                body_line + number,
                "",
                "body-size",
                MESSAGES["body-size--line"].format(length=f"{len(line):,}", limit=f"{LINE_LIMIT:,}"),
            )
        if _depth(line) > DEPTH_LIMIT:
            yield Problem(
                path,
                body_line + number,
                "",
                "body-shape",
                MESSAGES["body-shape"].format(limit=DEPTH_LIMIT),
            )
    run = _RUN.search(body)
    if run:
        yield problem(
            run.start(),
            "body-shape",
            MESSAGES["body-shape--run"].format(sign=quoted(run.group(1)), limit=RUN_LIMIT),
        )
    if len(_HEADING_LIKE.findall(body)) > HEADING_LIMIT:
        yield problem(0, "body-shape", MESSAGES["body-shape--headings"].format(limit=HEADING_LIMIT))
    if max((line.count("|") for line in body.split("\n")), default=0) > COLUMN_LIMIT:
        yield problem(
            body.index("|"), "body-shape", MESSAGES["body-shape--columns"].format(limit=COLUMN_LIMIT)
        )
    if body.count("[") > BRACKET_LIMIT:
        yield problem(
            body.index("["),
            "body-shape",
            MESSAGES["body-shape--brackets"].format(limit=BRACKET_LIMIT),
        )
    if "<" in body or "![" in body:
        plain = _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), body)
        tag = HTML_TAG.search(plain)
        if tag:
            yield problem(
                tag.start(),
                "raw-html",
                MESSAGES["raw-html"].format(tag=quoted(tag.group() + ">")),
            )
        image = _IMAGE.search(plain)
        if image:
            yield problem(
                image.start(),
                "image-in-prose",
                MESSAGES["image-in-prose"],
            )


def _depth(line: str) -> int:
    marks = re.match(r"(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))+", line)
    indent = len(line) - len(line.lstrip(" ")) + 4 * (len(line) - len(line.lstrip("\t")))
    return indent // 4 + (len(re.findall(r">|[-*+][ \t]|\d{1,9}[.)][ \t]", marks.group())) if marks else 0)


def heading_id(words: str, taken: Mapping[str, Any]) -> str:
    """'What I do' → what-i-do, what-i-do-2 for the second one."""
    base = re.sub(r"[^\w]+", "-", words.casefold(), flags=re.UNICODE).strip("-") or "section"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


# ---------------------------------------------------------------- the converter


OUTSIDE = {"class": "outside", "rel": "noopener nofollow ugc"}
"""What a link to another site carries"""


class _Links:
    """The policy for the links of one body."""

    def __init__(
        self,
        body: str,
        path: str,
        body_line: int,
        addresses: Mapping[str, str],
    ) -> None:
        self.body, self.path, self.body_line = body, path, body_line
        self.addresses = addresses
        self.problems: list[Problem] = []
        self.heading_links: list[HeadingLink] = []
        self.found_at: dict[str, int] = {}
        self.leads: dict[str, str] = {}
        self.guesses = 0

    def html(self, words: str, written: str) -> str:
        """A link's words, which are plain HTML, and its target → the whole of it."""
        address, outside = self.resolve(written, "")
        if not address:
            return f"<span>{words}</span>"
        if not outside:
            return f'<a href="{escape(address)}">{words}</a>'
        note = self.note(words, address)
        note = f'<span class="link-host">{escape(note)}</span>' if note else ""
        return (
            f'<a class="{OUTSIDE["class"]}" href="{escape(address)}" rel="{OUTSIDE["rel"]}">{words}{note}</a>'
        )

    def note(self, words: str, address: str) -> str:
        """Where a link to another site leads, if its words don't say so."""
        host = host_of(address)
        # Only an address that is shown as it is needs no note: a longer name may hide another host in it.
        return "" if words.strip() in (host, address, f"www.{host}") else f" ({host})"

    def line_of(self, written: str) -> int:
        """The line of the next link that is written so."""
        start = self.body.find(written, self.found_at.get(written, 0))
        if start < 0:
            return self.body_line
        self.found_at[written] = start + 1
        return self.body_line + self.body.count("\n", 0, start)

    def resolve(self, written: str, title: str) -> tuple[str, bool]:
        """A link as written → (address or '', whether it leads to another site)."""
        line = self.line_of(written)
        if title:
            message = MESSAGES["outside-link--title"].format(words=quoted(unescape(title)))
            self.problems.append(Problem(self.path, line, "", "outside-link", message))
        if written.startswith("#"):
            return self.anchor(self.path, unquote(written[1:]), written, line), False
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", written):
            try:
                return web_address(written), True
            except ValueError as reason:
                self.problems.append(
                    Problem(
                        self.path, line, "", "outside-link", MESSAGES["outside-link"].format(reason=reason)
                    )
                )
                return "", False
        return self.inside(written, line), False

    def inside(self, written: str, line: int) -> str:
        target, _, fragment = unquote(written).partition("#")
        source = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), target))
        if source not in self.addresses:
            nearby = "" if SITE_LIKE.match(target) else self.like(source)
            guess = posixpath.relpath(nearby, posixpath.dirname(self.path)) if nearby else ""
            hint = (
                f"Did you mean {guess}?"
                if guess
                else MESSAGES[f"broken-link--no-{'scheme' if SITE_LIKE.match(target) else 'file'}"]
            )
            self.problems.append(
                Problem(
                    self.path,
                    line,
                    "",
                    "broken-link",
                    MESSAGES["broken-link"].format(link=quoted(written)[1:-1], hint=hint),
                    instead=(written, f"{guess}#{fragment}" if guess and fragment else guess),
                )
            )
            return ""
        address = self.leads[source] = self.addresses[source]
        if fragment and address:
            return self.anchor(source, fragment, written, line)
        return address

    def like(self, source: str) -> str:
        """The file whose name is most like this one's: of those in its folder, or of all where the folder is wrong too."""
        self.guesses += 1
        if self.guesses > GUESSES:
            return ""
        folder, slash, name = source.removesuffix(".md").rpartition("/")
        beside = [path for path in self.addresses if path.startswith(folder + slash)]
        names = {posixpath.basename(path).removesuffix(".md"): path for path in beside or self.addresses}
        return names.get(nearest(name, names), "")

    def anchor(self, source: str, fragment: str, written: str, line: int) -> str:
        self.heading_links.append(HeadingLink(source, fragment, written, line))
        return f"{self.addresses[source] if source != self.path else ''}#{ID_PREFIX}{fragment}"


class _Headings:
    """The headings of one body in turn: each gets its level on the page and its id."""

    def __init__(self, under: int) -> None:
        self.under = under
        self.found: list[tuple[str, str]] = []
        self.taken: dict[str, None] = {}
        self.open_levels: list[int] = []
        """the written levels of the headings that the next one stands under"""

    def take(self, written: int, words: str) -> tuple[int, str]:
        name = heading_id(words, self.taken)
        self.taken[name] = None
        self.found.append((ID_PREFIX + name, words))
        return self.level(written), ID_PREFIX + name

    def level(self, written: int) -> int:
        """Under the page's own heading, and never more than one step below the heading before: whoever begins with ### too."""
        while self.open_levels and self.open_levels[-1] >= written:
            self.open_levels.pop()
        self.open_levels.append(written)
        return min(self.under + len(self.open_levels), 6)


class _Content(Treeprocessor):
    """Shifts headings, gives them ids, applies the link policy, and turns table alignment into classes."""

    links: _Links
    headings: _Headings

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                # Code in a heading is escaped already at this point.
                words = unescape("".join(element.itertext()).strip())
                level, name = self.headings.take(int(element.tag[1]), words)
                element.tag = f"h{level}"
                element.set("id", name)
            elif element.tag == "a":
                self.link(element)
            elif element.tag in ("th", "td"):
                style = element.attrib.pop("style", "")
                if style:
                    element.set("class", "align-" + style.partition(":")[2].strip(" ;"))

    def link(self, element: Element) -> None:
        address, outside = self.links.resolve(element.get("href", ""), element.get("title", ""))
        element.attrib.clear()
        if not address:
            element.tag = "span"
            return
        element.set("href", address)
        if outside:
            element.attrib |= OUTSIDE
            note = self.links.note("".join(element.itertext()), address)
            if note:
                SubElement(element, "span", {"class": "link-host"}).text = note


def _converted(body: str, links: _Links, headings: _Headings) -> str:
    """A body → its HTML before it is sanitised, by the whole converter."""
    converter = _converter()
    content: _Content = converter.treeprocessors["content"]  # type: ignore[assignment]
    content.links, content.headings = links, headings
    converter.reset()
    return converter.convert(body)


@cache
def _converter() -> markdown.Markdown:
    """Made once, and only if a body needs it: making one costs as much as converting a page."""
    converter = markdown.Markdown(extensions=["tables", "sane_lists"], output_format="html")
    converter.preprocessors.deregister("html_block")
    for pattern in ("html", "image_link", "image_reference", "short_image_ref", "automail"):
        converter.inlinePatterns.deregister(pattern)
    converter.treeprocessors.register(_Content(converter), "content", 5)
    return converter
