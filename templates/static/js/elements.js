// Elements made by code. Text only ever goes in by textContent.

/** An element with a class, and children that are elements or texts. */
export function make(tag, className = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== "" && child !== null));
  return element;
}

/** A link that does something on this page instead of leading to `href`. */
export function acting(words, href, act) {
  const link = make("a", "", words);
  link.href = href;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    act();
  });
  return link;
}

/** The box above a form that lists what is to be mended: empty, and hidden, until there is something. */
export function faultsBox() {
  const box = make("div", "request-errors");
  box.tabIndex = -1;
  box.hidden = true;
  return box;
}

/** `title`: a heading with an id, which names the box. */
export function fillFaultsBox(box, title, links) {
  box.hidden = !links.length;
  if (!links.length) return;
  title.className = "request-errors-title";
  box.setAttribute("role", "group");
  box.setAttribute("aria-labelledby", title.id);
  box.replaceChildren(title, make("ul", "request-errors-list", ...links.map((link) => make("li", "", link))));
}
