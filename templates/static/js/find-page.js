// Finding on a list page: the box, filters that combine, near me, results, all of it in the address.
// Fetched only when somebody starts to search or filter; see site.js.

import { rest } from "./data-file.js";
import { make } from "./elements.js";
import { Answers } from "./find-answers.js";
import { PersonCard, RecordCard, recordCard } from "./find-cards.js";
import { firstHalves, wordsOf } from "./find-text.js";
import { CALLED, counted, noticesOf } from "./find-words.js";

const PER_PAGE = 24;
const AT_ONCE = { narrow: 2, wide: 6 }; // cards that come with the keystroke, as many as the screen shows; all else follows when typing rests
const AT_A_TIME = 7; // cards drawn in one go after that
const REST = 200; // milliseconds without a keystroke
const WRITE = 1000; // milliseconds without a keystroke before the address is written, which takes a phone as long as an answer
const SAY_AFTER = 400; // milliseconds without a keystroke before a screen reader is told
const LATE = 300; // milliseconds after which a reader is told that an answer takes a while
const LONGEST = 200; // letters of a question
const NARROW = "(max-width: 61.99rem)";
const FILES = ["filters", "people", "people-more", "people-rest", "places", "events", "case-studies", "careers"];

/** Makes the page of this form searchable; the promise fails when the data cannot be had. `coming`: see site.js. */
export async function start(form, coming) {
  const page = new FindPage(form, coming);
  try {
    await page.load();
  } catch {
    page.tellThatItFails();
    throw new Error("search data could not be loaded");
  }
  return page;
}

class FindPage {
  constructor(form, coming) {
    this.form = form;
    this.coming = coming;
    this.collection = form.dataset.find;
    this.input = form.querySelector("input[name=q]");
    this.base = new URL(form.action).pathname;
    this.section = document.querySelector(".results");
    this.heading = document.getElementById("results");
    this.first = { heading: this.heading.textContent, title: document.title, path: location.pathname };
    this.shown = PER_PAGE;
    const screen = matchMedia(NARROW);
    this.narrow = screen.matches; // kept, for to ask the screen again can cost a layout
    screen.addEventListener("change", () => {
      this.narrow = screen.matches;
      this.placeFilters?.();
      this.showCounts();
    });
    this.places = []; // the cards of what is found: each place has one, whoever is found
    this.stands = new Map(); // an element → what its children say
    this.answer = null;
    this.asking = null;
  }

  async load() {
    const files = FILES.filter((name) => this.form.hasAttribute(`data-${name}`)).map((name) => [name, new URL(this.form.getAttribute(`data-${name}`), location.href).href]);
    this.answers = new Answers(this.collection, Object.fromEntries(files), rest, this.coming);
    // Whoever is in the box is about to type.
    const ready = () => void this.answers.makeReady();
    if (document.activeElement === this.input) ready();
    else this.input.addEventListener("focus", ready, { once: true });
    const asked = new URL(location.href).searchParams.get("q") ?? "";
    this.input.value ||= asked.slice(0, LONGEST); // it stands there before the data do, and without them
    this.facets = await this.answers.open();
    const typed = this.input.value; // while the data were on their way
    this.makeControls();
    this.takeState(stateOf(new URL(location.href), this.form, this.facets));
    addEventListener("popstate", () => {
      this.stopWaiting();
      this.takeState(stateOf(new URL(location.href), this.form, this.facets));
      void this.ask();
    });
    // The controls and the place of the box come with the first answer: a phone paints all of it in the time of one.
    if (typed && typed !== this.state.q) {
      this.lifting = true;
      this.change({ q: typed }, "replace");
    } else {
      this.placeControls();
    }
    // The answer is what somebody waits for; until the filters are boxes, site.js sends a click on them here.
    void (this.asking ?? this.ask()).then(() => this.makeFilters());
  }

  takeState(state) {
    this.state = state;
    if (document.activeElement !== this.input) this.input.value = state.q;
    if (this.near && document.activeElement !== this.near) this.near.value = state.near;
    if (this.order) this.order.value = state.sort;
    this.shown = PER_PAGE;
  }

  // -------------------------------------------------------------- controls that only JavaScript can serve

