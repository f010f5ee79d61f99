// Words and how like one another they are. No DOM and no network here: tested by `node --test`.

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

/** How many letters must be added, left out, changed or swapped to make one word of the other; `limit` when that many. */
export function edits(one, other, limit = Infinity) {
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) >= limit) return limit;
    [before, row] = [row, next];
  }
  return row[other.length];
}

// How many letters may be wrong. `step` 1 is the ordinary allowance, 2 the last resort.
export function fuzziness(term, step) {
  if (/\d/.test(term)) return 0;
  const letters = term.length;
  const ordinary = letters < 4 ? 0 : letters < 7 ? 1 : 2;
  return step === 1 ? ordinary : Math.min(ordinary + 1, Math.max(0, letters - 2), 3);
}

/** What one and many of each kind are called. A list says ambassadors, as its page does; among other kinds they are people. */
export const CALLED = {
  ambassadors: { one: "ambassador", many: "ambassadors" },
  people: { one: "person", many: "people" },
  careers: { one: "career", many: "careers" },
  "case-studies": { one: "story", many: "stories" },
  events: { one: "event", many: "events" },
  organisations: { one: "organisation", many: "organisations" },
  areas: { one: "area", many: "areas" },
  pages: { one: "page", many: "pages" },
};
const figures = new Intl.NumberFormat("en-GB");

/** '1,203 stories' */
export function counted(number, { one, many }) {
  return `${figures.format(number)} ${number === 1 ? one : many}`;
}

const FULL_POSTCODE = /\b([a-z]{1,2}\d[a-z\d]?)\s*\d[a-z]{2}\b/gi;

/** Only the first half of a postcode is ever used: a whole one says where a school, or a home, is. */
export const firstHalves = (text) => text.replace(FULL_POSTCODE, "$1");
