// What was found, as elements that look like the cards of the lists. Text only ever goes in by textContent.

import { numbers } from "./chance.js";
import { make } from "./elements.js";
import { heart } from "./hearts.js";

const SVG = "http://www.w3.org/2000/svg";

/** A text in parts, of which every second one is marked. */
const marks = (parts) => parts.map((text, at) => (at % 2 ? make("mark", "", text) : text));

/** One person's facts (find-facts.js). `base` is the address of the list. */
export function personCard({ slug, photo, name, job, more, tags, place, route }, base) {
  const fullName = name.join("");
  const link = make("a", "card-link");
  link.href = `${base}${slug}/`;
  const bdi = make("bdi", "", ...marks(name));
  bdi.dir = "auto";
  link.append(bdi);
  const who = make("div", "person-card-who", make("h3", "card-title", link), make("p", "person-card-job", ...marks(job)));
  const face = make("div", "person-card-face", photo ? photograph(photo) : avatar(slug, fullName));
  const subjects = make("ul", "tags", ...tags.map((tag) => make("li", "tag", ...marks(tag))));
  subjects.setAttribute("aria-label", "Subjects");
  const body = make("div", "card-body", more.length ? make("p", "card-summary", ...marks(more)) : "", subjects);
  const foot = make("p", "card-foot", make("span", "with-icon", place), route.length ? make("span", "with-icon", ...marks(route)) : "", heart(slug, fullName));
  const card = make("article", "card person-card", face, who, body, foot);
  card.dataset.slug = slug;
  return card;
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
  for (const path of hexagons()) {
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

export function avatar(slug, name) {
  const { palette, cells } = avatarPlan(slug);
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", `avatar avatar-${palette}`);
  picture.setAttribute("viewBox", "0 0 96 96");
  picture.setAttribute("aria-hidden", "true");
  const path = (className, d) => {
    const element = document.createElementNS(SVG, "path");
    element.setAttribute("class", className);
    element.setAttribute("d", d);
    picture.append(element);
  };
  path("avatar-ground", "M0 0h96v96H0z");
  for (const [shade, d] of cells) path(`avatar-cell-${shade}`, d);
  path("avatar-badge", "M48 14l29.4 17v34L48 82 18.6 65V31z");
  const text = document.createElementNS(SVG, "text");
  text.setAttribute("class", "avatar-initials");
  text.setAttribute("x", "48");
  text.setAttribute("y", "58");
  text.textContent = initials(name);
  picture.append(text);
  return picture;
}

// ---------------------------------------------------------------- other records

/** An event, story, career or page: a title that leads there, a line, a summary. */
export function recordCard({ url, title, line, summary }) {
  const link = make("a", "card-link", ...marks(title));
  link.href = url;
  const body = make("div", "card-body", make("h3", "card-title", link), line ? make("p", "card-line", line) : "", summary.length ? make("p", "card-summary", ...marks(summary)) : "");
  return make("article", "card record-card", body);
}