  makeControls() {
    this.input.addEventListener("input", () => this.change({ q: this.input.value.slice(0, LONGEST) }, "replace"));
    const lift = () => (this.lifting = true);
    this.form.addEventListener("focusout", () => this.writeAddress());
    document.addEventListener("visibilitychange", () => this.writeAddress());
    const awaitLetter = () => this.input.addEventListener("input", lift, { once: true });
    this.input.addEventListener("focus", awaitLetter);
    awaitLetter();
    if (this.collection === "ambassadors") this.makeNear();
    this.asked = make("p", "find-asked");
    this.notices = make("div", "find-notices");
    this.chips = make("ul", "chips find-chips");
    this.chips.setAttribute("aria-label", "What you are looking for");
    this.found = make("div", "cards found");
    // The hearts of cards that are not on the page do not hear of it, so those cards go.
    document.addEventListener("list-changed", () => this.places.splice(this.found.childElementCount));
    this.more = make("button", "button find-more", "Show more");
    this.more.type = "button";
    this.more.addEventListener("click", () => void this.showMore());
    this.help = make("div", "find-help");
    this.status = make("p", "visually-hidden");
    this.status.setAttribute("role", "status");
    this.filters = document.querySelector(".filters");
    this.boxes = [];
    this.plain = [...this.section.querySelectorAll(":scope > .cards:not(.found), :scope > .pagination, :scope > nav, :scope > .follow, :scope > .empty, :scope > p.notice")];
  }

  placeControls() {
    if (this.status.isConnected) return;
    this.section.prepend(this.status);
    this.heading.after(this.asked, this.chips, ...(this.orderBox ? [this.orderBox] : []), this.notices, this.found, this.more, this.help);
    if (this.near) this.form.append(this.nearBox);
  }

  /** On a phone what is found stands below all that the page says of itself: with the first letter the box goes to the top. */
  lift() {
    if (this.lifting && this.narrow) this.form.scrollIntoView({ block: "start" });
    this.lifting = false;
  }

  makeNear() {
    const label = make("label", "find-label", "Near a school: town, district or postcode");
    label.htmlFor = "find-near";
    this.near = make("input", "find-input");
    this.near.id = "find-near";
    this.near.name = "near";
    this.near.maxLength = 80;
    this.near.autocomplete = "off";
    const note = make("p", "find-note", "Only the first half of a postcode is used, and it never leaves this device.");
    note.id = "find-near-note";
    this.near.setAttribute("aria-describedby", note.id);
    this.near.addEventListener("input", () => this.change({ near: this.near.value }, "replace"));
    this.nearBox = make("div", "find-near", label, this.near, note);
    const orderLabel = make("label", "find-label", "Order");
    orderLabel.htmlFor = "find-order";
    const choice = (value, words) => Object.assign(make("option", "", words), { value });
    this.order = make("select", "field-input", choice("near", "Who can come first"), choice("match", "Who fits best first"));
    this.order.id = "find-order";
    this.order.addEventListener("change", () => this.change({ sort: this.order.value }, "push"));
    this.orderBox = make("p", "find-order", orderLabel, this.order);
  }

  /** The links of the filters become boxes, in short spells: somebody may be typing. Until then site.js sends a click here. */
  async makeFilters() {
    if (!this.filters) return;
    for (const link of this.filters.querySelectorAll(".facet-link")) {
      await rest();
      const [facet, slug] = termOf(link, this.base);
      const box = make("input", "facet-box");
      box.type = "checkbox";
      box.checked = this.state.filters[facet]?.includes(slug) ?? false;
      const label = make("label", "facet-link", box, ...link.childNodes);
      link.replaceWith(label);
      const count = label.querySelector(".facet-count");
      box.addEventListener("change", () => this.toggle(facet, slug, box.checked));
      const term = this.facets[facet]?.findIndex(([known]) => known === slug) ?? -1;
      this.boxes.push({ box, label, facet, slug, term, count });
    }
    this.filters.querySelector(".filters-clear")?.remove();
    this.makeSheet();
    this.showCounts();
  }

  // On a phone the filters open as a sheet over the page.
  makeSheet() {
    const side = this.filters.parentElement;
    const sheet = make("dialog", "filter-sheet");
    sheet.setAttribute("aria-label", "Filters");
    const close = make("button", "button sheet-close", "Show the results");
    close.type = "button";
    close.addEventListener("click", () => sheet.close());
    this.opener = make("button", "button sheet-open", "Filters");
    this.opener.type = "button";
    this.opener.addEventListener("click", () => {
      sheet.showModal();
      this.showCounts();
    });
    const fold = this.filters.querySelector(".filters-fold");
    const place = () => {
      if (this.narrow) {
        sheet.prepend(this.filters);
        if (fold) fold.open = true;
      } else {
        if (sheet.open) sheet.close();
        side.prepend(this.filters);
      }
      this.opener.hidden = !this.narrow;
    };
    this.sheet = sheet;
    sheet.append(close);
    side.append(this.opener, sheet);
    this.placeFilters = place;
    place();
  }

  // -------------------------------------------------------------- changes

