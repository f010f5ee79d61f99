// Finding on a list page: the box, filters that combine, near me, results, all of it in the address.
// Fetched only when somebody starts to search or filter; see site.js.

import { readData, rest } from "./data-file.js";
import { make } from "./elements.js";
import { dayOf, hasEnded } from "./ended.js";
import { askedWords, personCard, recordCard } from "./find-cards.js";
import { addPeople, browse, makePeople } from "./find-data.js";
import { CALLED, counted, firstHalves } from "./find-text.js";

const PER_PAGE = 24;
const AT_ONCE = 3; // cards that come with the keystroke, as many as a phone shows; all else follows when typing rests
const REST = 150; // milliseconds without a keystroke
const SAY_AFTER = 400; // milliseconds without a keystroke before a screen reader is told
const NARROW = "(max-width: 61.99rem)";
const AT_A_TIME = 4; // cards between two looks at the clock

/** Makes the page of this form searchable; the promise fails when the data cannot be had. */
export async function start(form) {
  const page = new FindPage(form);
  try {
    await page.load();
  } catch {
    page.tellThatItFails();
    throw new Error("search data could not be loaded");
  }
  return page;
}

class FindPage {
  constructor(form) {
    this.form = form;
    this.collection = form.dataset.find;
    this.input = form.querySelector("input[name=q]");
    this.base = new URL(form.action).pathname;
    this.section = document.querySelector(".results");
    this.heading = document.getElementById("results");
    this.first = { heading: this.heading.textContent, title: document.title, path: location.pathname };
    this.shown = PER_PAGE;
    this.timer = 0;
    this.resting = 0;
  }

  read(name) {
    return readData(this.form.getAttribute(`data-${name}`));
  }

  async load() {
    if (this.collection === "ambassadors") await this.loadPeople();
    else await this.loadList();
    const typed = this.input.value; // while the data were on their way
    this.makeControls();
    this.takeState(stateOf(new URL(location.href), this.form, this.facets));
    addEventListener("popstate", () => {
      this.takeState(stateOf(new URL(location.href), this.form, this.facets));
      this.show();
    });
    if (typed && typed !== this.state.q) this.change({ q: typed }, "replace");
    else this.show();
  }

  // A filter needs no words and no places: their code and data come when somebody types, or is about to.
  async loadPeople() {
    const [filters, first] = await Promise.all([this.read("filters"), this.read("people")]);
    this.people = await makePeople(filters, rest);
    await addPeople(this.people, first, rest);
    this.engine = { ask: (question) => browse(this.people, question) };
    this.facets = this.people.facets;
  }

  async loadList() {
    const [{ makeListEngine }, data] = await Promise.all([import("./find-list.js"), this.read(this.collection)]);
    const now = new Date();
    const today = dayOf(now);
    this.engine = makeListEngine(data, (record) => Boolean(data.ends) && hasEnded(data.ends[record], now, today));
    this.facets = this.engine.list.facets;
  }

  /** Everyone's names, for cards that are not of the first people. */
  loadEveryone() {
    this.everyone ??= this.form.dataset.peopleMore ? this.read("people-more").then((more) => addPeople(this.people, more, rest)) : Promise.resolve();
    this.everyone.catch(() => (this.everyone = null)); // the next question tries again; who is there already is not added twice
    return this.everyone;
  }

  /** The engine that also knows words and places. */
  loadWords() {
    this.words ??= (async () => {
      const [{ makeEngine }, places] = await Promise.all([import("./find-engine.js"), this.read("places"), this.loadEveryone()]);
      this.engine = await makeEngine(this.people, places, rest);
    })();
    this.words.catch(() => (this.words = null));
    return this.words;
  }

  /** Fetches what a question needs and shows the answer then; false when all is there. */
  waitFor(state) {
    if (!this.people || this.engine.lexicon) return false;
    const asks = state.q.trim() || state.near.trim();
    if (!asks && !this.lacksCards()) return false;
    if (this.waiting) return true; // what is on its way answers the newest question
    this.waiting = true;
    this.heading.textContent = "Looking…";
    (asks ? this.loadWords() : this.loadEveryone())
      .finally(() => (this.waiting = false))
      .then(() => this.show(), () => this.tellThatItFails());
    return true;
  }

