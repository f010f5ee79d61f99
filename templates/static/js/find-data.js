// People as generator/search.py writes them, ready for filters: columns and bitsets. Words are find-engine.js's.
// No DOM and no network here: tested by `node --test`.

import { Unpacker } from "./find-packed.js";
import { plainSlug } from "./find-text.js";

/** How far somebody comes. */
export const NEIGHBOURING = 1;
export const WHOLE_AREA = 2;
const TRAVELS = 3;
const SLICE = 200; // people between two looks at the clock, so that typing is never held up

/**
 * The filters file → People: {count, facets, of, bits, travels, who}. `who` is for addPeople to fill; `rest` gives way
 * to whoever is typing, when it is time to.
 */
export async function makePeople(data, rest = async () => {}) {
  const { count, packed } = data;
  const unpacker = new Unpacker(packed);
  const facets = facetsOf(data);
  const of = {};
  const bits = {};
  for (const [facet, terms] of Object.entries(facets)) {
    of[facet] = unpacker.terms(terms.length, count);
    await rest();
    bits[facet] = await facetBits(of[facet], terms.length, count, rest);
  }
  return { count, facets, of, bits, travels: unpacker.numbers(TRAVELS, count), who: [] };
}

/** The terms of each filter, all with their slugs: {subject: [["physics", "Physics"], …]}. */
export function facetsOf({ facets }) {
  return Object.fromEntries(Object.entries(facets).map(([facet, terms]) => [facet, terms.map((term) => (typeof term === "string" ? [plainSlug(term), term] : term))]));
}

/** Puts the people of a people file behind those that are there: {name, slug, job, work, career, alsoCalled, photo}. */
export async function addPeople({ who }, data, rest = async () => {}) {
  for (const [at, name] of data.name.entries()) {
    const [, career = "", alsoCalled = []] = data.careers[data.career[at]] ?? [];
    who.push({ name, slug: slugOf(data.slug[at], name), job: data.jobs[data.job[at]], work: data.works[data.work[at]] ?? "", career, alsoCalled, photo: data.photo[at] ?? "" });
    if (at % SLICE === SLICE - 1) await rest();
  }
}

function slugOf(rest, name) {
  if (rest === undefined) return plainSlug(name);
  return rest.startsWith("-") ? plainSlug(name) + rest : rest;
}

/** The answer to a question without words or place: everyone whom the filters leave, in the order of the day. */
export function browse(people, { filters }) {
  const { found, counts, without } = narrow(people, everyone(people.count), filters);
  const list = [];
  for (let person = 0; person < people.count; person++) if (has(found, person)) list.push(person);
  return { total: list.length, people: list, counts, understood: [], dropped: [], near: null, unknownPlace: "", reach: null, without, unreachable: 0 };
}

async function facetBits(column, terms, count, rest) {
  const found = Array.from({ length: terms }, () => new Uint32Array((count + 31) >>> 5));
  for (let person = 0; person < count; person++) {
    putTerms(found, column[person], person);
    if (person % SLICE === SLICE - 1) await rest();
  }
  return found;
}

/** Puts a record into the sets of its terms. */
export function putTerms(sets, terms, record) {
  for (const term of terms) sets[term][record >>> 5] |= 1 << (record & 31);
}

/** How somebody meets a school: here, by coming, online. */
export const HERE = 0;
export const COMES = 1;
export const ONLINE = 2;

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
 * open), and how many there would be without each filter that is set. `from`: {facets, bits, count} of people or of a list.
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

function anyOf({ facets, bits, count }, facet, slugs) {
  const terms = slugs.map((slug) => facets[facet].findIndex(([known]) => known === slug)).filter((term) => term >= 0);
  return or(terms.map((term) => bits[facet][term]), count);
}