  toggle(facet, slug, on) {
    const slugs = new Set(this.state.filters[facet] ?? []);
    if (on) slugs.add(slug);
    else slugs.delete(slug);
    this.change({ filters: { ...this.state.filters, [facet]: [...slugs] } }, "push");
  }

  /** A link of the static filters that was chosen before this page was ready. */
  chooseLink(href) {
    const term = termOf({ href }, this.base);
    if (term) this.toggle(term[0], term[1], true);
  }

  change(change, how) {
    this.takeState({ ...this.state, ...change });
    this.stopWaiting();
    this.typing = how === "replace";
    if (this.typing) {
      this.resting = setTimeout(() => this.rested(), REST);
      this.writing = setTimeout(() => this.writeAddress(), WRITE);
    } else {
      history.pushState(null, "", addressOf(this.state, this.base, this.form.dataset));
    }
    void this.ask();
  }

  /** What was typed stands in the address once nobody types, and before anybody goes elsewhere. */
  writeAddress() {
    if (!this.writing) return;
    clearTimeout(this.writing);
    this.writing = 0;
    history.replaceState(null, "", addressOf(this.state, this.base, this.form.dataset));
  }

  /** What was to come when typing rests is not wanted any more. */
  stopWaiting() {
    clearTimeout(this.resting);
    clearTimeout(this.writing);
    this.writing = 0;
    clearTimeout(this.timer);
    this.typing = false;
  }

  rested() {
    this.typing = false;
    if (this.answer?.state === this.state) this.showAll();
  }

  submit() {
    this.change({ q: this.input.value, near: this.near?.value ?? "" }, "push");
    this.heading.tabIndex = -1;
    this.heading.focus();
  }

  /** Asks what is wanted now. While one answer is on its way, only the newest question waits. */
  ask() {
    this.wanted = this.state;
    this.asking ??= this.answerWanted();
    return this.asking;
  }

  async answerWanted() {
    try {
      while (this.wanted) {
        const state = this.wanted;
        this.wanted = null;
        const answer = await this.answerTo(state, 0, this.shown);
        if (!this.answer) await rest(); // all the code of the first answer is new to the browser
        if (answer) this.take(Object.assign(answer, { state }));
      }
    } finally {
      this.asking = null;
    }
  }

  /** null when the data could not be had; the next question tries again. */
  async answerTo(state, from, to) {
    const late = setTimeout(() => (this.heading.textContent = "Looking…"), LATE);
    try {
      return await this.answers.ask(state, from, to);
    } catch {
      this.tellThatItFails();
      return null;
    } finally {
      clearTimeout(late);
    }
  }

  // -------------------------------------------------------------- what is seen

  take(answer) {
    this.answer = answer;
    this.failure?.remove();
    this.failure = null;
    this.placeControls();
    const asIs = isPlain(this.state, this.form.dataset, location.pathname, this.first.path);
    if (this.typing && !asIs) this.showFirst();
    else this.showAll();
    if (this.lifting) requestAnimationFrame(() => this.lift()); // in the frame that lays the page out anyway
  }

  /** As much as a keystroke has time for: how many there are, what must be said of it, and the best of them. */
  showFirst() {
    const { answer } = this;
    for (const element of this.plain) hide(element, true);
    for (const element of [this.chips, this.notices, this.found]) hide(element, false);
    say(this.heading, counted(answer.total, CALLED[this.collection]));
    this.showChips(answer);
    const notices = noticesOf(answer);
    this.fill(this.notices, notices, () => notices.map((words) => make("p", "notice notice-note", words)));
    this.place(0, this.atOnce());
  }

  /** Puts children into an element, unless those that say the same stand there already. */
  fill(element, says, children) {
    const key = JSON.stringify(says);
    if ((this.stands.get(element) ?? "[]") === key) return;
    this.stands.set(element, key);
    element.replaceChildren(...children());
  }

  atOnce() {
    return this.narrow ? AT_ONCE.narrow : AT_ONCE.wide;
  }

