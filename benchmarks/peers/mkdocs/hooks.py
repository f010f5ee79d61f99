"""MkDocs has pages and a sitemap; lists, terms and feeds are made here, of the pages that it has read."""

from collections import defaultdict
from pathlib import Path

KINDS = ("ambassadors", "events", "case-studies", "careers", "organisations")
PER_PAGE = 24
_known = {}


def on_env(env, config, files):  # noqa: ARG001  MkDocs names what it gives
    """All pages are read, none is rendered: whoever is named by a story can be found by slug."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    env.globals["people"] = {
        page.url.split("/")[1]: page for page in pages if page.url.startswith("ambassadors/")
    }
    _known.update(env=env, pages=pages)
    return env


def on_post_build(config):
    env, site = _known["env"], Path(config["site_dir"])
    card_list, feed, home = (env.get_template(name) for name in ("list.html", "feed.xml", "home.html"))
    for kind in KINDS:
        found = [page for page in _known["pages"] if page.url.startswith(f"{kind}/")]
        _write_list(site, card_list, f"{kind}/", kind, found)
        _write(site / kind / "feed.xml", feed.render(kind=kind, pages=found[:50], config=config))
        terms = defaultdict(list)
        for page in found:
            for each in page.meta.get("shown", ()):
                terms[f"{each['facet']}/{each['term']}/", each["term"]].append(page)
        for (address, term), members in terms.items():
            _write_list(site, card_list, address, term, members)
    people = [page for page in _known["pages"] if page.url.startswith("ambassadors/")]
    _write(site / "index.html", home.render(pages=people[:PER_PAGE], config=config, title="Corpus"))


def _write_list(site, template, address, title, pages):
    total = max(1, -(-len(pages) // PER_PAGE))
    for number in range(1, total + 1):
        shown = pages[(number - 1) * PER_PAGE : number * PER_PAGE]
        place = address if number == 1 else f"{address}page/{number}/"
        data = template.render(
            title=title, pages=shown, number=number, total=total, home=f"/{address}", url=f"/{place}"
        )
        _write(site / place / "index.html", data)


def _write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(data, "utf-8")