  lacksCards() {
    return this.people.who.length < this.people.count && this.engine.ask(this.state).people.slice(0, this.shown).some((person) => !this.people.who[person]);
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
    // Whoever is in the box is about to type.
    const ready = () => this.people && this.loadWords().catch(() => {}); // told when they are asked for
    if (document.activeElement === this.input) ready();
    else this.input.addEventListener("focus", ready, { once: true });
    this.input.addEventListener("input", () => this.change({ q: this.input.value }, "replace"));
    if (this.people) this.makeNear();
    this.notices = make("div", "find-notices");
    this.chips = make("ul", "chips find-chips");
    this.chips.setAttribute("aria-label", "What you are looking for");
    this.found = make("div", "cards found");
    this.more = make("button", "button find-more", "Show more");
    this.more.type = "button";
    this.more.addEventListener("click", () => this.showMore().catch(() => this.tellThatItFails()));
    this.help = make("div", "find-help");
    this.status = make("p", "visually-hidden");
    this.status.setAttribute("role", "status");
    this.section.prepend(this.status);
    this.heading.after(this.chips, ...(this.orderBox ? [this.orderBox] : []), this.notices, this.found, this.more, this.help);
    this.plain = [...this.section.querySelectorAll(":scope > .cards:not(.found), :scope > .pagination, :scope > nav, :scope > .follow, :scope > .empty, :scope > p.notice")];
    this.makeFilters();
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
    this.form.append(make("div", "find-near", label, this.near, note));
    const orderLabel = make("label", "find-label", "Order");
    orderLabel.htmlFor = "find-order";
    const choice = (value, words) => Object.assign(make("option", "", words), { value });
    this.order = make("select", "field-input", choice("near", "Who can come first"), choice("match", "Who fits best first"));
    this.order.id = "find-order";
    this.order.addEventListener("change", () => this.change({ sort: this.order.value }, "push"));
    this.orderBox = make("p", "find-order", orderLabel, this.order);
  }

  makeFilters() {
    this.filters = document.querySelector(".filters");
    this.boxes = [];
    if (!this.filters) return;
    for (const link of this.filters.querySelectorAll(".facet-link")) {
      const [facet, slug] = termOf(link, this.base);
      const box = make("input", "facet-box");
      box.type = "checkbox";
      box.checked = false;
      const label = make("label", "facet-link", box, ...link.childNodes);
      link.replaceWith(label);
      const count = label.querySelector(".facet-count");
      box.addEventListener("change", () => this.toggle(facet, slug, box.checked));
      this.boxes.push({ box, label, facet, slug, count });
    }
    this.filters.querySelector(".filters-clear")?.remove();
    this.makeSheet();
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
    this.opener.addEventListener("click", () => sheet.showModal());
    const fold = this.filters.querySelector(".filters-fold");
    const narrow = matchMedia(NARROW);
    const place = () => {
      if (narrow.matches) {
        sheet.prepend(this.filters);
        if (fold) fold.open = true;
      } else {
        if (sheet.open) sheet.close();
        side.prepend(this.filters);
      }
      this.opener.hidden = !narrow.matches;
    };
    sheet.append(close);
    side.append(this.opener, sheet);
    narrow.addEventListener("change", place);
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
    clearTimeout(this.resting);
    if (how === "push") {
      history.pushState(null, "", addressOf(this.state, this.base, this.form.dataset));
      this.show();
      return;
    }
    this.showFirst();
    this.resting = setTimeout(() => {
      history.replaceState(null, "", addressOf(this.state, this.base, this.form.dataset));
      this.show(this.result);
    }, REST);
  }

  /** As much as a keystroke has time for: how many there are, and the best of them. */
  showFirst() {
    if (this.waitFor(this.state)) return;
    if (isPlain(this.state, this.form.dataset, location.pathname, this.first.path)) return;
    const result = this.ask();
    for (const element of this.plain) element.hidden = true;
    this.found.hidden = false;
    this.heading.textContent = counted(result.total, CALLED[this.collection]);
    this.showCards(result);
  }

