// The people file of generator/search.py, made ready to be asked: columns, bitsets for filters, an index of words.
// No DOM and no network here: tested by `node --test`.

import { hashed } from "./chance.js";
import MiniSearch from "./minisearch.js";

const FIRST_CODE = 48;
const SLICE = 4000; // people between two breaks, so that typing is never held up

/** Words of a text: lower case, without accents. The same at indexing and when asked. */
export function wordsOf(text) {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Siobhán → siobhan, Łukasz → lukasz, İ → i. */
export function plain(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[łøđðþßæœı]/g, (letter) => PLAIN_LETTERS[letter]);
}

const PLAIN_LETTERS = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" };

/** Amina Khan → amina-khan, as generator/search.py makes it. */
export function plainSlug(name) {
  return name
    .normalize("NFKD")
    .replace(/[^\x00-\x7f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** The files' data → People, in slices with a break between them. `rest` waits for the next free moment. */
export async function makePeople(data, places, rest = async () => {}) {
  const count = data.name.length;
  const of = {};
  const bits = {};
  for (const [facet, terms] of Object.entries(data.facets)) {
    of[facet] = data.of[facet] ? data.of[facet].split(" ") : Array(count).fill("");
    bits[facet] = await facetBits(of[facet], terms.length, count, rest);
  }
  const slugs = data.name.map((name, person) => slugOf(data, name, person));
  await rest();
  const index = await makeIndex(data, rest);
  const order = dayOrder(data.day, slugs);
  return { data, places, count, of, bits, slugs, order, index };
}

function slugOf(data, name, person) {
  const rest = data.slug[person];
  if (rest === undefined) return plainSlug(name);
  return rest.startsWith("-") ? plainSlug(name) + rest : rest;
}

/** A person's place in the shuffle of the day. */
function dayOrder(day, slugs) {
  const keys = slugs.map((slug) => hashed(`${day} ${slug}`));
  const sorted = slugs.map((_, person) => person).sort((a, b) => keys[a] - keys[b] || (slugs[a] < slugs[b] ? -1 : 1));
  const order = new Uint32Array(slugs.length);
  sorted.forEach((person, place) => (order[person] = place));
  return order;
}

async function facetBits(column, terms, count, rest) {
  const found = Array.from({ length: terms }, () => new Uint32Array((count + 31) >>> 5));
  for (let person = 0; person < count; person++) {
    putTerms(found, column[person], person);
    if (person % SLICE === SLICE - 1) await rest();
  }
  return found;
}

/** Puts a record into the sets of its terms, given as the characters of one column of the file. */
export function putTerms(sets, codes, record) {
  for (let at = 0; at < codes.length; at++) sets[codes.charCodeAt(at) - FIRST_CODE][record >>> 5] |= 1 << (record & 31);
}

// ---------------------------------------------------------------- words

// What is indexed are the different texts, not the people: 30,000 people share a few hundred jobs and a few thousand
// names, and the index answers with texts whose people are known.
async function makeIndex(data, rest) {
  const texts = [];
  const add = (kind, text, people) => texts.push({ id: texts.length, kind, text, people });
  group(data.job).forEach((people, job) => people.length && add("job", data.jobs[job], people));
  group(data.work).forEach((people, work) => people.length && add("work", data.works[work], people));
  group(data.career).forEach((people, career) => {
    const [, title, alsoCalled] = data.careers[career];
    if (people.length) for (const text of [title, ...alsoCalled]) add("career", text, people);
  });
  const names = new Map();
  for (let person = 0; person < data.name.length; person++) {
    for (const word of new Set(wordsOf(data.name[person]))) {
      if (!names.has(word)) names.set(word, []);
      names.get(word).push(person);
    }
    if (person % SLICE === SLICE - 1) await rest();
  }
  for (const [word, people] of names) add("name", word, people);

  const engine = new MiniSearch({ fields: ["text"], tokenize: wordsOf, processTerm: (word) => word, storeFields: [] });
  for (let start = 0; start < texts.length; start += SLICE) {
    engine.addAll(texts.slice(start, start + SLICE));
    await rest();
  }
  return { engine, texts };
}

function group(column) {
  const groups = [];
  column.forEach((value, person) => {
    if (value >= 0) (groups[value] ??= []).push(person);
  });
  return Array.from(groups, (people) => people ?? []);
}

// ---------------------------------------------------------------- bitsets

export const everyone = (count) => {
  const bits = new Uint32Array((count + 31) >>> 5).fill(0xffffffff);
  if (count & 31) bits[bits.length - 1] = 2 ** (count & 31) - 1;
  return bits;
};

export const has = (bits, person) => (bits[person >>> 5] >>> (person & 31)) & 1;

export function and(one, other) {
  return one.map((word, at) => word & other[at]);
}

export function or(sets, count) {
  const found = new Uint32Array((count + 31) >>> 5);
  for (const set of sets) for (let at = 0; at < found.length; at++) found[at] |= set[at];
  return found;
}

export const size = (bits) => sizeOfBoth(bits, bits);

/** How many are in both, without making a third set. */
export function sizeOfBoth(one, other) {
  let total = 0;
  for (let at = 0; at < one.length; at++) {
    let word = one[at] & other[at];
    if (!word) continue;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    total += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return total;
}

// ---------------------------------------------------------------- filters

/**
 * Those of `base` that all filters leave, how many each term of each filter would give (the other filters hold, its own is
 * open), and how many there would be without each filter that is set. `from`: {data, bits, count} of people or of a list.
 */
export function narrow(from, base, filters = {}) {
  const active = Object.entries(filters).filter(([facet, slugs]) => slugs.length && from.bits[facet]);
  const sets = new Map(active.map(([facet, slugs]) => [facet, anyOf(from, facet, slugs)]));
  const without = (facet) => [...sets].filter(([other]) => other !== facet).map(([, set]) => set).reduce(and, base);
  const counts = {};
  for (const facet of Object.keys(from.bits)) {
    const open = without(facet);
    counts[facet] = from.bits[facet].map((bits) => sizeOfBoth(bits, open));
  }
  return {
    found: [...sets.values()].reduce(and, base),
    counts,
    without: [...sets.keys()].map((facet) => ({ facet, total: size(without(facet)) })),
  };
}

function anyOf({ data, bits, count }, facet, slugs) {
  const terms = slugs.map((slug) => data.facets[facet].findIndex(([known]) => known === slug)).filter((term) => term >= 0);
  return or(terms.map((term) => bits[facet][term]), count);
}
