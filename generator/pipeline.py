"""
The order of it all: read, parse, validate, assemble, plan, render, write.

One function for each thing that can be asked of the content; each takes the day, the folders and the base address.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.assets import Assets, read_assets
from generator.bounded import Beyond, each_within_bounds
from generator.cache import HERE, Cache, LastBuild, fingerprint, look, summed_up, survey, survey_again
from generator.drafts import Documents, Draft, draft_all, draft_key
from generator.duplicates import find_doubles
from generator.feeds import manifest, plan_feeds, robots, sitemap
from generator.headers import plan_headers
from generator.hidden import NAME as HIDDEN
from generator.hidden import read_hidden, reasons
from generator.images import MEMORY as PHOTOGRAPH_MEMORY
from generator.images import Photograph, PhotographFault, make_photograph, read_photograph
from generator.open_data import PEOPLE_DATA, people_data_again, plan_data
from generator.order import OWN_CONTENT, Order, Seen
from generator.output import KeptFile, OutputFile, Written, write_changes, write_site
from generator.pages import plan_frame, plan_own_pages, plan_pages
from generator.pages.cards import Cards
from generator.pages.sketch import Sketch
from generator.problems import ContentError, Problem, counted, nearest, quoted
from generator.prose import Body, Prose, render_all
from generator.records import Ambassador, CaseStudy, Record
from generator.register import Register, validate_register
from generator.report import files_by_person, make_report
from generator.resuming import Forgotten, keep, prose_key, resume
from generator.schema import plan_schemas, plan_written
from generator.screening import Finding, find, look_again, screen, without_doubles
from generator.search import SearchFiles, people_files, plan_search
from generator.settings import Settings, plain_lines, validate_settings
from generator.site_model import Converter, Site, assemble_site, body_of, photograph_path
from generator.sources import (
    Contents,
    Document,
    Source,
    example_sources,
    parse_data,
    parse_document,
    parse_words,
    read_content,
)
from generator.spreadsheet import Import, SpreadsheetRefused, plan_import, read_columns
from generator.starter import write_imported
from generator.templating import Renderer, compiled_apart
from generator.together import Together
from generator.understood import Account, Faces, Understood
from generator.urls import COLLECTIONS, Urls
from generator.views import Page
from generator.vocabularies import Vocabularies, validate_vocabularies

DATA = HERE / "data"
_PARSERS = {
    "consent-texts": parse_words,
    "vocabularies": parse_data,
    "register": parse_data,
    "evidence": parse_data,
    "settings": parse_data,
}


def _ignore(_: object) -> None:
    """For those who do not want to know how far a build is."""


@dataclass(frozen=True)
class Built:
    """What a build made."""

    pages: int
    account: Account
    written: Written
    understood: Understood
    left_out: tuple[Problem, ...] = ()
    """why files were left out of a build that could not wait"""


# ---------------------------------------------------------------- understanding the content


def understand(
    order: Order,
    cache: Cache | None = None,
    faulty: frozenset[str] = frozenset(),
    *,
    begin: Callable[[str], None] = _ignore,
) -> Understood:
    """
    Stages 1 to 4: a content folder → its Site and all problems of all files. `faulty`: paths of files that are known to
    have problems, and that the Site is to do without. `begin` is told of each stage by name.
    """
    cache = cache or Cache()
    begin("reading")
    contents = read_content(order.content, label=label_of(order.content))
    problems = list(contents.problems)
    known = _known(contents)
    hiding, wrong = read_hidden(
        next(filter(_is_hidden_list, contents.sources), None), _nameable(contents, known)
    )
    problems += wrong
    support = _read_support(contents, order.content, cache, strict=bool(faulty))
    problems += support.problems
    sources = {
        source.path: source
        for source in contents.sources
        if source.collection in COLLECTIONS and source.path not in faulty
    }
    begin("parsing, validating and screening")
    drafts, keys = _drafts(sources, support, cache, order.jobs)
    problems += (problem for each in drafts for problem in each.problems)
    records = [each.record for each in drafts if each.record]
    parsed = {each.path: each.document for each in drafts if each.document}
    documents = Documents(parsed, {each.path: sources[each.path] for each in drafts if each.record})
    screened = screen(
        (*support.findings, *(finding for each in drafts for finding in each.findings)),
        hub_email=support.settings.hub.email,
        register=support.register,
        urgent=bool(faulty),
    )
    problems += screened.problems
    begin("photographs")
    photographs, photograph_keys, wrong = _photographs(records, documents, contents, cache, order.jobs)
    problems += wrong
    urls = Urls(order.base_url or support.settings.base_url)
    hidden = reasons(hiding, faulty & {path for paths in known.values() for path in paths.values()})
    begin("prose and assembling")
    site, wrong = assemble_site(
        records=records,
        documents=documents,
        visits={each.path for each in drafts if each.may_tell_visit},
        bodies=[body_of(found) for each in drafts if (found := each.record or each.document)],
        known=known,
        photographs=photographs,
        settings=support.settings,
        vocabularies=support.vocabularies,
        register=support.register,
        urls=urls,
        today=order.today,
        preview=order.preview,
        hidden=hidden,
        convert=_converter(cache, order.jobs),
    )
    problems += wrong
    if not records and not problems:
        problems.append(
            Problem(
                label_of(order.content),
                1,
                "",
                "missing-field",
                "there is nothing to build. Add a profile: python build.py new ambassador NAME.",
            )
        )
    problems = sorted(set(without_doubles(problems)))
    urgent = bool(hiding.paths) and not hiding.puzzles
    doubts = find_doubles(records, documents) if order.doubles else []
    return Understood(
        site,
        tuple(problems),
        _account(contents, site, problems),
        screened.allowed,
        urgent,
        tuple(doubts),
        {each.path: Faces(key, each.face, each.card) for each, key in zip(drafts, keys, strict=True)},
        fingerprint(
            support.key,
            repr((urls.base_url, order.today, order.preview, sorted(hidden.items()), photograph_keys)),
        ),
        photograph_keys,
        support.context_key,
    )


def _is_hidden_list(source: Source) -> bool:
    """register/hidden.yml, which has a reader of its own: a fault on one of its lines takes nothing from another."""
    return (source.collection, source.slug) == ("register", HIDDEN)


def _parse(sources: Iterable[Source]) -> tuple[dict[str, Document], list[tuple[Source, Problem]]]:
    """Files → documents by path, and those that cannot be understood."""
    documents: dict[str, Document] = {}
    unparsed: list[tuple[Source, Problem]] = []
    for source in sources:
        parsed = _PARSERS.get(source.collection, parse_document)(source)
        if isinstance(parsed, Problem):
            unparsed.append((source, parsed))
        else:
            documents[source.path] = parsed
    return documents, unparsed


def without_faulty(order: Order, understood: Understood, cache: Cache) -> Understood:
    """
    The content without every file that has a problem: for a page that must go now, whatever else is wrong.

    What leans on a file that is left out may have a problem of its own, so this is done until nothing new comes up.
    It takes only away: less is published, and never more.
    """
    faulty: frozenset[str] = frozenset()
    while not {problem.path for problem in understood.problems} <= faulty:
        faulty |= {problem.path for problem in understood.problems}
        understood = understand(order, cache, faulty)
    return understood


def label_of(folder: Path) -> str:
    """How messages call the content folder: from the repository's root, else by its own name."""
    try:
        return folder.resolve().relative_to(OWN_CONTENT.parent).as_posix()
    except ValueError:
        return folder.resolve().name or "content"


