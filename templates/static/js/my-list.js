// The page of the reader's own list, and of a list that somebody sent as a link: shown, printed, shared, emptied, asked for.

import { copied } from "./copying.js";
import { readPeople } from "./people-file.js";
import { make } from "./elements.js";
import { personCard } from "./find-cards.js";
import { personFacts } from "./find-facts.js";
import { FULL, kept, listChanged, myListUrl, say } from "./hearts.js";
import { addressWith, slugsIn } from "./kept.js";

const UNREADABLE = "What was kept on this device could not be read, so the list starts again.";
const REFUSED = "This browser does not let us keep a list on this device. What you choose is lost when you leave this page.";

const NOWHERE = { reach: null, near: null };

const people = (number) => `${number} ${number === 1 ? "person" : "people"}`;

class MyListPage {
  constructor(main) {
    this.main = main;
    this.data = main.dataset;
    this.plain = main.querySelector(".list-plain");
    this.title = document.querySelector("h1");
    this.lede = document.querySelector(".list-lede");
    this.first = { title: this.title.textContent, lede: this.lede.textContent, page: document.title };
    this.body = make("div", "list-body");
    main.prepend(this.body);
    this.found = null; // slug → person, once the names are there
    this.failed = false;
    this.unreadable = kept.fault === "unreadable";
    this.takeAddress();
    document.addEventListener("list-changed", () => this.show());
    addEventListener("popstate", () => this.takeAddress());
    void this.load();
  }

  takeAddress() {
    const { searchParams } = new URL(location.href);
    this.shared = slugsIn(searchParams, "people");
    this.badLink = searchParams.has("people") && !this.shared.length;
    this.shown = this.shared.length ? this.shared : kept.slugs;
    this.emptied = null;
    this.link = "";
    this.show();
  }

  async load() {
    this.failed = false;
    try {
      this.people = await readPeople(this.data);
      this.found = new Map(this.people.who.map(({ slug }, person) => [slug, person]));
    } catch {
      this.failed = true;
    }
    this.show();
  }

  // -------------------------------------------------------------- what is seen

  show() {
    const focus = this.focused();
    const isShared = this.shared.length > 0;
    // Who was taken off stays on the page as a line, to be put back.
    if (!isShared && !this.emptied) this.shown = [...new Set([...this.shown, ...kept.slugs])];
    this.plain.hidden = isShared || this.shown.length > 0;
    this.title.textContent = isShared ? "A shared list" : this.first.title;
    this.lede.textContent = isShared ? "Somebody chose these people and sent you the link. Your own list stays as it is." : this.first.lede;
    document.title = isShared ? this.first.page.replace(this.first.title, "A shared list") : this.first.page;
    const shows = isShared || (this.shown.length > 0 && !this.emptied);
    this.body.replaceChildren(...this.notices(), ...(isShared ? this.sharedHead() : []), ...(!isShared && shows ? this.ownHead() : []), ...(shows ? [this.cards()] : []));
    this.focus(focus);
  }

  notices() {
    const notices = [];
    const add = (kind, ...children) => notices.push(make("div", `notice notice-${kind} list-notice`, ...children));
    if (this.badLink) add("note", make("span", "", "The link you followed has no list in it that we can read. This is your own list."));
    if (this.unreadable) add("note", make("span", "", UNREADABLE));
    if (kept.fault === "refused") add("note", make("span", "", REFUSED));
    if (this.failed) {
      add("warning", make("span", "", "The names did not arrive, so you see the codes of the people. The list itself is safe."), this.button("Try again", () => this.load(), true));
    }
    if (this.emptied) add("note", make("span", "", "Your list is empty now."), this.button("Undo", () => this.fill(), true));
    return notices;
  }

  ownHead() {
    const here = this.shown.filter((slug) => kept.has(slug));
    const title = this.heading(here.length ? `${people(here.length)} on your list` : "Nobody is on your list now");
    if (!here.length) return [title];
    const actions = [
      this.linkButton("Ask the hub about these people", this.askUrl(here)),
      this.button("Copy a link to this list", () => this.copy(here), true),
      this.button("Print", () => print(), true),
      this.button("Empty the list", () => this.empty(), true),
    ];
    return [title, this.row(actions), ...this.linkShown()];
  }

  sharedHead() {
    const missing = this.there(this.shared).filter((slug) => !kept.has(slug));
    if (!this.there(this.shared).length) return [this.heading("Nobody on this list is in the directory now"), this.row([this.linkButton(`Go to my own list (${kept.slugs.length})`, myListUrl, true)])];
    const actions = [
      missing.length ? this.button("Keep these on my device", () => this.keep()) : make("p", "list-kept", "All of these are on your own list."),
      this.linkButton("Ask the hub about these people", this.askUrl(this.shared), missing.length > 0),
      this.button("Print", () => print(), true),
      this.linkButton(`Go to my own list (${kept.slugs.length})`, myListUrl, true),
    ];
    return [this.heading(`${people(this.shared.length)} on this list`), this.row(actions)];
  }

