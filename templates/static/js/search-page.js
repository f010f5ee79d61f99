// Search over everything: people, careers, stories, events, organisations, areas and pages, in groups, with the words in the
// address. The data come when somebody starts to search; what cannot be had is said, and the rest still works. It is made ready,
// and shown, in short spells on the page's own thread: why not in a worker is told in find-answers.js.

import { readData, rest } from "./data-file.js";
import { readPeople } from "./people-file.js";
import { make } from "./elements.js";
import { personCard, recordCard } from "./find-cards.js";
import { personFacts, recordFacts } from "./find-facts.js";
import { askedWords, wordsOf } from "./find-text.js";
import { counted, figure, noticesOf } from "./find-words.js";
import { makeEngine } from "./find-engine.js";
import { makeListEngine } from "./find-list.js";
import { addressOf, allCounted, askList, FILE_WORDS, GROUPS, inOrder, LONGEST, nearestQuestions, pagesAsList, queryOf, straightTo, vocabularyOf } from "./search-groups.js";
import { dayOf, hasEnded } from "./ended.js";

const REST_AFTER = 120; // milliseconds without a keystroke before the address is written and all groups, not only the first, are shown
const SAY_AFTER = 500; // milliseconds without a keystroke before a screen reader is told

class SearchPage {
  constructor(main) {
    this.main = main;
    this.form = document.querySelector("form[data-find=everything]");
    this.input = this.form.querySelector("input[name=q]");
    this.lists = main.querySelector(".search-lists");
    this.path = location.pathname;
    this.title = document.title;
    this.engines = new Map();
    this.failed = new Set();
    this.waiting = new Set();
    this.pushed = null;
    this.makeParts();
    this.takeAddress();
    this.form.addEventListener("focusin", () => this.load(), { once: true });
    this.input.addEventListener("input", () => this.typed());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submitted();
    });
    addEventListener("popstate", () => this.takeAddress());
  }

  makeParts() {
    this.heading = make("h2", "results-title");
    this.heading.id = "found";
    this.heading.tabIndex = -1;
    this.notices = make("div", "find-notices");
    this.straight = make("div", "search-straight");
    this.jumps = make("nav", "search-jumps");
    this.jumps.setAttribute("aria-label", "What was found");
    this.groups = make("div", "search-groups");
    this.help = make("div", "find-help");
    this.status = make("p", "visually-hidden");
    this.status.setAttribute("role", "status");
    this.found = make("div", "search-found", this.heading, this.notices, this.straight, this.jumps, this.groups, this.help);
    this.found.hidden = true;
    this.main.prepend(this.status, this.found);
  }

  // -------------------------------------------------------------- words and address

  takeAddress() {
    clearTimeout(this.written);
    this.q = queryOf(new URL(location.href));
    if (this.input.value !== this.q) this.input.value = this.q;
    if (this.q) this.load();
    this.show();
  }

  typed() {
    this.q = this.input.value.slice(0, LONGEST);
    this.pushed = null;
    this.load();
    clearTimeout(this.written);
    this.written = setTimeout(() => history.replaceState(null, "", addressOf(this.path, this.q)), REST_AFTER);
    // Several letters of one moment are one question.
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.show(REST_AFTER));
  }

  submitted() {
    this.search(this.input.value);
    if (this.q.trim()) this.heading.focus();
  }

  search(q) {
    this.q = q.slice(0, LONGEST);
    this.input.value = this.q;
    clearTimeout(this.written);
    const address = addressOf(this.path, this.q);
    if (this.pushed !== address) history.pushState(null, "", address);
    this.pushed = address;
    this.load();
    this.show();
  }

  // -------------------------------------------------------------- data

  load() {
    if (this.begun) return;
    this.begun = true;
    for (const file of Object.keys(FILE_WORDS)) void this.loadFile(file);
  }

  async loadFile(file) {
    this.failed.delete(file);
    this.waiting.add(file);
    try {
      this.engines.set(file, await this.engineOf(file));
    } catch {
      this.failed.add(file);
    }
    this.waiting.delete(file);
    this.vocabulary = null;
    this.show();
  }

  async engineOf(file) {
    const url = (name) => this.form.getAttribute(`data-${name}`);
    if (file === "people") {
      const [people, places] = await Promise.all([readPeople(this.form.dataset), readData(url("places"))]);
      return makeEngine(people, places, rest);
    }
    const data = await readData(url(file));
    if (file === "pages") return makeListEngine(pagesAsList(data), undefined, rest);
    if (file !== "events") return makeListEngine(data, undefined, rest);
    const now = new Date();
    const today = dayOf(now);
    return makeListEngine(data, (record) => hasEnded(data.ends[record], now, today), rest);
  }

  // -------------------------------------------------------------- what is seen

  /** What was found. `wait`: somebody is typing, so all but the first group may come so much later. */
  show(wait = 0) {
    const q = this.q.trim();
    this.lists.hidden = Boolean(q);
    this.found.hidden = !q;
    document.title = q ? `${q} – ${this.title}` : this.title;
    clearTimeout(this.timer);
    clearTimeout(this.others);
    if (!q) {
      this.status.textContent = "";
      return;
    }
    // A question without a letter or a figure asks for nothing.
    const groups = wordsOf(q).length ? inOrder(GROUPS.map((group) => this.ask(group, q)).filter(Boolean)) : [];
    this.showHeading(groups, q);
    this.showFailed();
    this.showStraight(groups, q);
    this.showJumps(groups);
    this.groups.replaceChildren();
    this.addSections(groups.slice(0, 1), q);
    if (wait) this.addLater(groups.slice(1), q, wait);
    else this.addSections(groups.slice(1), q);
    this.help.replaceChildren(...(groups.length || this.waiting.size ? [] : this.helpFor(q)));
    this.timer = setTimeout(() => this.tell(groups), SAY_AFTER);
  }

  /** One group after the other, unless another letter comes. */
  addLater([next, ...others], q, wait) {
    if (!next) return;
    this.others = setTimeout(() => {
      this.addSections([next], q);
      this.addLater(others, q, 0);
    }, wait);
  }

  addSections(groups, q) {
    this.groups.append(...groups.map((group) => this.section(group, q)));
  }

  /** One group's answer: what there is, and how each becomes a card. */
  ask(group, q) {
    const engine = this.engines.get(group.file);
    if (!engine) return null;
    const asked = askedWords(q);
    if (group.file === "people") {
      const result = engine.ask({ q });
      const base = this.listUrl("ambassadors") ?? "";
      const card = (person) => personCard(personFacts(engine.people, person, result, asked), base);
      return { ...group, total: result.total, records: result.people, partial: result.dropped.length > 0, card, notices: noticesOf(result) };
    }
    const { data } = engine.list;
    const { records, partial } = askList(engine, q, group.kind);
    const card = (record) => recordCard(recordFacts(data, record, asked));
    return { ...group, total: records.length, records, partial, card, data, notices: [] };
  }

  /** The address of a group's own list, without its origin; undefined when there is none. */
  listUrl(name) {
    return this.lists.querySelector(`a[href$="/${name}/"]`)?.pathname;
  }

  showHeading(groups, q) {
    const total = groups.reduce((sum, group) => sum + group.total, 0);
    const asked = q.length > 60 ? `${q.slice(0, 60)}…` : q;
    if (this.allFailed()) this.heading.textContent = "Search does not work right now";
    else if (!total && this.waiting.size) this.heading.textContent = `Looking for ‘${asked}’…`;
    else if (!total) this.heading.textContent = `Nothing found for ‘${asked}’`;
    else this.heading.textContent = `${figure(total)} found for ‘${asked}’`;
  }

  allFailed() {
    return this.failed.size === Object.keys(FILE_WORDS).length;
  }

  showFailed() {
    this.notices.replaceChildren();
    if (!this.failed.size) return;
    const what = [...this.failed].map((file) => FILE_WORDS[file]).join(", ");
    const again = make("button", "button button-quiet", "Try again");
    again.type = "button";
    again.addEventListener("click", () => {
      for (const file of [...this.failed]) void this.loadFile(file);
      this.heading.focus();
      this.show();
    });
    const words = this.allFailed() ? "What it needs did not arrive. Perhaps you are offline. The lists below still work." : `What we need to search these did not arrive: ${what}. The rest works.`;
    this.notices.append(make("div", "notice notice-warning search-failed", make("span", "", words), again));
  }

  showStraight(groups, q) {
    const exact = straightTo(q, groups.filter((group) => group.data));
    const links = exact.map(({ title, url, one }) => {
      const link = make("a", "button", `${title} (${one})`);
      link.href = url;
      return make("li", "", link);
    });
    this.straight.replaceChildren(...(links.length ? [make("p", "", "Straight to:"), make("ul", "link-row", ...links)] : []));
  }

  showJumps(groups) {
    const links = groups.map((group) => {
      const link = make("a", "chip", counted(group.total, group));
      link.href = `#found-${group.name}`;
      return make("li", "", link);
    });
    this.jumps.hidden = links.length < 2;
    this.jumps.replaceChildren(make("ul", "chips", ...links));
  }

  section(group, q) {
    const title = make("h2", "section-title", counted(group.total, group));
    title.id = `found-${group.name}`;
    title.tabIndex = -1;
    const parts = [title];
    const notices = group.partial && !group.notices.length ? ["Nothing here has all your words. These have some of them."] : group.notices;
    parts.push(...notices.map((words) => make("p", "search-note", words)));
    const cards = make("div", "cards", ...group.records.slice(0, group.shown).map(group.card));
    parts.push(cards);
    const all = this.listUrl(group.name);
    if (all && (group.searched || group.total > group.shown)) {
      const link = make("a", "button button-quiet", this.wordsForAll(group));
      link.href = group.searched ? addressOf(all, q) : all;
      parts.push(make("p", "section-more", link));
    } else if (group.total > group.shown) {
      parts.push(this.moreButton(group, cards));
    }
    const section = make("section", "search-group", ...parts);
    section.setAttribute("aria-labelledby", title.id);
    return section;
  }

  wordsForAll(group) {
    if (!group.searched) return `The list of all ${group.many}`;
    return group.total > group.shown ? `See all ${counted(group.total, group)}` : `Search the list of ${group.many} with these words`;
  }

  /** Where a group has no list of its own, the rest unfolds here. */
  moreButton(group, cards) {
    const button = make("button", "button button-quiet", `See all ${counted(group.total, group)}`);
    button.type = "button";
    const line = make("p", "section-more", button);
    button.addEventListener("click", () => {
      const more = group.records.slice(group.shown).map(group.card);
      cards.append(...more);
      line.remove();
      more[0].querySelector("a").focus();
    });
    return line;
  }

  tell(groups) {
    if (this.waiting.size) return;
    if (this.allFailed()) this.status.textContent = "Search does not work right now.";
    else this.status.textContent = groups.length ? `Found: ${allCounted(groups)}.` : "Nothing found.";
  }

  // -------------------------------------------------------------- when nothing fits

  helpFor(q) {
    const parts = [];
    const broken = this.allFailed();
    const nearest = nearestQuestions(q, this.words()).filter((question) => GROUPS.some((group) => this.ask(group, question)?.total));
    if (nearest.length) {
      const buttons = nearest.map((question) => {
        const button = make("button", "chip chip-button", question);
        button.type = "button";
        button.addEventListener("click", () => {
          this.search(question);
          this.heading.focus();
        });
        return make("li", "", button);
      });
      parts.push(make("h3", "", "Did you mean one of these?"), make("ul", "chips", ...buttons));
    }
    const tips = ["Check how it is spelt, or use fewer words.", "Try the job instead of the employer, or the town instead of the village."];
    const ways = broken ? [] : tips.map((tip) => make("li", "", tip));
    if (this.form.dataset.ask) {
      const ask = make("a", "", "Ask the hub: it may know somebody who is not here");
      ask.href = `${this.form.dataset.ask}?${new URLSearchParams({ about: q })}`;
      ways.push(make("li", "", ask));
    }
    if (ways.length) parts.push(make("h3", "", nearest.length ? "Or" : "You could"), make("ul", "find-ways", ...ways));
    const lists = [...this.lists.querySelectorAll("a")].map((list) => {
      const link = make("a", "chip", list.textContent.trim());
      link.href = list.href;
      return make("li", "", link);
    });
    if (lists.length) parts.push(make("h3", "", "Or look through a list"), make("ul", "chips", ...lists));
    return parts;
  }

  words() {
    this.vocabulary ??= vocabularyOf(
      [...this.engines].flatMap(([file, engine]) => {
        if (file !== "people") return engine.list.data.title;
        const { facets, places, who } = engine.people;
        const terms = Object.values(facets).flatMap((facet) => facet.map(([, label]) => label));
        return [...who.flatMap(({ name, job, work, career, alsoCalled }) => [job, work, career, ...alsoCalled, name]), ...terms, ...Object.values(places.towns).flat()];
      }),
    );
    return this.vocabulary;
  }
}

const main = typeof document === "undefined" ? null : document.querySelector("[data-page=search]");
if (main) new SearchPage(main);
