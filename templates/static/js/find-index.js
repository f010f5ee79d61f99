// Which texts hold a word, or one that begins with it or is like it. No DOM and no network here: tested by `node --test`.
//
// What people are found by are some thousand short texts of some thousand different words, so every word is looked at in
// turn: sooner done than a walk through a tree, and as fast for three wrong letters as for one.

import { edits, fuzziness, wordsOf } from "./find-text.js";

const PREFIX = 0.6; // what a word counts that only begins with the one that was asked for
const LIKE = 0.3; // and one that is only like it

export class WordIndex {
  constructor() {
    this.texts = []; // {kind, words, people}
    this.holding = new Map(); // word → the numbers of the texts that hold it
  }

  /** A new text; whom it is about is put into its `people` by whoever adds it. */
  add(kind, text) {
    const words = [...new Set(wordsOf(text))];
    for (const word of words) {
      if (!this.holding.has(word)) this.holding.set(word, []);
      this.holding.get(word).push(this.texts.length);
    }
    const added = { kind, words, people: [] };
    this.texts.push(added);
    return added;
  }

  /** Once all texts are there. */
  finish() {
    this.words = [...this.holding.keys()].sort();
    this.letters = Int32Array.from(this.words, lettersOf);
    this.usual = this.texts.reduce((sum, { words }) => sum + words.length, 0) / this.texts.length;
  }

  /** Whether some text holds a word, or with `prefix` one that begins with it. */
  has(word, prefix = false) {
    return this.holding.has(word) || (prefix && Boolean(this.words[this.firstFrom(word)]?.startsWith(word)));
  }

  /** How many letters are wrong in a word, if it was meant for the nearest of ours. */
  distance(word) {
    return Math.min(Infinity, ...this.like(word, fuzziness(word, 1)).map(([, distance]) => distance));
  }

  /** The words with at most so many other letters: [[word, distance], …]. */
  like(word, most) {
    const found = [];
    if (!most) return found;
    const letters = lettersOf(word);
    for (let at = 0; at < this.words.length; at++) {
      if (bitsOf(this.letters[at] ^ letters) > 2 * most) continue; // one wrong letter takes one kind away and brings another
      const other = this.words[at];
      if (Math.abs(other.length - word.length) > most) continue;
      const distance = edits(word, other, most + 1);
      if (distance <= most) found.push([other, distance]);
    }
    return found;
  }

  /**
   * The texts with all of `words`: [[text, score], …]. `prefix`: the last may be only a beginning. `step`: how loosely words
   * may be like others (find-text.js), 0 for not at all.
   */
  search(words, { prefix = false, step = 0 } = {}) {
    let found = null; // the number of a text → its score
    words.forEach((word, at) => {
      const scores = new Map();
      for (const [other, part] of this.meant(word, prefix && at === words.length - 1, step)) {
        for (const text of this.holding.get(other)) {
          if (found && !found.has(text)) continue;
          const score = part * this.worth(other, text);
          if (score > (scores.get(text) ?? 0)) scores.set(text, score);
        }
      }
      if (found) for (const [text, score] of scores) scores.set(text, score + found.get(text));
      found = scores;
    });
    return [...(found ?? [])].map(([text, score]) => [this.texts[text], score]);
  }

  /** What a word may stand for: words of ours, and what each counts. */
  meant(word, prefix, step) {
    const meant = new Map(this.like(word, step && fuzziness(word, step)).map(([other, distance]) => [other, (LIKE * other.length) / (other.length + distance)]));
    if (prefix) {
      for (let at = this.firstFrom(word); this.words[at]?.startsWith(word); at++) {
        const { length } = this.words[at];
        meant.set(this.words[at], (PREFIX * length) / (length + 0.3 * (length - word.length)));
      }
    }
    if (this.holding.has(word)) meant.set(word, 1);
    return meant;
  }

  /** BM25+: rare words say more than common ones, and so do those of short texts. */
  worth(word, text) {
    const { length } = this.holding.get(word);
    const rarity = Math.log(1 + (this.texts.length - length + 0.5) / (length + 0.5));
    return rarity * (0.5 + 2.2 / (1 + 1.2 * (0.3 + (0.7 * this.texts[text].words.length) / this.usual)));
  }

  /** Where the words begin that come at or after this one. */
  firstFrom(word) {
    let from = 0;
    let to = this.words.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.words[middle] < word) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** Which letters a word has, as bits: two words that differ in many cannot be like each other. */
function lettersOf(word) {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

function bitsOf(word) {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