  showAll() {
    const { answer } = this;
    const asIs = isPlain(this.state, this.form.dataset, location.pathname, this.first.path);
    for (const element of this.plain) hide(element, !asIs);
    for (const element of [this.asked, this.chips, this.orderBox, this.notices, this.found, this.help]) if (element) hide(element, asIs);
    this.showCounts();
    if (asIs) {
      say(this.heading, this.first.heading);
      hide(this.more, true);
      return;
    }
    this.showFirst();
    say(this.asked, this.askedFor(answer));
    if (this.orderBox) hide(this.orderBox, !answer.reach);
    hide(this.more, true);
    if (answer.total) this.fill(this.help, [], () => []);
    else this.showHelp(answer);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.status.textContent = `${this.heading.textContent}. ${noticesOf(answer).join(" ")}`), SAY_AFTER);
    this.showOthers(answer, this.atOnce());
  }

  /** The cards below the first, a few at a time, unless another question comes. */
  showOthers(answer, from) {
    setTimeout(() => {
      if (this.answer !== answer || this.typing) return;
      const to = from + AT_A_TIME;
      this.place(from, to);
      if (to < answer.cards.length) this.showOthers(answer, to);
      else hide(this.more, answer.total <= answer.cards.length);
    });
  }

  /** Whoever is found, in the places from `from` to `to`. What lies below stays until its turn comes. */
  place(from, to) {
    const { cards, factsOf } = this.answer;
    cards.slice(from, to).forEach((record, at) => {
      const card = (this.places[from + at] ??= this.collection === "ambassadors" ? new PersonCard(this.base) : new RecordCard());
      card.show(factsOf(record));
      if (!card.element.isConnected) this.found.append(card.element);
    });
    while (this.found.childElementCount > cards.length) this.found.lastElementChild.remove();
  }

  async showMore() {
    const { answer } = this;
    const from = answer.cards.length;
    const more = await this.answerTo(answer.state, from, from + PER_PAGE);
    if (!more || this.answer !== answer) return;
    answer.cards.push(...more.cards);
    this.shown = answer.cards.length;
    this.place(from, this.shown);
    say(this.heading, counted(answer.total, CALLED[this.collection]));
    hide(this.more, answer.total <= this.shown);
    this.found.children[from]?.querySelector("a")?.focus();
  }

  /** How many each filter would give. A closed sheet says nothing: its turn comes when it opens. */
  showCounts() {
    const active = Object.values(this.state.filters).flat().length;
    if (this.opener) say(this.opener, active ? `Filters (${active})` : "Filters");
    if (!this.answer || (this.narrow && !this.sheet?.open)) return;
    const { counts } = this.answer;
    for (const { box, label, facet, slug, term, count } of this.boxes) {
      const number = counts[facet]?.[term] ?? 0;
      box.checked = this.state.filters[facet]?.includes(slug) ?? false;
      say(count, String(number));
      label.classList.toggle("facet-link-none", number === 0 && !box.checked);
    }
  }

  /** The question in words, for paper: there the box, the filters and the chips are left out. */
  askedFor({ near }) {
    const { q, filters } = this.state;
    const words = q.trim() ? [`‘${q.trim()}’`] : [];
    for (const [facet, slugs] of Object.entries(filters)) if (slugs.length) words.push(slugs.map((slug) => this.labelOf(facet, slug)).join(" or "));
    if (this.state.near.trim()) words.push(`near ${near?.label ?? firstHalves(this.state.near.trim())}`);
    return `Asked for: ${words.join(" · ")}`;
  }

  labelOf(facet, slug) {
    return this.facets[facet]?.find(([known]) => known === slug)?.[1] ?? slug;
  }

  showChips(result) {
    const chips = []; // [what it says, what a press does]
    for (const [facet, slugs] of Object.entries(this.state.filters)) {
      for (const slug of slugs) {
        chips.push([this.labelOf(facet, slug), () => this.toggle(facet, slug, false), facet]);
      }
    }
    for (const { text, place, terms, guessed } of result.understood) {
      const label = place?.label ?? terms[0].label;
      chips.push([guessed ? `${label} (for ‘${text}’)` : label, () => this.change({ q: withoutWords(this.state.q, text) }, "push"), text]);
    }
    if (this.state.near) chips.push([`Near ${result.near?.label ?? this.state.near}`, () => this.change({ near: "" }, "push")]);
    const clear = chips.length + (this.state.q ? 1 : 0) > 1;
    this.fill(this.chips, clear ? [...chips, true] : chips, () => {
      const items = chips.map(([label, remove]) => chip(label, remove));
      if (clear) items.push(make("li", "", button("Clear all", () => this.change({ q: "", near: "", filters: {} }, "push"))));
      return items;
    });
  }

  showHelp(result) {
    this.stands.set(this.help, ""); // what help there is changes with every question
    const ways = [];
    const best = [...result.without].sort((a, b) => b.total - a.total)[0];
    if (best?.total) {
      const name = this.filters?.querySelector(`[data-facet="${CSS.escape(best.facet)}"]`)?.textContent.trim() ?? best.facet.replace("-", " ");
      ways.push(make("li", "", button(`Leave out the filter ‘${name}’: ${counted(best.total, CALLED[this.collection])}`, () => this.change({ filters: { ...this.state.filters, [best.facet]: [] } }, "push"))));
    }
    if (this.state.q) ways.push(make("li", "", button("Leave out the words", () => this.change({ q: "" }, "push"))));
    const online = this.answers.online();
    if (online) ways.push(make("li", "", button(`Meet somebody online: ${counted(online, CALLED[this.collection])}`, () => this.change({ q: "", near: "", filters: { format: ["online"] } }, "push"))));
    if (this.form.dataset.ask) {
      const ask = make("a", "", "Ask the hub: it may know somebody who is not here");
      ask.href = `${this.form.dataset.ask}?about=${encodeURIComponent(this.state.q.slice(0, 200))}`;
      ways.push(make("li", "", ask));
    }
    const none = this.collection === "ambassadors" ? "Nobody fits all of this." : "Nothing fits all of this.";
    this.help.replaceChildren(make("p", "", `${none} You could:`), make("ul", "find-ways", ...ways));
    if (this.collection === "ambassadors" && this.state.q) void this.showElsewhere(this.state.q);
  }

  /** Careers and stories on the same words. */
  async showElsewhere(q) {
    const found = await this.answers.elsewhere(q).catch(() => []); // this is only more help; that nobody was found is told already
    if (q !== this.state.q) return;
    for (const [name, cards] of found) this.help.append(make("h3", "", name === "careers" ? "Careers on these words" : "Stories on these words"), make("div", "cards", ...cards.map(recordCard)));
  }

  tellThatItFails() {
    const words = "Searching does not work right now: its data could not be loaded. The list and its filters still do.";
    say(this.heading, this.first.heading);
    this.failure?.remove();
    this.failure = make("p", "notice notice-warning", words);
    this.failure.setAttribute("role", "status");
    this.section.prepend(this.failure);
  }
}

