// The same questions for lists that are not people: events, stories, careers. Columns as generator/search.py writes them.
// No DOM and no network here: tested by `node --test`.

import { and, Answer, everyone, facetsOf, has, narrow, putTerms, size } from "./find-data.js";
import { Unpacker } from "./find-packed.js";
import { fuzziness, wordsOf } from "./find-text.js";
import MiniSearch from "./minisearch.js";

const SLICE = 20; // records between two looks at the clock, so that typing is never held up

/**
 * A list's file → an engine that answers questions. `isOver` says which records are no longer there (events); `rest` gives way
 * to whoever is typing.
 */
export async function makeListEngine(data, isOver = () => false, rest = async () => {}) {
  const count = data.title.length;
  const bits = {};
  const facets = facetsOf(data);
  const unpacker = new Unpacker(data.packed);
  for (const [facet, terms] of Object.entries(facets)) {
    bits[facet] = terms.map(() => new Uint32Array((count + 31) >>> 5));
    const column = unpacker.terms(terms.length);
    for (let record = 0; record < count; record++) putTerms(bits[facet], column(), record);
  }
  const there = everyone(count);
  for (let record = 0; record < count; record++) if (isOver(record)) there[record >>> 5] &= ~(1 << (record & 31));
  const engine = new MiniSearch({
    fields: ["title", "words", "summary"],
    tokenize: wordsOf,
    processTerm: (word) => word,
    searchOptions: { boost: { title: 3, words: 2 } },
  });
  const texts = data.title.map((title, id) => ({ id, title, words: data.words[id], summary: data.summary[id] }));
  for (let start = 0; start < count; start += SLICE) {
    engine.addAll(texts.slice(start, start + SLICE));
    await rest();
  }
  const list = { data, facets, count, bits, there, engine };
  return { list, ask: (question) => ask(list, question) };
}

function ask(list, question) {
  const words = wordsOf((question.q ?? "").slice(0, 200)).slice(0, 12);
  let { found, scores } = match(list, words, "AND", 1);
  let dropped = [];
  if (words.length && !size(found)) ({ found, scores } = match(list, words, "AND", 2));
  if (words.length > 1 && !size(found)) {
    ({ found, scores } = match(list, words, "OR", 1));
    dropped = words.filter((word) => !list.engine.search(word, options("OR", 1, [word])).length);
  }
  const narrowed = narrow(list, and(found, list.there), question.filters);
  const people = [];
  for (let record = 0; record < list.count; record++) if (has(narrowed.found, record)) people.push(record);
  if (words.length) people.sort((a, b) => scores[b] - scores[a] || a - b);
  return new Answer(narrowed, { total: people.length, people, dropped });
}

function options(combineWith, step, words) {
  return { combineWith, prefix: (term) => term === words[words.length - 1] || term.length > 2, fuzzy: (term) => fuzziness(term, step) };
}

function match(list, words, combineWith, step) {
  const scores = new Float32Array(list.count);
  if (!words.length) return { found: everyone(list.count), scores };
  const found = new Uint32Array((list.count + 31) >>> 5);
  for (const { id, score } of list.engine.search(words.join(" "), options(combineWith, step, words))) {
    found[id >>> 5] |= 1 << (id & 31);
    scores[id] = score;
  }
  return { found, scores };
}