def _fallback_sources(contents: Contents, folder: Path) -> Iterator[Source]:
    """
    The repository's own vocabularies and consent texts for a content folder that has none of that name.

    Other people's content of the same model need not bring its own lists.
    """
    if folder.resolve() == OWN_CONTENT.resolve():
        return
    label = label_of(folder)
    present = {source.path.removeprefix(f"{label}/") for source in contents.sources}
    refused = {problem.path.removeprefix(f"{label}/") for problem in contents.problems}
    own = read_content(OWN_CONTENT, label="content", skip=frozenset({*COLLECTIONS, "site.yml"}))
    has_texts = any(source.collection == "consent-texts" for source in contents.sources)
    for source in own.sources:
        relative = source.path.removeprefix("content/")
        if source.collection == "vocabularies" and relative not in present | refused:
            yield source
        if source.collection == "consent-texts" and not has_texts:
            yield source


class _Support:
    """The hub's own files, which everything else is read with."""

    def __init__(self, documents: Iterable[Document], broken: Collection[str], *, strict: bool) -> None:
        """`strict`: a word that a broken vocabulary may have held is a fault of the file that uses it."""
        found = list(documents)
        self.key = self.context_key = b""
        self.findings: tuple[Finding, ...] = ()
        self.problems: list[Problem] = []
        self.vocabularies: Vocabularies = self._take(
            validate_vocabularies(
                {each.slug: each for each in found if each.collection == "vocabularies"}, broken
            )
        )
        if strict:
            for name, vocabulary in self.vocabularies.items():
                self.vocabularies[name] = replace(vocabulary, whole=True)
        unknown = [
            each for each in found if each.collection == "vocabularies" and each.slug not in self.vocabularies
        ]
        for each in unknown:
            guess = nearest(each.slug, self.vocabularies)
            hint = (
                f"Did you mean {guess}.yml?"
                if guess
                else "Remove it, or begin its name with _ to set it aside."
            )
            self.problems.append(
                Problem(
                    each.path,
                    1,
                    "",
                    "vocabulary",
                    f"{quoted(each.slug)} is not a vocabulary that the site has. {hint}",
                )
            )
        self.settings: Settings = self._take(
            validate_settings(next((each for each in found if each.collection == "settings"), None))
        )
        self.context = {"vocabularies": self.vocabularies, "time_zone": self.settings.time_zone}
        self.register: Register = self._take(
            validate_register(
                (each for each in found if each.collection in ("register", "evidence", "consent-texts")),
                self.context,
            )
        )

    def _take(self, result: tuple[Any, list[Problem]]) -> Any:
        self.problems += result[1]
        return result[0]


