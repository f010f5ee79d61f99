// What was found, as elements that look like the cards of the lists. Text only ever goes in by textContent.

import { numbers } from "./chance.js";
import { make } from "./elements.js";
import { COMES, HERE } from "./find-data.js";
import { edits, fuzziness, plain, wordsOf } from "./find-text.js";

const SVG = "http://www.w3.org/2000/svg";

/** A text with the words that were asked for marked. */
export function marked(text, asked) {
  if (!asked.length) return [text];
  const words = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
  // Where the word stands as it was asked for, a word that is only like it is not meant.
  const exact = asked.filter((each) => words.some(({ 0: word }) => plain(word).startsWith(each)));
  const parts = [];
  let end = 0;
  for (const { 0: word, index } of words) {
    if (!asked.some((each) => (exact.includes(each) ? plain(word).startsWith(each) : fits(plain(word), each)))) continue;
    if (index > end) parts.push(text.slice(end, index));
    parts.push(make("mark", "", word));
    end = index + word.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

function fits(word, asked) {
  if (word.startsWith(asked)) return true;
  const most = fuzziness(asked, 1);
  return most > 0 && edits(word, asked, most + 1) <= most;
}

/** One person of the people file. `base` is the address of the list. */
export function personCard(people, person, { asked, result, base }) {
  const { name, slug, job, work, career, photo } = people.who[person];
  const link = make("a", "card-link");
  link.href = `${base}${slug}/`;
  const bdi = make("bdi", "", ...marked(name, asked));
  bdi.dir = "auto";
  link.append(bdi);
  const who = make("div", "person-card-who", make("h3", "card-title", link), make("p", "person-card-job", ...marked(job, asked)));
  const face = make("div", "person-card-face", photo ? photograph(photo) : avatar(slug, name));
  const tags = make("ul", "tags");
  tags.setAttribute("aria-label", "Subjects");
  for (const label of labels(people, "subject", person).slice(0, 3)) tags.append(make("li", "tag", ...marked(label, asked)));
  const more = [work, career === job ? "" : career].filter(Boolean);
  const body = make("div", "card-body", more.length ? make("p", "card-summary", ...marked(more.join(" · "), asked)) : "", tags);
  const foot = make("p", "card-foot", make("span", "with-icon", placeWords(people, person, result)));
  const headline = labels(people, "route", person)[0];
  if (headline) foot.append(make("span", "with-icon", ...marked(headline, asked)));
  const card = make("article", "card person-card", face, who, body, foot);
  card.dataset.slug = slug;
  return card;
}

export function labels(people, facet, person) {
  const terms = people.facets[facet];
  return people.of[facet][person].map((term) => terms[term][1]);
}

/** Whether and how somebody can come: 'Bradford, can come to Whitby'. */
function placeWords(people, person, { reach, near }) {
  const home = labels(people, "district", person)[0];
  if (!reach) {
    if (!meetsOnline(people, person)) return home;
    return people.of.format[person].length > 1 ? `${home} and online` : `Online, from ${home}`;
  }
  const how = reach.how[person];
  if (how === HERE) return near.label === home ? `In ${home}` : `In ${home}, can come to ${near.label}`;
  if (how === COMES) return `${home}, can come to ${near.label}`;
  return `Online, from ${home}`;
}

const meetsOnline = ({ of, facets }, person) => of.format[person].some((term) => facets.format[term][0] === "online");

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
  const cells = hexagons().map((path) => ({ path, shade: chance.next().value % 8 }));
  return { palette, cells: cells.filter(({ shade }) => shade >= 1 && shade <= 4) };
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
  // One element a shade: a browser lays out five of them sooner than twenty.
  for (const shade of new Set(cells.map((cell) => cell.shade))) path(`avatar-cell-${shade}`, cells.filter((cell) => cell.shade === shade).map((cell) => cell.path).join(""));
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
export function recordCard({ title, url, line, summary }, asked) {
  const link = make("a", "card-link", ...marked(title, asked));
  link.href = url;
  return make(
    "article",
    "card record-card",
    make("div", "card-body", make("h3", "card-title", link), line ? make("p", "card-line", line) : "", summary ? make("p", "card-summary", ...marked(summary, asked)) : ""),
  );
}

export const askedWords = (text) => wordsOf(text.slice(0, 200)).filter((word) => word.length > 1);
