// Reads the columns that generator/packing.py packs into letters. No DOM and no network here: tested by `node --test`.

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const VALUES = new Map([...LETTERS].map((letter, value) => [letter, value]));
const BASE = LETTERS.length;
const LEAST = BASE ** 6;
const WEIGHT = 24;

/** The columns come in the order in which they were put in. */
export class Unpacker {
  constructor(text) {
    this.text = text.replaceAll(" ", "");
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

  /** For each record its terms, numbers below `kinds`: [[0, 5], [2], …]. Whoever has the same terms shares one list. */
  terms(kinds, count) {
    const models = Array.from({ length: kinds + 1 }, () => newCounts(2 * kinds + 1));
    const known = new Map();
    return Array.from({ length: count }, () => {
      const terms = [];
      let before = -1;
      for (;;) {
        const step = this.next(models[before + 1]);
        if (step === 2 * kinds) break;
        before += 1 + (step >> 1);
        terms.push(before);
        if (step & 1 || before >= kinds) break;
      }
      const key = terms.join();
      if (!known.has(key)) known.set(key, terms);
      return known.get(key);
    });
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
    return VALUES.get(this.text[this.at++]) ?? 0;
  }
}

const newCounts = (kinds) => ({ counts: new Uint32Array(kinds).fill(1), total: kinds });