def _read_support(contents: Contents, folder: Path, cache: Cache, *, strict: bool) -> _Support:
    """The hub's own files of a content folder, and of our own what it lacks."""
    sources = [
        source
        for source in (*contents.sources, *_fallback_sources(contents, folder))
        if source.collection not in COLLECTIONS and not _is_hidden_list(source)
    ]
    key = fingerprint("support", str(strict), *(part for each in sources for part in (each.path, each.data)))
    support: _Support | None = cache.recall(key)
    if support is None:
        documents, unparsed = _parse(sources)
        broken = {source.slug for source, _ in unparsed}
        for source, _ in unparsed:
            if strict and source.collection == "settings":
                rest = parse_data(replace(source, data=plain_lines(source.data)))
                documents |= {source.path: rest} if isinstance(rest, Document) else {}
        support = _Support(documents.values(), broken, strict=strict)
        support.problems = [*(problem for _, problem in unparsed), *support.problems]
        data = {source.path: source.data for source in sources}
        support.findings = tuple(
            finding for path, document in documents.items() for finding in find(document, data[path])
        )
        support.key = key
        support.context_key = fingerprint(
            "context",
            str(strict),
            *(
                part
                for each in sources
                if each.collection in ("vocabularies", "settings")
                for part in (each.path, each.data)
            ),
        )
        if not support.problems:
            cache.remember(key, support)
    return support


def _drafts(
    sources: Mapping[str, Source], support: _Support, cache: Cache, jobs: int
) -> tuple[list[Draft], list[bytes]]:
    """The Draft of each file and its fingerprint; what is without faults is remembered."""
    keys = {path: draft_key(support.context_key, each) for path, each in sources.items()}
    found: dict[str, Draft] = {path: each for path, key in keys.items() if (each := cache.recall(key))}
    missing = [source for path, source in sources.items() if path not in found]
    for each in draft_all(missing, support.context, jobs=jobs):
        found[each.path] = each
        if each.document is None and each.record is not None:
            cache.remember(keys[each.path], each)
    return [found[path] for path in sources], list(keys.values())


def _converter(cache: Cache, jobs: int) -> Converter:
    """Converts bodies; what has been converted before with the same addresses for its links is remembered."""

    def convert(bodies: Sequence[Body], addresses: Mapping[str, str]) -> list[Prose]:
        keys = [prose_key(each) for each in bodies]
        found = [_still_leads(cache.recall(key), addresses) for key in keys]
        missing = [body for body, prose in zip(bodies, found, strict=True) if prose is None]
        made = iter(render_all(missing, addresses=addresses, jobs=jobs))
        for number, prose in enumerate(found):
            if prose is None:
                new = found[number] = next(made)
                if not new.problems:
                    cache.remember(keys[number], new)
        return [prose for prose in found if prose is not None]

    return convert


def _still_leads(prose: Prose | None, addresses: Mapping[str, str]) -> Prose | None:
    return prose if prose and all(addresses.get(path) == url for path, url in prose.leads) else None


