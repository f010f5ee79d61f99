// Expressions that the build uses too, as data/form.json gives them: searched as Python searches, from a place and up to a
// place. No DOM here.

export class Pattern {
  constructor({ source, flags }) {
    this.free = new RegExp(source, `g${flags}`);
    this.fixed = new RegExp(source, `y${flags}`);
    this.complete = new RegExp(`^(?:${source})$`, flags);
  }

  /** The first place at or after `from` that fits; nothing at or after `to` is seen. */
  search(text, from = 0, to = text.length) {
    return from_(this.free, text, from, to);
  }

  /** The same, only at `from` itself. */
  match(text, from = 0, to = text.length) {
    return from_(this.fixed, text, from, to);
  }

  /** Whether a text fits from its first sign to its last. */
  fits(text) {
    return this.complete.test(text);
  }

  all(text) {
    return text.matchAll(this.free);
  }
}

function from_(expression, text, from, to) {
  expression.lastIndex = Math.max(0, from);
  return expression.exec(to < text.length ? text.slice(0, Math.max(0, to)) : text);
}

export const endOf = (found) => found.index + found[0].length;

/** Where a word stands in a text. */
export function placesOf(text, word) {
  const places = [];
  for (let place = text.indexOf(word); place >= 0; place = text.indexOf(word, place + 1)) places.push(place);
  return places;
}

/** Spans in order, those that are at most `reach` apart as one. */
export function nearSpans(spans, reach) {
  const near = [];
  for (const [start, end] of spans.sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
    const last = near.at(-1);
    if (last && start - last[1] <= reach) last[1] = Math.max(last[1], end);
    else near.push([start, end]);
  }
  return near;
}

/** A room's expressions and words: {patterns: {name: {source, flags}}, words: {name: [word] or {word: word}}} → by name. */
export function roomOf({ patterns, words }) {
  const lists = Object.entries(words).map(([name, each]) => [name, Array.isArray(each) ? new Set(each) : new Map(Object.entries(each))]);
  return { ...Object.fromEntries(Object.entries(patterns).map(([name, each]) => [name, new Pattern(each)])), ...Object.fromEntries(lists) };
}
