"""Every address that the site names leads somewhere, wherever the site is served."""

import json
import re

IN_A_STYLE_SHEET = re.compile(r"""url\(\s*['"]?([^'")]+)['"]?\s*\)|@import\s+['"]([^'"]+)['"]""")
NAMED_IN_SVG = re.compile(r"""\bid\s*=\s*["']([^"']+)["']""")
# Addresses that are told to machines, in <meta>, and not followed by a reader.
IN_META = ("og:url", "og:image", "twitter:image")


def fault_of(site, reference, on):
    """Why a reference leads nowhere, or '' if all is well with it."""
    try:
        target = site.address_of(reference, on=on)
    except LookupError as error:
        return str(error)
    if target is None:
        return ""
    address, anchor = target
    file = site.file_at(address)
    if file is None:
        hint = (
            ", which needs a slash at its end" if site.file_at(address + "/") else ", where there is nothing"
        )
        return f"'{reference}' leads to {address}{hint}"
    if anchor and anchor != "top":
        if file.suffix == ".html" and anchor not in site.pages[address].anchors:
            return f"'{reference}' leads to {address}, which has no place '{anchor}'"
        if file.suffix == ".svg" and anchor not in NAMED_IN_SVG.findall(file.read_text(encoding="utf-8")):
            return f"'{reference}' leads to {address}, which has no drawing '{anchor}'"
    return ""


def faults_of(site, references):
    """`references`: (where it stands, what it says, the address it is read from)"""
    found = {}
    for where, reference, on in references:
        fault = fault_of(site, reference, on)
        if fault:
            found.setdefault(fault, where)
    return [f"{where}: {fault}" for fault, where in found.items()]


def test_every_link_and_anchor_of_every_page_leads_somewhere(either_site):
    references = [
        (f"{page.address}:{link.line}", link.value, page.address)
        for page in either_site.pages.values()
        for link in page.references
    ]
    assert references

    assert faults_of(either_site, references) == []


def test_no_link_is_empty(either_site):
    empty = [
        f"{page.address}:{link.line}: <{link.element} {link.attribute}>"
        for page in either_site.pages.values()
        for link in page.references
        if link.value.strip() in ("", "#")
    ]

    assert empty == []


def test_what_a_page_tells_to_machines_is_there(either_site):
    references = [
        (f"{page.address} <meta {name}>", page.meta[name], page.address)
        for page in either_site.pages.values()
        for name in IN_META
        if name in page.meta
    ]

    assert faults_of(either_site, references) == []
    for where, reference, _ in references:
        assert reference.startswith(("https://", "http://")), f"{where} is not a whole address: {reference}"


def test_every_page_that_is_not_a_redirect_names_itself_as_the_canonical_one(either_site):
    elsewhere = {
        page.address: page.canonical
        for page in either_site.pages.values()
        if page.canonical and not page.is_redirect and not page.is_unlisted
        if either_site.address_of(page.canonical) != (page.address, "")
    }

    assert elsewhere == {}


def test_every_redirect_leads_to_a_page(either_site):
    references = []
    for page in either_site.pages.values():
        if page.is_redirect:
            _, _, target = page.meta["refresh"].partition("=")
            references.append((page.address, target.strip("'\" "), page.address))

    assert faults_of(either_site, references) == []


def test_the_page_for_a_wrong_address_works_at_any_depth(either_site):
    """404.html is sent for /a/b/c/ too, where a relative address would be read from there."""
    relative = [
        link.value
        for link in either_site.pages["/404.html"].references
        if not link.value.startswith(("/", "#", "https://", "http://", "mailto:", "data:"))
    ]

    assert relative == []


def test_every_file_that_a_style_sheet_names_is_there(either_site):
    references = []
    for path in either_site.files("*.css"):
        address = "/" + path.relative_to(either_site.folder).as_posix()
        for found in IN_A_STYLE_SHEET.finditer(path.read_text(encoding="utf-8")):
            reference = found[1] or found[2]
            if not reference.startswith(("data:", "#")):
                references.append((address, reference, address))
    assert either_site.files("*.css")

    assert faults_of(either_site, references) == []


def test_every_file_that_the_manifest_names_is_there(either_site):
    references = []
    for path in either_site.files("*.webmanifest"):
        address = "/" + path.relative_to(either_site.folder).as_posix()
        manifest = json.loads(path.read_text(encoding="utf-8"))
        named = [icon["src"] for icon in manifest.get("icons", [])]
        named += [manifest[name] for name in ("start_url", "scope") if name in manifest]
        references += [(address, reference, address) for reference in named]

    assert faults_of(either_site, references) == []


def test_every_page_is_reached_from_home_by_links(either_site):
    reached, waiting = {"/"}, ["/"]
    while waiting:
        page = either_site.pages[waiting.pop()]
        for link in page.references:
            if (link.element, link.attribute) != ("a", "href"):
                continue
            target = either_site.address_of(link.value, on=page.address)
            if target and target[0] in either_site.pages and target[0] not in reached:
                reached.add(target[0])
                waiting.append(target[0])

    orphans = [
        page.address
        for page in either_site.pages.values()
        if page.address not in reached and page.address != "/404.html"
        if not page.is_redirect and not page.is_unlisted
    ]
    assert orphans == []


def test_no_page_links_to_a_redirect_of_our_own(either_site):
    detours = [
        f"{page.address}:{link.line}: {link.value}"
        for page in either_site.pages.values()
        for link in page.references
        if link.element == "a"
        for target in [either_site.address_of(link.value, on=page.address)]
        if target and target[0] in either_site.pages and target[0] != page.address
        if either_site.pages[target[0]].is_redirect
    ]

    assert detours == []
