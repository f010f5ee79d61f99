"""Everything can be reached, seen and used with the keyboard alone."""

WHERE_THE_FOCUS_IS = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getBoundingClientRect();
    return {
        tag: element.localName,
        text: (element.innerText || element.getAttribute('aria-label') || element.value || '').trim(),
        href: element.getAttribute('href'),
        url: element.href ? new URL(element.getAttribute('href'), document.baseURI).href : '',
        html: element.outerHTML.slice(0, 160),
        in_header: Boolean(element.closest('header')) && !element.closest('main'),
        in_main: Boolean(element.closest('main')),
        in_footer: Boolean(element.closest('footer')) && !element.closest('main'),
        on_screen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
            && box.top < innerHeight && box.left < innerWidth,
    };
}"""

# Not 'link.href', which is an object for the links of an SVG.
LINK_URLS = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"

# Is anything about the element, what it stands in, or what is drawn before and after it, different with the
# focus on it? Taking the focus away and giving it back keeps the keyboard's place.
FOCUS_CAN_BE_SEEN = """() => {
    const element = document.activeElement;
    const parts = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'backgroundColor', 'color',
        'borderTopColor', 'borderTopWidth', 'borderBottomWidth', 'textDecorationLine', 'textDecorationThickness',
        'clipPath', 'transform', 'top', 'left', 'opacity'];
    const look = () => {
        for (const animation of document.getAnimations()) animation.finish();
        const seen = [];
        for (let at = element, depth = 0; at && depth < 4; at = at.parentElement, depth += 1) {
            for (const pseudo of [null, '::before', '::after']) {
                const style = getComputedStyle(at, pseudo);
                seen.push(parts.map(part => style[part]).join('|'));
            }
        }
        return seen.join('\\n');
    };
    const focused = look();
    element.blur();
    const blurred = look();
    element.focus();
    return focused !== blurred;
}"""


def tab_path(page, limit=400):
    """Each element that Tab comes to, from the top until it leaves the page or goes round."""
    path = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE_THE_FOCUS_IS)
        if stop is None or (path and stop["html"] == path[0]["html"] and stop["text"] == path[0]["text"]):
            return path
        path.append(stop)
    raise AssertionError(f"Tab came to no end in {limit} steps; the last was {path[-1]['html']}")


def tab_until(page, is_wanted, limit=400):
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE_THE_FOCUS_IS)
        if stop and is_wanted(stop):
            return stop
    raise AssertionError(f"Tab never came to it in {limit} steps")


def test_the_first_stop_skips_to_the_content(page):
    page.keyboard.press("Tab")
    skip = page.evaluate(WHERE_THE_FOCUS_IS)
    assert skip["tag"] == "a"
    assert skip["href"].startswith("#")
    assert skip["on_screen"], "The skip link has the focus and cannot be seen."

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate(WHERE_THE_FOCUS_IS)["in_main"]


def test_the_focus_can_be_seen_at_every_stop_of_the_home_page(page):
    unseen = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE_THE_FOCUS_IS)
        if stop is None:
            break
        if not stop["on_screen"] or not page.evaluate(FOCUS_CAN_BE_SEEN):
            unseen.append(stop["html"])

    assert unseen == []


def test_the_keyboard_goes_through_the_header_before_the_content(page):
    links = page.locator("header nav a:visible").evaluate_all(LINK_URLS)
    assert links, "The header has no navigation."

    path = tab_path(page)

    assert [stop["url"] for stop in path if stop["in_header"] and stop["url"] in links] == links
    parts = [part for stop in path for part in ("in_header", "in_main", "in_footer") if stop[part]]
    assert parts == sorted(parts, key=["in_header", "in_main", "in_footer"].index)


def test_no_stop_is_without_a_name(page):
    nameless = [
        stop["html"] for stop in tab_path(page) if stop["tag"] in ("a", "button") and not stop["text"]
    ]

    assert nameless == []


def test_a_profile_is_reached_from_the_list_by_keyboard(open_page, served):
    profiles = served.pages_of("profile")
    page = open_page("/ambassadors/")

    tab_until(page, lambda stop: stop["in_main"] and stop["url"] and served.address(stop["url"]) in profiles)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert served.address(page.url) in profiles
    assert page.locator("h1").is_visible()
