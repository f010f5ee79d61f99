// Words and how like one another they are. No DOM and no network here: tested by `node --test`.

const ASCII = /^[\x00-\x7f]*$/; // most texts are, and all else takes ten times as long, and longer yet the first time

/** Words of a text: lower case, without accents. The same at indexing and when asked. */
export function wordsOf(text) {
  const words = plain(text);
  return words.match(ASCII.test(words) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [];
}

/** Siobhán → siobhan, Łukasz → lukasz, İ → i. */
export function plain(text) {
  if (ASCII.test(text)) return text.toLowerCase();
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

const ROWS = [0, 1, 2].map(() => new Uint16Array(256));

/** How many letters must be added, left out, changed or swapped to make one word of the other; `limit` when that many. */
export function edits(one, other, limit = 200) {
  if (Math.abs(one.length - other.length) >= limit || Math.max(one.length, other.length) >= ROWS[0].length) return limit;
  let [before, row, next] = ROWS;
  for (let j = 0; j <= other.length; j++) row[j] = j;
  for (let i = 1; i <= one.length; i++) {
    // What is further from the diagonal than the limit takes more than that.
    const from = Math.max(1, i - limit);
    const to = Math.min(other.length, i + limit);
    next[from - 1] = from === 1 ? i : limit;
    let least = next[from - 1];
    for (let j = from; j <= to; j++) {
      let fewest = Math.min((j < i + limit ? row[j] : limit) + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) fewest = Math.min(fewest, before[j - 2] + 1);
      next[j] = fewest;
      if (fewest < least) least = fewest;
    }
    if (least >= limit) return limit;
    [before, row, next] = [row, next, before];
  }
  return Math.min(limit, row[other.length]);
}

// How many letters may be wrong. `step` 1 is the ordinary allowance, 2 the last resort.
export function fuzziness(term, step) {
  if (/\d/.test(term)) return 0;
  const letters = term.length;
  const ordinary = letters < 4 ? 0 : letters < 7 ? 1 : 2;
  return step === 1 ? ordinary : Math.min(ordinary + 1, Math.max(0, letters - 2), 3);
}

/** The words of a question that are worth marking. */
export const askedWords = (text) => wordsOf(text.slice(0, 200)).filter((word) => word.length > 1);

/** A text in parts, of which every second one is a word that was asked for: "Amina Khan", ["khan"] → ["Amina ", "Khan"]. */
export function marked(text, asked) {
  if (!text) return [];
  if (!asked.length) return [text];
  const words = [...text.matchAll(ASCII.test(text) ? /[A-Za-z0-9]+/g : /[\p{L}\p{N}\p{M}]+/gu)].map(({ 0: word, index }) => ({ word, index, plainly: plain(word) }));
  // Where the word stands as it was asked for, a word that is only like it is not meant.
  const exact = new Set(asked.filter((each) => words.some(({ plainly }) => plainly.startsWith(each))));
  const parts = [];
  let end = 0;
  for (const { word, index, plainly } of words) {
    if (!asked.some((each) => (exact.has(each) ? plainly.startsWith(each) : isLike(plainly, each)))) continue;
    parts.push(text.slice(end, index), word);
    end = index + word.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

function isLike(word, asked) {
  const most = fuzziness(asked, 1);
  return most > 0 && edits(word, asked, most + 1) <= most;
}

const FULL_POSTCODE = /\b([a-z]{1,2}\d[a-z\d]?)\s*\d[a-z]{2}\b/gi;

/** Only the first half of a postcode is ever used: a whole one says where a school, or a home, is. */
export const firstHalves = (text) => text.replace(FULL_POSTCODE, "$1");