// ---------------------------------------------------------------- state and address

/** An address → the state it stands for. Whatever is in it, it gives a state. */
export function stateOf(url, form, facets) {
  const filters = {};
  for (const facet of Object.keys(facets)) {
    const known = new Set(facets[facet].map(([slug]) => slug));
    const slugs = [...new Set(url.searchParams.getAll(facet))].filter((slug) => known.has(slug));
    if (slugs.length) filters[facet] = slugs;
  }
  const { facet, term } = form.dataset;
  const base = new URL(form.action, url).pathname;
  if (facet && url.pathname !== base && !url.search) filters[facet] = [term];
  const near = (url.searchParams.get("near") ?? "").slice(0, 80);
  const sort = url.searchParams.get("sort") === "match" ? "match" : "near";
  return { q: (url.searchParams.get("q") ?? "").slice(0, LONGEST), near, sort, filters };
}

/** A state → its address: the facet's own page where that says it all. */
export function addressOf(state, base, { facet, term }) {
  const parameters = new URLSearchParams();
  if (state.q.trim()) parameters.set("q", state.q.trim());
  const set = Object.entries(state.filters).filter(([, slugs]) => slugs.length);
  for (const [name, slugs] of set) for (const slug of slugs) parameters.append(name, slug);
  if (state.near.trim()) {
    parameters.set("near", firstHalves(state.near.trim()));
    parameters.set("sort", state.sort);
  }
  const onlyTerm = facet && set.length === 1 && set[0][0] === facet && set[0][1].length === 1 && set[0][1][0] === term && !state.q.trim() && !state.near.trim();
  if (onlyTerm) return `${base}${facet}/${term}/`;
  const query = parameters.toString();
  return query ? `${base}?${query}` : base;
}

function isPlain(state, { facet, term }, path, firstPath) {
  if (path !== firstPath || state.q.trim() || state.near.trim()) return false;
  const set = Object.entries(state.filters).filter(([, slugs]) => slugs.length);
  if (!facet) return !set.length;
  return set.length === 1 && set[0][0] === facet && set[0][1].length === 1 && set[0][1][0] === term;
}

function termOf(link, base) {
  const parts = new URL(link.href, location.href).pathname.slice(base.length).split("/");
  return parts.length >= 2 ? [parts[0], parts[1]] : null;
}

function withoutWords(q, words) {
  const gone = new Set(words.split(" "));
  return q.split(/\s+/u).filter((word) => !gone.has(wordsOf(word).join(" "))).join(" ");
}

// ---------------------------------------------------------------- words

// What stands there already is not touched: every change of a page costs a phone the time of a letter.
function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function hide(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

function button(words, act) {
  const element = make("button", "chip chip-button", words);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

function chip(words, remove) {
  const element = button(`${words} ×`, remove);
  element.setAttribute("aria-label", `Remove ${words}`);
  return make("li", "", element);
}
