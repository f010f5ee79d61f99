// What was found, as elements that look like the cards of the lists. Text only ever goes in by textContent.

import { numbers } from "./chance.js";
import { make } from "./elements.js";
import { aimHeart, heart } from "./hearts.js";

const SVG = "http://www.w3.org/2000/svg";

const MOST_TAGS = 3; // as find-facts.js gives
const SHADES = 4;

/**
 * The card of a person, to be filled again and again: with every letter other people are found, and a phone changes texts
 * and pictures that are there sooner than it makes a card. `base` is the address of the list.
 */
export class PersonCard {
  constructor(base) {
    this.base = base;
    this.name = make("bdi");
    this.name.dir = "auto";
    this.link = make("a", "card-link", this.name);
    this.job = make("p", "person-card-job");
    this.face = make("div", "person-card-face");
    this.avatar = new Avatar();
    this.more = make("p", "card-summary");
    this.tags = Array.from({ length: MOST_TAGS }, () => make("li", "tag"));
    const subjects = make("ul", "tags", ...this.tags);
    subjects.setAttribute("aria-label", "Subjects");
    this.place = make("span", "with-icon");
    this.route = make("span", "with-icon");
    this.heart = heart();
    const who = make("div", "person-card-who", make("h3", "card-title", this.link), this.job);
    this.element = make("article", "card person-card", this.face, who, make("div", "card-body", this.more, subjects), make("p", "card-foot", this.place, this.route, this.heart));
  }

  /** A person's facts (find-facts.js). */
  show({ slug, photo, name, job, more, tags, place, route }) {
    put(this.name, name);
    put(this.job, job);
    put(this.more, more);
    this.tags.forEach((tag, at) => put(tag, tags[at] ?? []));
    put(this.place, [place]);
    put(this.route, route);
    if (slug === this.slug) return;
    this.slug = slug;
    const fullName = name.join("");
    this.link.href = `${this.base}${slug}/`;
    this.element.dataset.slug = slug;
    if (!photo) this.avatar.show(slug, fullName);
    this.face.replaceChildren(photo ? photograph(photo) : this.avatar.element);
    aimHeart(this.heart, slug, fullName);
  }
}

/** One person's card. */
export function personCard(facts, base) {
  const card = new PersonCard(base);
  card.show(facts);
  return card.element;
}

const said = new WeakMap(); // an element → the parts of its text

/** Puts a text in parts, of which every second one is marked, into an element, which is hidden when there is none. */
function put(element, parts) {
  const says = parts.join("\n");
  if (said.get(element) === says) return;
  said.set(element, says);
  element.hidden = !parts.length;
  const text = element.firstChild;
  if (parts.length === 1 && text?.nodeType === Node.TEXT_NODE && text === element.lastChild) text.data = parts[0];
  else element.replaceChildren(...parts.map((part, at) => (at % 2 ? make("mark", "", part) : part)).filter(Boolean));
}

function photograph(url) {
  const image = make("img", "picture");
  image.src = url;
  image.alt = "";
  image.loading = "lazy";
  return image;
}

// ---------------------------------------------------------------- avatars: the same pattern as generator/pages/cards.py

export function avatarPlan(slug) {
  const chance = numbers(slug);
  const palette = (chance.next().value % 6) + 1;
  // One path a shade: a browser lays out five of them sooner than twenty.
  const cells = new Map();
  for (const path of HEXAGONS) {
    const shade = chance.next().value % 8;
    if (shade >= 1 && shade <= 4) cells.set(shade, (cells.get(shade) ?? "") + path);
  }
  return { palette, cells: [...cells] };
}

function hexagons() {
  const paths = [];
  for (let row = 0; row < 5; row++) {
    for (let column = 0; column < 5; column++) {
      const x = column * 28 - (row % 2 ? 14 : 0);
      const y = row * 24 - 8;
      paths.push(`M${x} ${y - 8}l14 8v16l-14 8l-14-8v-16z`);
    }
  }
  return paths;
}

const HEXAGONS = hexagons();

export function initials(name) {
  const parts = name.split("(")[0].split(/\s+/u).map((part) => part.replace(/[^\p{L}\p{M}]/gu, "")).filter(Boolean);
  if (!parts.length) return "";
  const letters = (parts.length > 1 ? [parts[0], parts[parts.length - 1]] : parts).map((part) => part.match(/^.\p{M}*/u)[0]);
  return letters.every((letter) => letter.toUpperCase() !== letter.toLowerCase()) ? letters.join("").toUpperCase() : letters[0];
}

class Avatar {
  constructor() {
    const svg = (tag, attributes) => {
      const element = document.createElementNS(SVG, tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      return element;
    };
    this.cells = Array.from({ length: SHADES }, (_, at) => svg("path", { class: `avatar-cell-${at + 1}` }));
    this.initials = svg("text", { class: "avatar-initials", x: "48", y: "58" });
    this.element = svg("svg", { viewBox: "0 0 96 96", "aria-hidden": "true" });
    this.element.append(svg("path", { class: "avatar-ground", d: "M0 0h96v96H0z" }), ...this.cells, svg("path", { class: "avatar-badge", d: "M48 14l29.4 17v34L48 82 18.6 65V31z" }), this.initials);
  }

  show(slug, name) {
    const { palette, cells } = avatarPlan(slug);
    const paths = new Map(cells);
    this.element.setAttribute("class", `avatar avatar-${palette}`);
    this.cells.forEach((cell, at) => cell.setAttribute("d", paths.get(at + 1) ?? ""));
    this.initials.textContent = initials(name);
  }
}

export function avatar(slug, name) {
  const picture = new Avatar();
  picture.show(slug, name);
  return picture.element;
}

// ---------------------------------------------------------------- other records

/** The card of an event, story, career or page, to be filled again and again: a title that leads there, a line, a summary. */
export class RecordCard {
  constructor() {
    this.link = make("a", "card-link");
    this.line = make("p", "card-line");
    this.summary = make("p", "card-summary");
    this.element = make("article", "card record-card", make("div", "card-body", make("h3", "card-title", this.link), this.line, this.summary));
  }

  show({ url, title, line, summary }) {
    this.link.href = url;
    put(this.link, title);
    put(this.line, line ? [line] : []);
    put(this.summary, summary);
  }
}

/** One record's card. */
export function recordCard(facts) {
  const card = new RecordCard();
  card.show(facts);
  return card.element;
}