  askUrl(slugs) {
    return addressWith(this.data.ask, this.there(slugs));
  }

  /** Those who are in the directory; all of them where that is not known. */
  there(slugs) {
    return this.found ? slugs.filter((slug) => this.found.has(slug)) : slugs;
  }

  heading(words) {
    const title = make("h2", "results-title list-count", words);
    title.tabIndex = -1;
    return title;
  }

  row(actions) {
    return make("ul", "link-row list-actions", ...actions.map((action) => make("li", "", action)));
  }

  linkShown() {
    if (!this.link) return [];
    const label = make("label", "find-label", "Copy this link");
    const field = make("input", "find-input");
    label.htmlFor = field.id = "list-link";
    field.readOnly = true;
    field.value = this.link;
    return [make("div", "list-link", label, field)];
  }

  // -------------------------------------------------------------- people

  cards() {
    if (!this.found && !this.failed) return make("p", "soft", "One moment: the names are on their way.");
    return make("div", "cards", ...this.shown.map((slug) => this.card(slug)));
  }

  card(slug) {
    const isOwn = !this.shared.length;
    if (isOwn && !kept.has(slug)) {
      return this.line(slug, `${this.name(slug)} is off your list.`, this.button("Put back", () => this.putBack(slug), true));
    }
    if (this.found?.has(slug)) {
      const card = personCard(personFacts(this.people, this.found.get(slug), NOWHERE, []), this.data.list);
      card.querySelector(".card-body").append(make("p", "print-only", `Code for the hub: ${slug}`));
      return card;
    }
    const remove = isOwn ? this.button("Take off the list", () => this.remove(slug), true) : "";
    if (this.found) return this.line(slug, `‘${slug}’ is not in the directory any more.`, remove);
    const link = make("a", "", slug);
    link.href = `${this.data.list}${slug}/`;
    return this.line(slug, link, remove);
  }

  line(slug, words, action) {
    const card = make("div", "card list-line", make("p", "", words), action);
    card.dataset.slug = slug;
    return card;
  }

  name(slug) {
    return this.found?.has(slug) ? this.people.who[this.found.get(slug)].name : `‘${slug}’`;
  }

  // -------------------------------------------------------------- what one can do

  remove(slug) {
    kept.remove(slug);
    say(`${this.name(slug)} is off your list.`);
    listChanged();
  }

  putBack(slug) {
    kept.add(slug);
    say(kept.has(slug) ? `${this.name(slug)} is on your list.` : FULL);
    listChanged();
  }

  empty() {
    this.emptied = kept.empty();
    this.shown = [];
    this.link = "";
    listChanged();
    this.body.querySelector(".list-notice .button")?.focus();
  }

  fill() {
    const were = this.emptied;
    this.emptied = null;
    kept.add(...were);
    this.shown = were;
    listChanged();
    say("Everybody is back on your list.");
    this.body.querySelector(".list-count")?.focus();
  }

  keep() {
    const missing = this.there(this.shared).filter((slug) => !kept.has(slug));
    const added = kept.add(...missing);
    const left = missing.length - added;
    listChanged();
    say(left ? `${people(added)} added. ${FULL}` : `${people(added)} added to your own list.`);
    if (left) this.body.prepend(make("p", "notice notice-warning list-notice", `${people(added)} added. ${people(left)} not: ${FULL}`));
    this.body.querySelector(".list-count")?.focus();
  }

  async copy(slugs) {
    const link = addressWith(new URL(myListUrl, location.href).href, slugs);
    const button = document.activeElement;
    if (await copied(link)) {
      button.textContent = "The link is copied";
      say("The link is copied.");
      return;
    }
    this.link = link;
    this.show();
    const field = document.getElementById("list-link");
    field.focus();
    field.select();
  }

  button(words, act, quiet = false) {
    const button = make("button", quiet ? "button button-quiet" : "button", words);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  linkButton(words, href, quiet = false) {
    const link = make("a", quiet ? "button button-quiet" : "button", words);
    link.href = href;
    return link;
  }

  // -------------------------------------------------------------- the keyboard's place, when all is made anew

  focused() {
    const slug = this.body.contains(document.activeElement) ? document.activeElement.closest("[data-slug].card")?.dataset.slug : "";
    return slug ?? "";
  }

  focus(slug) {
    if (slug) this.body.querySelector(`.card[data-slug="${slug}"]`)?.querySelector("button")?.focus();
  }
}

const main = typeof document === "undefined" ? null : document.querySelector("[data-page=my-list]");
if (main) new MyListPage(main);
