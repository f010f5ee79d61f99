// What search over everything thinks: which groups there are, in which order, and what to say when nothing fits.
// No DOM and no network here: tested by `node --test`.

import { edits, fuzziness, plain, wordsOf } from "./find-text.js";
import { CALLED, counted } from "./find-words.js";

export const LONGEST = 200;

/** The groups in their usual order: the data file, what one and many are called, how many are shown. */
export const GROUPS = [
  { name: "ambassadors", file: "people", ...CALLED.people, shown: 6, searched: true },
  { name: "careers", file: "careers", ...CALLED.careers, shown: 3, searched: true },
  { name: "case-studies", file: "case-studies", ...CALLED["case-studies"], shown: 3, searched: true },
  { name: "events", file: "events", ...CALLED.events, shown: 3, searched: true },
  { name: "organisations", file: "pages", kind: "organisation", ...CALLED.organisations, shown: 3 },
  { name: "areas", file: "pages", kind: "area", ...CALLED.areas, shown: 3 },
  { name: "pages", file: "pages", kind: "page", ...CALLED.pages, shown: 3 },
];

export const FILE_WORDS = {
  people: "people",
  careers: "careers",
  "case-studies": "stories",
  events: "events",
  pages: "organisations, areas and pages",
};

// ---------------------------------------------------------------- addresses

export function queryOf(url) {
  return (url.searchParams.get("q") ?? "").slice(0, LONGEST);
}

export function addressOf(path, q) {
  const words = q.trim();
  return words ? `${path}?${new URLSearchParams({ q: words })}` : path;
}

// ---------------------------------------------------------------- groups

/** The pages file as the columns of a list, so that the same engine can be asked. */
export function pagesAsList({ pages }) {
  const column = (at) => pages.map((page) => page[at]);
  return { facets: {}, packed: "", kind: column(0), title: column(1), summary: column(2), url: column(3), words: column(4), line: pages.map(() => "") };
}

/** A list engine's answer for all records or those of one kind: {records, partial}. Partial: no record has all the words. */
export function askList(engine, q, kind = "") {
  const { data } = engine.list;
  const result = engine.ask({ q });
  const records = kind ? result.people.filter((record) => data.kind[record] === kind) : result.people;
  return { records, partial: records.length > 0 && !hasAllWords(engine, q, records) };
}

function hasAllWords(engine, q, records) {
  const words = wordsOf(q.slice(0, LONGEST)).slice(0, 12);
  if (words.length < 2) return true;
  const wanted = new Set(records);
  const options = { combineWith: "AND", prefix: true, fuzzy: (term) => fuzziness(term, 2) };
  return engine.list.engine.search(words.join(" "), options).some(({ id }) => wanted.has(id));
}

/** Those with something in them; where only some of the words fit, last. */
export function inOrder(groups) {
  const full = groups.filter((group) => group.total);
  return [...full.filter((group) => !group.partial), ...full.filter((group) => group.partial)];
}

/** '36 people, 4 careers and 1 story' */
export function allCounted(groups) {
  const texts = groups.map((group) => counted(group.total, group));
  return texts.length > 1 ? `${texts.slice(0, -1).join(", ")} and ${texts[texts.length - 1]}` : (texts[0] ?? "");
}

/** Titles that are exactly what was asked for: [{title, url, one}], at most three. */
export function straightTo(q, lists) {
  const asked = wordsOf(q.slice(0, LONGEST)).join(" ");
  const found = new Map();
  if (!asked) return [];
  for (const { data, one, records } of lists) {
    for (const record of records) if (wordsOf(data.title[record]).join(" ") === asked) found.set(data.url[record], { title: data.title[record], url: data.url[record], one });
  }
  return [...found.values()].slice(0, 3);
}

// ---------------------------------------------------------------- when nothing fits

/** The different words of many texts, those of one or two letters left out: plain word → as it is written. */
export function vocabularyOf(texts) {
  const words = new Map();
  for (const text of texts) {
    for (const word of text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) {
      const key = plain(word);
      if (key.length > 2 && !words.has(key)) words.set(key, word.toLowerCase());
    }
  }
  return words;
}

/** Questions with each unknown word changed to a known one like it, nearest first, at most three. */
export function nearestQuestions(q, vocabulary) {
  const asked = wordsOf(q.slice(0, LONGEST)).slice(0, 6);
  let questions = [{ words: [], distance: 0 }];
  for (const word of asked) {
    const choices = vocabulary.has(word) ? [{ word, distance: 0 }] : nearestWords(word, vocabulary);
    if (!choices.length) continue; // nothing is like it: leave it out
    questions = questions.flatMap((question) => choices.map((choice) => ({ words: [...question.words, choice.word], distance: question.distance + choice.distance })));
    questions = questions.sort((one, other) => one.distance - other.distance).slice(0, 3);
  }
  return questions.map(({ words }) => words.join(" ")).filter((question) => question && question !== asked.join(" "));
}

function nearestWords(word, vocabulary) {
  if (word.length < 3 || word.length > 40) return [];
  const most = Math.max(1, Math.floor(word.length * 0.45));
  const found = [];
  for (const [key, written] of vocabulary) {
    if (Math.abs(key.length - word.length) > most) continue;
    const distance = edits(word, key, most + 1) - (key[0] === word[0] ? 0.5 : 0);
    if (distance <= most) found.push({ word: written, distance });
  }
  return found.sort((one, other) => one.distance - other.distance).slice(0, 3);
}
