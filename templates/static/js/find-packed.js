// Reads the columns that generator/packing.py packs into letters. No DOM and no network here: tested by `node --test`.

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const VALUES = new Uint8Array(128);
for (let value = 0; value < LETTERS.length; value++) VALUES[LETTERS.charCodeAt(value)] = value;
const BASE = LETTERS.length;
const LEAST = BASE ** 6;
const WEIGHT = 24;
const SPACE = 32;

/** The columns come in the order in which they were put in. */
export class Unpacker {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.range = BASE ** 8;
    this.value = 0;
    for (let place = 0; place < 8; place++) this.value = this.value * BASE + this.digit();
  }

  /** One number below `kinds` for each of `count` records. */
  numbers(kinds, count) {
    const counts = newCounts(kinds);
    return Array.from({ length: count }, () => this.next(counts));
  }

  /** A column of terms → what gives each record's in turn: numbers below `kinds`, [0, 5]. Whoever has the same terms shares one list. */
  terms(kinds) {
    const models = Array.from({ length: kinds + 1 }, () => newCounts(2 * kinds + 1));
    const none = { terms: [], longer: null };
    return () => {
      let known = none;
      let before = -1;
      for (;;) {
        const step = this.next(models[before + 1]);
        if (step === 2 * kinds) break;
        before += 1 + (step >> 1);
        known.longer ??= new Array(kinds).fill(null); // most lists of terms are no beginning of a longer one
        known = known.longer[before] ??= { terms: [...known.terms, before], longer: null };
        if (step & 1 || before >= kinds) break;
      }
      return known.terms;
    };
  }

  next(model) {
    const { counts } = model;
    const step = Math.floor(this.range / model.total);
    const wanted = Math.floor(this.value / step);
    let number = 0;
    let below = 0;
    while (number < counts.length - 1 && below + counts[number] <= wanted) below += counts[number++];
    this.value -= below * step;
    this.range = step * counts[number];
    counts[number] += WEIGHT;
    model.total += WEIGHT;
    while (this.range < LEAST) {
      this.value = this.value * BASE + this.digit();
      this.range *= BASE;
    }
    return number;
  }

  digit() {
    let letter = this.text.charCodeAt(this.at++);
    if (letter === SPACE) letter = this.text.charCodeAt(this.at++);
    return VALUES[letter] ?? 0;
  }
}

const newCounts = (kinds) => ({ counts: new Uint32Array(kinds).fill(1), total: kinds });
