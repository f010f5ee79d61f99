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
    const column = unpacker.terms(terms.length);
    of[facet] = [];
    bits[facet] = terms.map(() => new Uint32Array((count + 31) >>> 5));
    for (let from = 0; from < count; from += SLICE) {
      takeTerms(column, of[facet], bits[facet], Math.min(from + SLICE, count));
      await rest();
    }
  }
  return { count, facets, of, bits, travels: unpacker.numbers(TRAVELS, count), who: [] };
}

// A function of its own, and so are the other loops over people: what waits within itself is never compiled for speed.
function takeTerms(column, lists, sets, to) {
  for (let person = lists.length; person < to; person++) {
    const terms = column();
    lists.push(terms);
    putTerms(sets, terms, person);
  }
}

/** The terms of each filter, all with their slugs: {subject: [["physics", "Physics"], …]}. */
export function facetsOf({ facets }) {
  return Object.fromEntries(Object.entries(facets).map(([facet, terms]) => [facet, terms.map((term) => (typeof term === "string" ? [plainSlug(term), term] : term))]));
}

/** Puts the people of a people file behind those that are there. */
export async function addPeople({ who }, data, rest = async () => {}) {
  for (let at = 0; at < data.name.length; at++) {
    who.push(new Person(data, at));
    if (at % SLICE === SLICE - 1) await rest();
  }
}

/** One row of a people file. Most are never shown, so what is in it is worked out when asked for. */
class Person {
  constructor(data, at) {
    this.data = data;
    this.at = at;
  }

  get name() {
    return this.data.name[this.at];
  }

  get slug() {
    return slugOf(this.data.slug[this.at], this.name);
  }

  get job() {
    return this.data.jobs[this.data.job[this.at]];
  }

  get work() {
    return this.data.works[this.data.work[this.at]] ?? "";
  }

  /** What its career is called, and what else. */
  get career() {
    return this.data.careers[this.data.career[this.at]]?.[1] ?? "";
  }

  get alsoCalled() {
    return this.data.careers[this.data.career[this.at]]?.[2] ?? [];
  }

  get photo() {
    return this.data.photo[this.at] ?? "";
  }
}

function slugOf(rest, name) {
  if (rest === undefined) return plainSlug(name);
  return rest.startsWith("-") ? plainSlug(name) + rest : rest;
}

/** The answer to a question without words or place: everyone whom the filters leave, in the order of the day. */
export function browse(people, { filters }) {
  const narrowed = narrow(people, everyone(people.count), filters);
  const list = [];
  for (let person = 0; person < people.count; person++) if (has(narrowed.found, person)) list.push(person);
  return new Answer(narrowed, { total: list.length, people: list });
}

/** Who was found, in order, and what must be said of it. Counts are worked out when they are looked at: not at each keystroke. */
export class Answer {
  constructor(narrowed, { total, people, understood = [], dropped = [], near = null, unknownPlace = "", reach = null, unreachable = 0 }) {
    Object.assign(this, { narrowed, total, people, understood, dropped, near, unknownPlace, reach, unreachable });
  }

  /** How many each term of each filter would give. */
  get counts() {
    return this.narrowed.counts;
  }

  /** How many there would be without each filter that is set. */
  get without() {
    return this.narrowed.without;
  }
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
  const open = (facet) => [...sets].filter(([other]) => other !== facet).map(([, set]) => set).reduce(and, base);
  const countsOf = (facet) => {
    const all = open(facet);
    return from.bits[facet].map((bits) => sizeOfBoth(bits, all));
  };
  return {
    found: [...sets.values()].reduce(and, base),
    get counts() {
      return Object.fromEntries(Object.keys(from.bits).map((facet) => [facet, countsOf(facet)]));
    },
    get without() {
      return [...sets.keys()].map((facet) => ({ facet, total: size(open(facet)) }));
    },
  };
}

function anyOf({ facets, bits, count }, facet, slugs) {
  const terms = slugs.map((slug) => facets[facet].findIndex(([known]) => known === slug)).filter((term) => term >= 0);
  return or(terms.map((term) => bits[facet][term]), count);
}
