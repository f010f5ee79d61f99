// What no text may have, asked before anything leaves the device: ways to reach a person, children's names, borrowed letters,
// invisible characters; and in the story HTML, pictures, bad links and shapes that break a page. Rules, words and expressions
// come from the build by data/form.json; tests/test_form_rules.py holds that both say the same. No DOM here.

import { Contacts } from "./form-contact.js";
import { endOf, nearSpans, placesOf, roomOf } from "./form-patterns.js";
import { faultOfAddress, filled, quoted } from "./form-rules.js";

const BODY = ["body"];
const LINK = /(?<![!\\])\[(?:[^[\]]|\[[^\]]*\])*\]\(\s*<?([^\s<>()]*(?:\([^\s()]*\)[^\s()]*)*)>?(?:\s+(?:"([^"\n]*)"|'([^'\n]*)'))?\s*\)/g;
const DEFINED = /^ {0,3}\[[^\]\n]+\]:\s*<?([^\s<>]+)>?(?:\s+["'(](.*)["')])?\s*$/gm;
const BARE = /<((?:[Ff]|[Hh][Tt])[Tt][Pp][Ss]?:\/\/[^<>\s]*)>/g;

export class Screen {
  /** `collection`: where the file will be, for its links; `email`: the hub's own address, which may stand anywhere. */
  constructor(form, collection, email) {
    this.form = form;
    this.collection = collection;
    this.email = email.toLowerCase();
    this.contacts = new Contacts(form.rooms.contact);
    this.rooms = Object.fromEntries(Object.entries(form.rooms).map(([name, room]) => [name, roomOf(room)]));
  }

  /** Fields and story → [{place, field, rule, message}]. `reviewed`: words that the hub knows to name no child. */
  faultsOf(values, body, reviewed = []) {
    const story = body.replace(/\r\n?/g, "\n").normalize("NFC");
    const texts = [...textsIn(values, []), { place: BODY, text: story }];
    const inFields = texts.flatMap(({ place, text }) => this.faultsIn(text.normalize("NFC"), reviewed).map((fault) => ({ place, field: place === BODY ? "" : shownPlace(place), ...fault })));
    return [...inFields, ...this.visitsIn(values, story), ...this.faultsOfStory(story).map((fault) => ({ place: BODY, field: "", ...fault }))];
  }

  /** What says who was at which school on which day; the names in other people's texts are for the build to know. */
  *visitsIn(values, story) {
    if (this.collection !== "ambassadors" && !(this.collection === "case-studies" && values.ambassadors?.length)) return;
    const { DAY, SCHOOL } = this.rooms.visits;
    const fields = Object.keys(values).filter((name) => !["title", "name"].includes(name));
    const parts = fields.flatMap((name) => wholesIn(values[name]).map((text) => ({ place: [name], field: name, text: name === "summary" ? `${values.title ?? ""} ${text}` : text })));
    const paragraphs = story.split(/\n\s*\n/).map((text) => ({ place: BODY, field: "", text: text.trim().replace(/\s+/g, " ") }));
    for (const { place, field, text } of [...parts, ...paragraphs]) {
      const school = SCHOOL.search(text)?.[0] ?? this.form.schools.find((name) => text.includes(name));
      const day = DAY.search(text);
      if (school && day) yield { place, field, ...this.told("past-visit", { school: quoted(school), day: quoted(day[0]) }) };
    }
  }

  told(name, words = {}) {
    return { rule: name.split("--")[0], message: filled(this.form.messages[name], words) };
  }

  faultsIn(text, reviewed) {
    if (!text || /^[a-z]{1,30}(?:-[a-z]{1,20}){0,2}$/.test(text)) return [];
    const hidden = this.hiddenIn(text);
    const contacts = this.contacts.in(text).filter(({ words }) => words.toLowerCase() !== this.email);
    const pupils = pupilsIn(this.contacts.read(text), this.rooms.pupils).filter((words) => !reviewed.includes(words));
    return [
      ...(hidden ? [hidden] : []),
      ...contacts.map(({ kind, words }) => ({ ...this.told("contact-details", { words: quoted(words), ...this.form.contact[kind] }), words })),
      ...pupils.map((words) => this.told("pupil-named", { words: quoted(words) })),
      ...mixedWords(text, this.rooms.screening).map(({ word, letter, alphabet }) => this.told("mixed-script", { word: quoted(word), letter: quoted(letter), alphabet })),
    ];
  }

  hiddenIn(text) {
    const { HIDDEN, HIDDEN_NAMES } = this.rooms.sources;
    const found = HIDDEN.search(text);
    if (!found) return null;
    if ([...found[0]].length > 1) return this.told("hidden-character--stacked");
    if (text.slice(0, found.index).endsWith("\u{1f3f4}")) return this.told("hidden-character--flag");
    const number = found[0].codePointAt(0);
    const code = number.toString(16).toUpperCase().padStart(4, "0");
    return this.told("hidden-character", { code, name: HIDDEN_NAMES.get(String(number)) ?? "control character" });
  }

  // -------------------------------------------------------------- the story

  faultsOfStory(body) {
    const { BODY_LIMIT } = this.form.limits;
    const size = new TextEncoder().encode(body).length;
    if (size > BODY_LIMIT) return [this.told("body-size", { size: thousands(size), limit: thousands(BODY_LIMIT) })];
    const shapes = [...this.shapesOf(body)];
    const { CODE, HTML_TAG, IMAGE } = this.rooms.prose;
    const plain = body.replace(CODE.free, (code) => code.replace(/[^\n]/g, " "));
    const tag = HTML_TAG.search(plain);
    const faults = [...shapes];
    if (tag) faults.push(this.told("raw-html", { tag: quoted(`${tag[0]}>`) }));
    if (IMAGE.search(plain)) faults.push(this.told("image-in-prose"));
    if (shapes.length) return faults;
    return [...faults, ...this.linkFaults(plain, body), ...this.entityFaults(plain)];
  }

  *shapesOf(body) {
    const { LINE_LIMIT, DEPTH_LIMIT, RUN_LIMIT, HEADING_LIMIT, COLUMN_LIMIT, BRACKET_LIMIT } = this.form.limits;
    const { RUN, HEADING_LIKE } = this.rooms.prose;
    const lines = body.split("\n");
    for (const line of lines) {
      const { length } = [...line];
      if (length > LINE_LIMIT) yield this.told("body-size--line", { length: thousands(length), limit: thousands(LINE_LIMIT) });
      if (depthOf(line) > DEPTH_LIMIT) yield this.told("body-shape", { limit: DEPTH_LIMIT });
    }
    const run = RUN.search(body);
    if (run) yield this.told("body-shape--run", { sign: quoted(run[1]), limit: RUN_LIMIT });
    if ([...HEADING_LIKE.all(body)].length > HEADING_LIMIT) yield this.told("body-shape--headings", { limit: HEADING_LIMIT });
    if (lines.some((line) => countOf(line, "|") > COLUMN_LIMIT)) yield this.told("body-shape--columns", { limit: COLUMN_LIMIT });
    if (countOf(body, "[") > BRACKET_LIMIT) yield this.told("body-shape--brackets", { limit: BRACKET_LIMIT });
  }

  linkFaults(plain, body) {
    const written = [LINK, DEFINED, BARE].flatMap((shape) => [...plain.matchAll(shape)]).sort((one, other) => one.index - other.index);
    return written.flatMap(([, link, ...titles]) => {
      const title = titles.find((each) => typeof each === "string" && each);
      const behind = title ? [this.told("outside-link--title", { words: quoted(title) })] : [];
      return [...behind, this.linkFault(link, body) ?? []].flat();
    });
  }

  /** What is wrong with a link; a name close to the one that was meant is for the build to guess. */
  linkFault(written, body) {
    const link = quoted(written).slice(1, -1);
    if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(written)) {
      const reason = faultOfAddress(written, this.form);
      return reason ? this.told("outside-link", { reason }) : null;
    }
    const [target, heading = ""] = decoded(written).split(/#(.*)/s);
    const way = this.rooms.prose.SITE_LIKE.match(target) ? "scheme" : "file";
    if (target && !this.isHere(target)) return this.told("broken-link", { link, hint: this.form.messages[`broken-link--no-${way}`] });
    if (!target && !headingIds(body).includes(heading)) return this.told("broken-link--heading", { link, hint: this.form.messages["broken-link--no-heading"] });
    return null;
  }

  /** Whether a file stands there. People are not listed for the form: a profile's name is taken on trust. */
  isHere(target) {
    const way = `${this.collection}/${target}`.split("/");
    const parts = [];
    for (const [at, part] of way.entries()) {
      // The file's own folder is the first part: what leaves `content` leads nowhere.
      if (part === ".." && at > 0) parts.pop();
      else if (part !== "." && part) parts.push(part);
    }
    const [collection, file, ...more] = parts;
    const slug = /^([a-z0-9-]+|_example)\.md$/.exec(file ?? "")?.[1];
    if (!slug || more.length) return false;
    if (slug === "_example") return ["ambassadors", "events", "case-studies"].includes(collection);
    return collection === "ambassadors" || (this.form.names[collection] ?? []).some(([name]) => name === slug);
  }

  /** An invisible character that is written as &rlm; or the like. */
  entityFaults(plain) {
    const { ENTITIES } = this.rooms.contact;
    for (const [, name] of plain.matchAll(/&([A-Za-z][A-Za-z0-9]{1,40}|#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8});/g)) {
      const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
      const sign = name[0] !== "#" ? (ENTITIES.get(name) ?? "") : code <= 0x10ffff ? String.fromCodePoint(code) : "";
      const hidden = sign && this.hiddenIn(sign);
      if (hidden) return [hidden];
    }
    return [];
  }
}

/** Every text of a file's fields, with its place. */
export function* textsIn(value, place) {
  if (typeof value === "string") yield { place, text: value };
  else for (const [name, each] of Object.entries(value)) yield* textsIn(each, [...place, Array.isArray(value) ? Number(name) : name]);
}

/** What is read together: each text of a list, and a question with its answer. */
function wholesIn(value) {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.flatMap(wholesIn) : [Object.values(value).flatMap(wholesIn).join(". ")];
}

/** A link that is refused for its form and shows somebody's address is told of once, as `without_doubles` of the build does. */
export function withoutDoubles(faults) {
  const isLink = ({ rule }) => ["outside-link", "web-address", "broken-link"].includes(rule);
  const doubles = new Set();
  for (const contact of faults.filter(({ rule }) => rule === "contact-details")) {
    for (const link of faults.filter((each) => isLink(each) && each.place.join() === contact.place.join() && each.message.includes(contact.words))) {
      doubles.add(link.message.includes("a name before the host") ? contact : link);
    }
  }
  return faults.filter((each) => !doubles.has(each));
}

const shownPlace = (place) => place.map((part) => (typeof part === "number" ? part + 1 : part)).join(".");
const thousands = (number) => number.toLocaleString("en-GB");
const countOf = (text, sign) => text.split(sign).length - 1;

function decoded(written) {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** How deep a line stands in lists and quotes. */
function depthOf(line) {
  const marks = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))+/.exec(line)?.[0] ?? "";
  const spaces = /^ */.exec(line)[0].length + 4 * /^\t*/.exec(line)[0].length;
  return Math.floor(spaces / 4) + (marks.match(/>|[-*+][ \t]|\d{1,9}[.)][ \t]/g)?.length ?? 0);
}

/** The ids that the headings of a story will have. */
function headingIds(body) {
  const ids = [];
  for (const [, words] of body.matchAll(/^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$/gm)) {
    const base = words.replace(/[*`_]/g, "").toLowerCase().replace(/[^\p{L}\p{N}_]+/gu, "-").replace(/^-+|-+$/g, "") || "section";
    let name = base;
    for (let number = 2; ids.includes(name); number++) name = `${base}-${number}`;
    ids.push(name);
  }
  return ids;
}

// ---------------------------------------------------------------- children

/** Names beside an age, a year group or a word such as 'pupil', as generator/pupils.py finds them. */
export function pupilsIn(view, room) {
  const spans = [];
  const words = view.text.replace(room.WRAPPED.free, " ");
  const patterns = (group) => Object.keys(room).filter((name) => new RegExp(`^${group}_\\d`).test(name)).map((name) => room[name]);
  const near = [
    ...nearSpans([...[...room.NUMBER_HINT.all(view.text)].map((each) => [each.index, endOf(each)]), ...wordsIn(view, room.WORD_HINTS)], 140).map((hint) => [hint, patterns("PUPILS")]),
    ...nearSpans(wordsIn(view, room.RARER_HINTS), 140).map((hint) => [hint, patterns("RARER")]),
  ];
  for (const [[first, last], group] of near) {
    for (const pattern of group) {
      let from = Math.max(0, first - 70);
      for (let each; (each = pattern.search(words, from, last + 70)); from = Math.max(endOf(each), from + 1)) {
        const span = each.index < last && first < endOf(each) ? named(each, room) : null;
        if (span && !spans.some(([start, end]) => span[0] < end && start < span[1])) spans.push(span);
      }
    }
  }
  return spans
    .sort(([one], [other]) => one - other)
    .map(([start, end]) => view.original.slice(view.before(start), view.after(end)).replace(/\s+/g, " ").trim());
}

function named(found, { NO_NAMES, NO_SMALL_NAMES, ARTICLES, TITLES }) {
  const { small, full, name } = found.groups;
  const whole = [found.index, endOf(found)];
  if (small) return NO_SMALL_NAMES.has(small.split(" ")[0]) ? null : whole;
  const words = (full ?? name).split(" ");
  if (words.some((word) => TITLES.has(word)) || ARTICLES.has(words[0])) return null;
  const begins = found[0].startsWith(full ?? name);
  // 'When Aisha' begins a sentence; 'Titus Salt School' and 'Student Loans' are no child.
  while (words.length && NO_NAMES.has(words[0])) {
    if (!begins) return null;
    words.shift();
  }
  if (words.length < (full ? 2 : 1) || NO_NAMES.has(words.at(-1))) return null;
  return begins ? [found.index + (full ?? name).length - words.join(" ").length, whole[1]] : whole;
}

const wordsIn = (view, hints) => [...hints].flatMap((word) => placesOf(view.lower, word).map((place) => [place, place + word.length]));

// ---------------------------------------------------------------- words of several alphabets

const ALPHABETS = ["Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic", "Lisu"].map((name) => [name, new RegExp(`^\\p{Script=${name}}$`, "u")]);

/** Words with Latin letters among which one only looks Latin: [{word, letter, alphabet}]. */
export function mixedWords(text, { GREEK_TWINS, INDICES }) {
  const found = [];
  for (const [word] of text.matchAll(/\p{L}+/gu)) {
    if (/^[\x00-\x7f]*$/.test(word) || !/\p{Script=Latin}/u.test(word)) continue;
    const letters = [...word];
    for (const [number, letter] of letters.entries()) {
      const alphabet = ALPHABETS.find(([, letters_]) => letters_.test(letter))?.[0];
      const isHarmless = alphabet === "Greek" && (!GREEK_TWINS.has(letter) || (number === 0 && INDICES.has(letters.slice(1).join(""))));
      if (!alphabet || isHarmless) continue;
      found.push({ word, letter, alphabet });
      break;
    }
  }
  return found;
}
