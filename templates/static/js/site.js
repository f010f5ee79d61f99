import { endedSince } from "./ended.js";

/*
 * Lists of events are right on the day the page was made. When the page is older than the reader's day, this hides the
 * events that have ended since, and says so. Without it every date is plain to see, and the page says when it was made.
 */

function say(words) {
  const notice = document.createElement("p");
  notice.className = "notice notice-note";
  notice.setAttribute("role", "status");
  notice.textContent = words;
  return notice;
}

function hideEnded() {
  const items = [...document.querySelectorAll("[data-end]")].filter((item) => item.dataset.end);
  if (!items.length) return;
  const ended = endedSince(items.map((item) => item.dataset.end), document.body.dataset.builtOn, new Date());
  const hidden = new Map();
  items.forEach((item, index) => {
    if (!ended[index]) return;
    if (item.dataset.endWords) {
      item.before(say(item.dataset.endWords));
      return;
    }
    item.hidden = true;
    hidden.set(item.parentElement, (hidden.get(item.parentElement) ?? 0) + 1);
  });
  for (const [list, count] of hidden) {
    list.before(say(count === 1 ? "One event is over and is not shown any more." : `${count} events are over and are not shown any more.`));
  }
}

/*
 * Finding: the code and the data come only when somebody starts. Until then, and if they cannot be had, the form leads to
 * the list and the filters are links.
 */
function awaitFinding(form) {
  let page;
  const load = () => (page ??= startFinding(form));
  if (location.search) load().catch(() => {});
  form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    load().then((ready) => ready.submit(), () => {});
  });
  document.querySelector(".filters")?.addEventListener("click", (event) => {
    const link = event.target.closest("a.facet-link");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    load().then((ready) => ready.chooseLink(link.href), () => location.assign(link.href));
  });
}

/** The data that the page is going to ask for come beside its code, not after it; for whoever is about to type, so do those of words. */
async function startFinding(form) {
  const types = document.activeElement?.name === "q" && form.dataset.filters;
  const names = ["filters", "people", form.dataset.find, ...(types ? WORDS : [])];
  const coming = {};
  for (const name of names) {
    const url = form.getAttribute(`data-${name}`);
    if (url) (coming[name] = fetch(url)).catch(() => {}); // told to whoever reads it
  }
  if (types) import("./find-engine.js").catch(() => {});
  const { start } = await import("./find-page.js");
  return start(form, coming);
}

const WORDS = ["people-more", "people-rest", "places"];
const PAGES = { search: "search-page", "my-list": "my-list", ask: "ask", write: "form-page" };

function begin() {
  hideEnded();
  const form = document.querySelector("form[data-find]");
  if (form && document.getElementById("results")) awaitFinding(form);
  for (const [name, file] of Object.entries(PAGES)) if (document.querySelector(`[data-page="${name}"]`)) import(`./${file}.js`);
  import("./hearts.js");
}

if (typeof document !== "undefined") begin();