def _known(contents: Contents) -> Mapping[str, Mapping[str, str]]:
    """collection → slug → path of all files of each kind, also of those that have problems."""
    found: dict[str, dict[str, str]] = {collection: {} for collection in COLLECTIONS}
    for source in contents.sources:
        if source.collection in COLLECTIONS:
            found[source.collection][source.slug] = source.path
    return found


def _nameable(contents: Contents, known: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """Like `known`, with the files that could not even be read: the old site may still show their pages."""
    found = {collection: dict(paths) for collection, paths in known.items()}
    for problem in contents.problems:
        folder, _, name = problem.path.rpartition("/")
        collection = folder.rpartition("/")[2]
        if collection in found and name.endswith(".md"):
            found[collection].setdefault(name.removesuffix(".md"), problem.path)
    return found


def _photographs(
    records: list[Record], documents: Documents, contents: Contents, cache: Cache, jobs: int
) -> tuple[dict[str, Photograph], dict[str, bytes], list[Problem]]:
    """The pictures that records name, ready to publish; the fingerprint of each; and those that nobody names."""
    made: dict[str, Photograph] = {}
    problems: list[Problem] = []
    wanted: list[tuple[str, str]] = []
    named = {
        photograph_path(record)
        for record in records
        if isinstance(record, Ambassador | CaseStudy) and record.photo
    } | {
        f"{path.rpartition('/')[0]}/{document.values['photo']}"
        for path, document in documents.parsed.items()
        if "photo" in document.values
    }
    for record in records:
        if not isinstance(record, Ambassador | CaseStudy) or not record.photo:
            continue
        path = photograph_path(record)
        if path not in contents.photographs:
            if any(problem.path == path for problem in contents.problems):
                continue
            beside = [
                each.rpartition("/")[2]
                for each in contents.photographs
                if each.rpartition("/")[0] == path.rpartition("/")[0]
            ]
            guess = nearest(record.photo, beside)
            hint = (
                f"Did you mean {quoted(guess)}?"
                if guess
                else "Put the picture into the same folder as this file."
            )
            problems.append(
                Problem(
                    record.path,
                    documents[record.path].line_of(("photo",)),
                    "photo",
                    "photo-file",
                    f"there is no picture {quoted(record.photo)} beside this file. {hint}",
                )
            )
            continue
        wanted.append((path, record.path))
    pictures, keys = _pictures({path: contents.photographs[path] for path, _ in wanted}, cache, jobs)
    for path, written_in in wanted:
        picture = pictures[path]
        if isinstance(picture, Photograph):
            made[path] = picture
        elif isinstance(picture, OSError):
            message = f"the picture cannot be read ({picture.strerror}). Make it readable, or remove it."
            problems.append(Problem(path, 1, "", "unsafe-file", message))
        else:
            rule, message = (
                ("photo-size", f"{picture.value} when it is opened. Save it smaller.")
                if isinstance(picture, Beyond)
                else picture
            )
            name = path.rpartition("/")[2]
            line = documents[written_in].line_of(("photo",))
            problems.append(Problem(written_in, line, "photo", rule, f"{quoted(name)}: {message}"))
    unnamed = "no file beside this picture names it. Write photo: with its name, or remove it."
    problems += [
        Problem(path, 1, "", "photo-file", unnamed) for path in contents.photographs if path not in named
    ]
    return made, keys, problems


def _pictures(
    files: Mapping[str, Path], cache: Cache, jobs: int
) -> tuple[dict[str, Photograph | OSError | Beyond | tuple[str, str]], dict[str, bytes]]:
    """Picture files by source path → what is published of each, or why not; and the fingerprint of each."""
    found: dict[str, Photograph | OSError | Beyond | tuple[str, str]] = {}
    keys: dict[str, bytes] = {}
    missing: dict[str, bytes] = {}
    for path, place in files.items():
        try:
            data = read_photograph(place)
        except PhotographFault as fault:
            found[path] = fault.rule, fault.message
            continue
        except OSError as error:
            found[path] = error
            continue
        keys[path] = fingerprint("photograph", data)
        known: Photograph | None = cache.recall(keys[path])
        if known:
            found[path] = known
        else:
            missing[path] = data
    made = each_within_bounds(_picture, list(missing.values()), memory=PHOTOGRAPH_MEMORY, jobs=jobs)
    for path, picture in zip(missing, made, strict=True):
        found[path] = picture
        if isinstance(picture, Photograph):
            cache.remember(keys[path], picture)
    return found, keys


def _picture(data: bytes) -> Photograph | tuple[str, str]:
    """Picture bytes → what is published of them, or why not: the rule and the message."""
    try:
        return make_photograph(data)
    except PhotographFault as fault:
        return fault.rule, fault.message


def _account(contents: Contents, site: Site, problems: list[Problem]) -> Account:
    people = {source.slug: source.path for source in contents.sources if source.collection == "ambassadors"}
    unpublished = tuple(
        (people[slug], why) for slug, why in sorted(site.unpublished.items()) if slug in people
    ) + tuple(site.hidden.items())
    # Problems may also be of the repository's own vocabularies, or of a folder as a whole: those are no files of this count.
    counted_files = {
        *(source.path for source in contents.sources),
        *contents.photographs,
        *(problem.path for problem in contents.problems),
    }
    with_problems = {problem.path for problem in problems} & counted_files
    return Account(contents.file_count, contents.ignored, unpublished, len(with_problems))


# ---------------------------------------------------------------- the hub's spreadsheet


def import_profiles(table: Path, columns: Path | None, content: Path, *, update: bool) -> Import:
    """
    A spreadsheet → profile files in a content folder; the rows that need a hand are left out and told.

    Raises SpreadsheetRefused for a spreadsheet that cannot be used, and ContentError where the vocabularies cannot.
    """
    contents = read_content(content, label=label_of(content))
    documents, unparsed = _parse(
        source
        for source in (*contents.sources, *_fallback_sources(contents, content))
        if not _is_hidden_list(source)
    )
    broken = [(source, problem) for source, problem in unparsed if source.collection not in COLLECTIONS]
    support = _Support(documents.values(), {source.slug for source, _ in broken}, strict=False)
    problems = [*(problem for _, problem in broken), *support.problems]
    if problems:
        raise ContentError(problems)
    listed = None
    if columns:
        parsed = parse_data(Source(columns.name, "columns", columns.stem, columns.read_bytes()))
        if isinstance(parsed, Problem):
            raise SpreadsheetRefused(str(parsed))
        listed = read_columns(parsed)
    plan = plan_import(
        table.read_bytes(),
        listed,
        documents=documents,
        known=_known(contents),
        context=support.context,
        update=update,
    )
    for slug, text in plan.files.items():
        write_imported(slug, text, content=content)
    return plan


# ---------------------------------------------------------------- making the site

MANY = 100
"""With fewer people one process has ended before a second one is under way."""


@dataclass
class Counter:
    """How many pages went by, and the addresses of those that robots may list."""

    tell: Callable[[int], None] = _ignore
    pages: int = 0
    indexed: list[str] = field(default_factory=list)


class Plan:
    """All that the files of a site without problems are made from, worked out once and shared by the processes that make them."""

    def __init__(self, understood: Understood, order: Order, cache: Cache | None = None) -> None:
        self.understood = understood
        self.keys: Mapping[str, bytes] | None = None
        """path → key of the pages that stand; None where none does and nobody will ask, for keys take a tenth of the time"""
        self.site = understood.site
        self.cache = cache or Cache()
        self.cards = Cards(self.site)
        self.assets: Assets = read_assets(order.templates)
        self.renderer = Renderer(order.templates, plan_frame(self.site, self.assets), cache)
        self.examples = read_examples(order.content)
        self.allowed = understood.allowed
        self._templates = order.templates
        self._search_key = fingerprint(
            "search",
            understood.others,
            *(part for path, each in understood.faces.items() for part in (path, each.face)),
        )

    @cached_property
    def made(self) -> Made:
        """What the files of the plan follow from, besides the generator itself and what was asked for."""
        tools = fingerprint(look([self._templates]), repr(sorted(self.examples.items())))
        return Made(tools, self.understood.others, self.understood.faces)

    @cached_property
    def _key(self) -> bytes:
        """What every page follows from besides its own content."""
        return fingerprint("page", self.made.tools, repr(self.renderer.frame), *sorted(self.allowed))

    @cached_property
    def search(self) -> SearchFiles:
        """What a build of a few pages has no use for."""
        search = plan_search(self.cards, _outcodes())
        self.cache.remember(self._search_key, dict(search.paths))
        return search

    @cached_property
    def search_paths(self) -> Mapping[str, str]:
        """Name → path of each file that search reads. They are called after their content, and lists know these names."""
        return self.cache.recall(self._search_key) or self.search.paths

    def sketches(self) -> Iterator[Sketch]:
        """Every page of the site, not made yet."""
        addresses = {name: self.site.urls.file(*path.split("/")) for name, path in self.search_paths.items()}
        return plan_pages(self.cards, drawing=read_drawing(), search_data=addresses, examples=self.examples)

    def file_of(self, page: Page) -> OutputFile | KeptFile:
        """Stage 6: a Page → its file; one that follows from the same as the file that stands is kept."""
        if self.keys is None:
            return self.renderer.render(page)
        # A template gets the page and the frame, and looks into nothing else.
        key = fingerprint(self._key, repr(page))
        if self.keys.get(page.output_path) == key:
            return KeptFile(page.output_path, key)
        return replace(self.renderer.render(page), key=key)

    def outputs(
        self, counter: Counter, together: Together | None = None, share: int = 0
    ) -> Iterator[OutputFile | KeptFile]:
        """
        Stages 5 and 6: every file of the site, or one share of several that are the whole `together`.

        Pages fall to whoever is free; what is no page is among the first and the last share.
        """
        site, cards = self.site, self.cards
        together = together or Together()
        yield from plan_written(site, frozenset(sorted(self.understood.faces)[share :: together.shares]))
        if share == together.shares - 1:
            # Brings icalendar, which a build of a few pages does not need.
            from generator.calendars import plan_calendars

            yield from plan_feeds(cards)
            yield from plan_calendars(cards)
            yield from plan_data(cards)
            yield from plan_schemas(site)
        if share == 0:
            yield robots(site)
            yield manifest(site)
            yield plan_headers(site, self.assets)
            yield from self.assets.outputs
            yield from self.search.outputs
            yield from _published_photographs(site)
        else:
            self.search_paths = together.told(share)
        for sketch in self.sketches():
            if together.takes(counter.pages):
                yield self.file_of(sketch.make())
            counter.pages += 1
            if counter.pages % MANY == 0:
                counter.tell(counter.pages)
            if sketch.indexed:
                counter.indexed.append(site.urls.absolute(sketch.url))
        if share == 0:
            yield sitemap(counter.indexed)

    def changed_outputs(
        self, changes: Changes, counter: Counter, old: Callable[[str], bytes]
    ) -> Iterator[OutputFile | KeptFile]:
        """The files in which such changes can show. `old`: path → what a file of the site was before them."""
        for page in self._changed_pages(changes):
            yield self.file_of(page)
            counter.pages += 1
        yield from plan_written(self.site, changes.files)
        if changes.cards:
            yield people_data_again(self.site, old(PEOPLE_DATA), changes.cards)

    def _changed_pages(self, changes: Changes) -> Iterator[Page]:
        own = {sketch.url: sketch for sketch in plan_own_pages(self.cards, changes.files)}
        yield from (sketch.make() for sketch in own.values())
        self.cards.asked.clear()
        for sketch in self.sketches() if changes.cards else ():
            if sketch.people is None:
                page = sketch.make()
                if sketch.url not in own and not changes.cards.isdisjoint(self.cards.asked):
                    yield page
            elif sketch.url not in own and any(person.path in changes.cards for person in sketch.people):
                yield sketch.make()
            self.cards.asked.clear()


def _published_photographs(site: Site) -> Iterator[OutputFile]:
    records: tuple[Ambassador | CaseStudy, ...] = (*site.people.values(), *site.case_studies)
    shown = (site.photograph_of(record) for record in records)
    files = {output.path: output for photograph in shown if photograph for output in photograph.outputs}
    yield from files.values()


def read_examples(content: Path) -> dict[str, str]:
    """The files that explain every field, by collection: those of the content, or else the repository's own."""
    return {
        source.collection: source.data.decode()
        for folder in (OWN_CONTENT, content)
        for source in example_sources(folder, label="content")
    }


def _outcodes() -> str:
    return (DATA / "outcodes.csv").read_text("utf-8")


def read_drawing() -> Mapping[str, Any]:
    """The map of districts, made once from open data: see generator/data/README.md."""
    return json.loads((DATA / "district-map.json").read_text("utf-8"))  # type: ignore[no-any-return]


def build(
    order: Order,
    output: Path,
    cache: Cache | None = None,
    seen: Seen | None = None,
    *,
    begin: Callable[[str], None] = _ignore,
    count: Callable[[int], None] = _ignore,
) -> Built:
    """
    A content folder → the site in `output`, whole or not at all; raises ContentError with every problem.

    While register/hidden.yml names a page, files with problems are left out instead: a page that harms somebody
    cannot wait until a comma elsewhere is mended.

    Where only a few pages can have changed since the `cache` was written, only these are made. `seen`: where somebody has just
    looked at the files. `begin` is told of each stage by name, `count` of the pages made so far.
    """
    cache = cache or Cache()
    with cache.alone(output, lambda: begin("waiting for another build")):
        try:
            return _build(order, output.absolute(), cache, seen, begin, count)
        except Forgotten:
            return _build(order, output.absolute(), cache, seen, begin, count, go_on=False)


PAGES = "planning, rendering and writing"


def _build(
    order: Order,
    output: Path,
    cache: Cache,
    seen: Seen | None,
    begin: Callable[[str], None],
    count: Callable[[int], None],
    *,
    go_on: bool = True,
) -> Built:
    """`go_on`: from what the last build understood, where that can be."""
    begin("looking")
    last, asked = cache.last_build(), order.asked(output)
    seen = seen or order.look(cache.moment())
    site_before, before = survey([output]), None
    if last and (last.asked, last.ground, last.site) == (asked, cache.ground, summed_up(site_before)):
        before = Made.told(last.made)
    understood = go_on_from(before, order, cache, seen.files) if before and go_on else None
    resumed = understood is not None
    if not understood:
        with nullcontext() if last or order.jobs == 1 else compiled_apart(order.templates):
            understood = understand(order, cache, begin=begin)
    left_out = understood.problems
    if left_out:
        if not understood.urgent:
            cache.save(all_of_it=True)
            raise ContentError(left_out)
        understood = without_faulty(order, understood, cache)
    begin(PAGES)
    plan, counter = Plan(understood, order, cache), Counter(count)
    made = plan.made
    changes = None if left_out else changes_between(before, made, understood.site)
    if last and before and (changes is None or last.whole):
        plan.keys = cache.last_keys(last.whole) | last.since if changes is None else {}

    def remember(*, all_of_it: bool = False) -> None:
        begin("remembering")
        cache.save(all_of_it=all_of_it)
        if not (left_out or resumed):
            keep(understood, cache)

    if last and changes is not None:
        files = plan.changed_outputs(changes, counter, lambda path: (output / path).read_bytes())
        made_again = [file for file in look_again(files, plan.allowed) if isinstance(file, OutputFile)]
        written = write_changes(made_again, output, site_before)
        whole, since = last.whole, {**last.since, **written.keys}
        counter.pages = last.pages
        # A build of a few pages has not come to everything that the next one may want.
        remember(all_of_it=True)
    else:
        plan.renderer.compile_all()
        written = _write_all(plan, counter, order, output, begin, remember)
        begin("remembering")
        whole, since = cache.keep_last_keys(written.keys), {}
    account = understood.account
    if seen.moment:
        site_now = (
            survey([output])
            if written.touched is None
            else survey_again(site_before, [str(output / path) for path in written.touched])
        )
        cache.keep_last_build(
            LastBuild(
                asked,
                cache.ground,
                b"" if left_out else summed_up(seen.files),
                made.words(faces=not left_out),
                summed_up(site_now),
                counter.pages,
                account.files,
                account.unpublished,
                whole,
                since,
            )
        )
        keep_look(made, seen.files, cache)
    return Built(counter.pages, account, written, understood, left_out)


def _write_all(
    plan: Plan,
    counter: Counter,
    order: Order,
    output: Path,
    begin: Callable[[str], None],
    remember: Callable[[], None],
) -> Written:
    """What is for one process alone, the search data and to `remember`, is done while the others have begun already."""
    with Together(order.jobs if len(plan.site.people) > MANY else 1) as together:

        def first() -> Iterator[OutputFile | KeptFile]:
            begin("search data")
            together.tell(dict(plan.search.paths))
            remember()
            begin(PAGES)
            yield from plan.outputs(counter, together)

        shares = [first(), *(plan.outputs(Counter(), together, share) for share in range(1, together.shares))]
        main, *others = (look_again(files, plan.allowed) for files in shares)
        return write_site(main, output, others)


@dataclass(frozen=True)
class Made:
    """Fingerprints of what a site is made from."""

    tools: bytes
    """the templates, and the files that explain every field"""
    others: bytes
    """all content but the records"""
    faces: Mapping[str, Faces]
    """the records, by source path"""

    @classmethod
    def told(cls, words: tuple[bytes, bytes, dict[str, tuple[bytes, bytes, bytes]]]) -> Made:
        tools, others, faces = words
        return cls(tools, others, {path: Faces(*each) for path, each in faces.items()})

    def words(self, *, faces: bool) -> tuple[bytes, bytes, dict[str, tuple[bytes, bytes, bytes]]]:
        """In plain values, as a cache keeps it."""
        return (
            self.tools,
            self.others,
            {path: (each.file, each.face, each.card) for path, each in self.faces.items()} if faces else {},
        )


def go_on_from(before: Made, order: Order, cache: Cache, seen: Mapping[str, str]) -> Understood | None:
    """The content, understood from what the last build kept; None where that cannot be."""
    last_look = cache.last_look()
    # Kept apart from the account of that build, so it may be of another one.
    if last_look.pop(_OF, "") != _files_of(before):
        return None
    return resume(order, cache, before.others, before.faces, last_look, seen, label_of(order.content))


def keep_look(made: Made, seen: Mapping[str, str], cache: Cache) -> None:
    """Keeps what the system said of the files before they were read."""
    cache.keep_last_look({**seen, _OF: _files_of(made)})


_OF = "of"


def _files_of(made: Made) -> str:
    return fingerprint(*(part for path, each in made.faces.items() for part in (path, each.file))).hex()


@dataclass(frozen=True)
class Changes:
    """Which records are not as they were, by source path, where this shows on a few pages only."""

    files: frozenset[str]
    """those with another file"""
    cards: frozenset[str]
    """of these, those with another card"""


def changes_between(before: Made | None, now: Made, site: Site) -> Changes | None:
    """None where any file may have changed, come or gone: while a page is hidden, a text decides whether the form may open its file."""
    if (
        before is None
        or site.hidden
        or (before.tools, before.others) != (now.tools, now.others)
        or before.faces.keys() != now.faces.keys()
        or any(before.faces[path].face != each.face for path, each in now.faces.items())
    ):
        return None
    return Changes(
        frozenset(path for path, each in now.faces.items() if before.faces[path].file != each.file),
        frozenset(path for path, each in now.faces.items() if before.faces[path].card != each.card),
    )


def report(understood: Understood) -> dict[str, Any]:
    """What was understood → the hub's report; all pages are planned for it, and none is rendered."""
    site = understood.site
    cards = Cards(site)
    search = plan_search(cards, _outcodes())
    data_files = {
        person.slug: (PEOPLE_DATA, search.paths["filters"], search.paths[name])
        for name, people in people_files(site.ambassadors)
        for person in people
    }
    sketches = plan_pages(cards, drawing=read_drawing(), search_data=search.paths, examples={})
    return make_report(
        site,
        unpublished=understood.account.unpublished,
        files=files_by_person(site, (sketch.make() for sketch in sketches), data_files),
        problems=len(understood.problems),
    )


def account_in_words(account: Account) -> str:
    """96 files: 90 rendered, 4 ignored, 2 with problems. And why each ignored file is."""
    reasons: dict[str, int] = {}
    for _, why in account.ignored:
        reasons[why] = reasons.get(why, 0) + 1
    because = "; ".join(f"{number}: {why}" for why, number in reasons.items())
    ignored = f"{len(account.ignored)} ignored ({because})" if because else "0 ignored"
    return f"{counted(account.files, 'file')}: {account.rendered:,} rendered, {ignored}, {account.with_problems:,} with problems."


def unknown_paths(paths: list[str], content: Path) -> list[str]:
    """Which of these lead to nothing, from the current folder or as messages name them."""
    label = label_of(content)
    return [
        path
        for path in paths
        if not Path(path).exists()
        and not (content / Path(path).as_posix().removeprefix(f"{label}/")).exists()
    ]


def concerns(problem: Problem, paths: list[str], content: Path) -> bool:
    """Whether a problem is of one of these files or folders, named from the current folder or as messages name them."""
    if not paths:
        return True
    label = label_of(content)
    for written in paths:
        wanted = Path(written).absolute()
        root = content.absolute()
        named = {Path(written).as_posix()}
        if wanted.is_relative_to(root):
            named.add(f"{label}/{wanted.relative_to(root).as_posix()}".removesuffix("/."))
        if any(problem.path == each or problem.path.startswith(f"{each.rstrip('/')}/") for each in named):
            return True
    return False