  submit() {
    clearTimeout(this.resting);
    this.change({ q: this.input.value, near: this.near?.value ?? "" }, "push");
    this.heading.tabIndex = -1;
    this.heading.focus();
  }

  // -------------------------------------------------------------- what is seen

  /** `known`: the answer to this question, if a keystroke has asked it already; its first cards stand. */
  show(known = null) {
    if (this.waitFor(this.state)) return;
    this.failure?.remove();
    const drawn = known && known.state === this.state;
    const result = drawn ? known : this.ask();
    const asIs = isPlain(this.state, this.form.dataset, location.pathname, this.first.path);
    for (const element of this.plain) element.hidden = !asIs;
    for (const element of [this.chips, this.orderBox, this.notices, this.found, this.help]) if (element) element.hidden = asIs;
    this.showCounts(result);
    if (asIs) {
      this.heading.textContent = this.first.heading;
      this.more.hidden = true;
      return;
    }
    this.heading.textContent = counted(result.total, CALLED[this.collection]);
    this.showChips(result);
    this.notices.replaceChildren(...noticesOf(result).map((words) => make("p", "notice notice-note", words)));
    if (this.orderBox) this.orderBox.hidden = !result.reach;
    if (!drawn) this.showCards(result);
    this.more.hidden = true;
    void this.showOtherCards(result);
    if (result.total) this.help.replaceChildren();
    else this.showHelp(result);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.status.textContent = `${this.heading.textContent}. ${noticesOf(result).join(" ")}`), SAY_AFTER);
  }

  ask() {
    this.result = { ...this.engine.ask(this.state), state: this.state };
    return this.result;
  }

  showCards(result) {
    this.found.replaceChildren(...this.cards(result, 0, AT_ONCE));
  }

  /** The cards below the first, a few at a time, unless another question comes. */
  async showOtherCards(result) {
    for (let drawn = AT_ONCE; drawn < this.shown && drawn < result.total; drawn += AT_A_TIME) {
      await rest();
      if (this.result !== result) return;
      this.found.append(...this.cards(result, drawn, Math.min(drawn + AT_A_TIME, this.shown)));
    }
    this.more.hidden = result.total <= this.shown;
    document.dispatchEvent(new CustomEvent("cards-changed"));
  }

  cards(result, from, to) {
    const asked = askedWords(this.state.q);
    if (this.people) return result.people.slice(from, to).map((person) => personCard(this.people, person, { asked, result, base: this.base }));
    const { data } = this.engine.list;
    return result.people.slice(from, to).map((record) => recordCard({ title: data.title[record], url: data.url[record], line: data.line[record], summary: data.summary[record] }, asked));
  }

  async showMore() {
    if (this.people) await this.loadEveryone();
    const cards = this.cards(this.result, this.shown, this.shown + PER_PAGE);
    this.shown += PER_PAGE;
    this.found.append(...cards);
    this.more.hidden = this.result.total <= this.shown;
    cards[0]?.querySelector("a")?.focus();
    document.dispatchEvent(new CustomEvent("cards-changed"));
  }

  showCounts(result) {
    for (const { box, label, facet, slug, count } of this.boxes) {
      const term = this.facets[facet]?.findIndex(([known]) => known === slug) ?? -1;
      const number = term >= 0 ? result.counts[facet][term] : 0;
      box.checked = this.state.filters[facet]?.includes(slug) ?? false;
      if (count.textContent !== String(number)) count.textContent = String(number);
      label.classList.toggle("facet-link-none", number === 0 && !box.checked);
    }
    const active = Object.values(this.state.filters).flat().length;
    if (this.opener) this.opener.textContent = active ? `Filters (${active})` : "Filters";
  }

  showChips(result) {
    const chips = [];
    for (const [facet, slugs] of Object.entries(this.state.filters)) {
      for (const slug of slugs) {
        const label = this.facets[facet]?.find(([known]) => known === slug)?.[1] ?? slug;
        chips.push(chip(label, () => this.toggle(facet, slug, false)));
      }
    }
    for (const { text, place, terms, guessed } of result.understood) {
      const label = place?.label ?? terms[0].label;
      chips.push(chip(guessed ? `${label} (for ‘${text}’)` : label, () => this.change({ q: withoutWords(this.state.q, text) }, "push")));
    }
    if (this.state.near) chips.push(chip(`Near ${result.near?.label ?? this.state.near}`, () => this.change({ near: "" }, "push")));
    if (chips.length + (this.state.q ? 1 : 0) > 1) chips.push(make("li", "", button("Clear all", () => this.change({ q: "", near: "", filters: {} }, "push"))));
    this.chips.replaceChildren(...chips);
  }

  showHelp(result) {
    const ways = [];
    const best = [...result.without].sort((a, b) => b.total - a.total)[0];
    if (best?.total) {
      const name = this.filters?.querySelector(`[data-facet="${CSS.escape(best.facet)}"]`)?.textContent.trim() ?? best.facet.replace("-", " ");
      ways.push(make("li", "", button(`Leave out the filter ‘${name}’: ${counted(best.total, CALLED[this.collection])}`, () => this.change({ filters: { ...this.state.filters, [best.facet]: [] } }, "push"))));
    }
    if (this.state.q) ways.push(make("li", "", button("Leave out the words", () => this.change({ q: "" }, "push"))));
    if (this.people) {
      const online = this.engine.ask({ filters: { format: ["online"] } }).total;
      if (online) ways.push(make("li", "", button(`Meet somebody online: ${counted(online, CALLED[this.collection])}`, () => this.change({ q: "", near: "", filters: { format: ["online"] } }, "push"))));
    }
    if (this.form.dataset.ask) {
      const ask = make("a", "", "Ask the hub: it may know somebody who is not here");
      ask.href = `${this.form.dataset.ask}?about=${encodeURIComponent(this.state.q.slice(0, 200))}`;
      ways.push(make("li", "", ask));
    }
    const none = this.people ? "Nobody fits all of this." : "Nothing fits all of this.";
    this.help.replaceChildren(make("p", "", `${none} You could:`), make("ul", "find-ways", ...ways));
    if (this.people && this.state.q) void this.showElsewhere(this.state.q);
  }

  /** Careers and stories on the same words. */
  async showElsewhere(q) {
    for (const name of ["careers", "case-studies"]) {
      try {
        const [{ makeListEngine }, data] = await Promise.all([import("./find-list.js"), this.read(name)]);
        const found = makeListEngine(data).ask({ q }).people.slice(0, 3);
        if (q !== this.state.q || !found.length) continue;
        const cards = found.map((record) => recordCard({ title: data.title[record], url: data.url[record], line: data.line[record], summary: data.summary[record] }, askedWords(q)));
        this.help.append(make("h3", "", name === "careers" ? "Careers on these words" : "Stories on these words"), make("div", "cards", ...cards));
      } catch {
        return; // this is only more help; the page says already that nobody was found
      }
    }
  }

  tellThatItFails() {
    const words = "Searching does not work right now: its data could not be loaded. The list and its filters still do.";
    this.heading.textContent = this.first.heading;
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
  return { q: (url.searchParams.get("q") ?? "").slice(0, 200), near, sort, filters };
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
  return q.split(/\s+/u).filter((word) => !gone.has(askedWords(word).join(" "))).join(" ");
}

// ---------------------------------------------------------------- words

export function noticesOf({ dropped, near, unknownPlace, reach, unreachable, understood, total }) {
  const notices = [];
  if (dropped.length) notices.push(`Nobody fits all your words. These were left out: ${dropped.join(", ")}.`);
  for (const { text, guessed, place, terms } of understood) if (guessed) notices.push(`Shown for ‘${place?.label ?? terms[0]?.label ?? guessed}’; you wrote ‘${text}’.`);
  if (unknownPlace) notices.push(`‘${unknownPlace}’ is not a place we know. Write a town, a district from Wigan to Whitby, or the first half of a postcode, such as BD1.`);
  if (near && !near.inside) notices.push(`${near.label} is outside the hub’s area, so these people meet you online.`);
  else if (reach?.onlineFirst && total) notices.push(`Few can come to ${near.label}, so people who meet online come first.`);
  if (unreachable) notices.push(`${unreachable.toLocaleString("en-GB")} more can neither come to ${near.label} nor meet online.`);
  return notices;
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
