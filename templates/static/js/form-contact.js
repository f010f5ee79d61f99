// Finds the ways to reach a person before a text leaves the device, as generator/contact.py does. Its expressions and words
// come from there, in data/form.json; only what is done with them is written a second time, under the same names, and
// tests/test_form_rules.py holds that both find the same. No DOM here.

import { endOf, nearSpans, placesOf, roomOf } from "./form-patterns.js";

/** A text → [{kind, words}] in order: what `find_contacts` gives. */
export class Contacts {
  constructor(contact) {
    this.room = roomOf(contact);
    this.finders = [["email", emails], ["meeting", meetings], ["telephone", phones], ["postcode", postcodes], ["coordinates", coordinates], ["birth", births], ["social", socials], ["message", invitations], ["address", addresses]];
  }

  /** A text as a reader takes it in. */
  read(text) {
    return View.of(text, this.room);
  }

  in(text) {
    const view = this.read(text);
    const found = [];
    for (const [kind, find] of this.finders) {
      for (const [from, to] of find(view, this.room)) {
        const [start, end] = [view.before(from), view.after(to)];
        if (!found.some((other) => start < other.end && other.start < end)) found.push({ start, end, kind });
      }
    }
    found.sort((one, other) => one.start - other.start || one.end - other.end);
    return found
      .filter(({ kind, end }, at) => !(kind === "message" && at + 1 < found.length && found[at + 1].start - end <= 12))
      .map(({ kind, start, end }) => ({ kind, words: text.slice(start, end).replace(/\s+/g, " ").trim() }));
  }
}

// ---------------------------------------------------------------- text as it is read

/** A text as a reader takes it in, and the way back to where each part is written. */
class View {
  constructor(original, { text, read, written }) {
    Object.assign(this, { original, text, read, written });
    const lower = text.toLowerCase();
    this.lower = lower.length === text.length ? lower : text;
  }

  static of(original, room) {
    const { SPECIAL, DIGIT_LIKE, LETTER_LIKE } = room;
    const { text, ...places } = rewritten(original, SPECIAL, ([sign], start, end) => fold(sign, original.slice(Math.max(0, start - 1), start), original.slice(end, end + 1), room));
    const asDigits = text.replace(DIGIT_LIKE.free, (each) => each.replace(/[oO]/g, "0").replace(/[lI]/g, "1"));
    return new View(original, { text: asDigits.replace(LETTER_LIKE.free, (each) => asWord(each, room)), ...places });
  }

  /** The same with 'dot' and 'slash', in brackets or apart, as the signs that they stand for. */
  spelledOut({ SPELLED }) {
    return new View(this.text, rewritten(this.text, SPELLED, ({ groups: { dot, said_dot } }) => (dot || said_dot ? "." : "/")));
  }

  /** Where what is read at a place begins in the original. */
  before(place) {
    let at = this.read.length - 1;
    while (this.read[at] > place) at--;
    const from = this.written[at];
    if (at % 2 === 0) return Math.min(from + place - this.read[at], this.original.length);
    // What was rewritten may be longer than what is written, and a sign outside Unicode's first plane is two places here.
    const signs = [...this.original.slice(from, this.written[at + 1])];
    return from + signs.slice(0, Math.min(place - this.read[at], signs.length - 1)).join("").length;
  }

  after(place) {
    if (!place) return 0;
    const last = this.before(place - 1);
    return last + (this.original.codePointAt(last) > 0xffff ? 2 : 1);
  }

  has(...hints) {
    return hints.some((hint) => this.lower.includes(hint));
  }

  near(start, end) {
    return this.lower.slice(Math.max(0, start - 60), end + 40);
  }

  /** Whether the original stands in a code span, an indented line or a fence there. */
  inCode(place) {
    const written = this.before(place);
    const lineStart = this.original.lastIndexOf("\n", written - 1) + 1;
    const line = this.original.slice(Math.max(lineStart, written - 300), written);
    const isFenced = (this.original.slice(0, lineStart).split("```").length - 1) % 2 === 1;
    return (line.split("`").length - 1) % 2 === 1 || /^(?: {4}|\t)/.test(line) || isFenced;
  }
}

/** A text with something else for all that a pattern finds, where in it distances change, and the same places in the text. */
function rewritten(original, pattern, instead) {
  const parts = [];
  const [read, written] = [[0], [0]];
  let [length, last] = [0, 0];
  for (const found of pattern.all(original)) {
    const [start, end] = span(found);
    const before = original.slice(last, start);
    const folded = instead(found, start, end);
    parts.push(before, folded);
    length += before.length + folded.length;
    read.push(length - folded.length, length);
    written.push(start, end);
    last = end;
  }
  parts.push(original.slice(last));
  return { text: parts.join(""), read, written };
}

/** 'T1kT0k' → 'TikTok' */
function asWord(written, { TELLING_WORDS }) {
  const word = written.replace(/[013457]/g, (digit) => ({ 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t" })[digit]);
  return TELLING_WORDS.has(word.toLowerCase()) ? word : written;
}

/** Entities, marks of emphasis, escapes and foreign signs → the plain letters that a reader sees. */
function fold(written, before, after, room) {
  if ("*`~\\".includes(written[0])) return written.length === 1 && /^[\s(]\s$/.test(before + after) ? written : "";
  if (written[0] === "%") {
    const sign = String.fromCharCode(parseInt(written.slice(1), 16));
    return /[\p{L}\p{N}@+. -]/u.test(sign) ? sign : written;
  }
  const plain = written[0] === "&" ? unescaped(written, room) : written;
  return [...plain].map((sign) => foldSign(sign, room)).join("");
}

function unescaped(written, { ENTITIES }) {
  const name = written.slice(1).replace(/;$/, "");
  const number = /^#(?:x([0-9a-f]+)|([0-9]+))$/i.exec(name);
  if (!number) return ENTITIES.get(name) ?? written;
  const code = number[1] ? parseInt(number[1], 16) : Number(number[2]);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

function foldSign(sign, { LOOK_ALIKES }) {
  if (/^[\x00-\x7f]$/.test(sign)) return sign;
  if (LOOK_ALIKES.has(sign)) return LOOK_ALIKES.get(sign);
  if (/^[\p{Cf}\p{Mn}\p{Me}]$/u.test(sign)) return "";
  if (/^\p{Pd}$/u.test(sign)) return "-";
  if (/^\p{Zs}$/u.test(sign)) return " ";
  const digit = digitOf(sign);
  if (digit !== null) return digit;
  return [...sign.normalize("NFKD").replace(/[\p{Mn}\p{Cf}]/gu, "")].map((part) => LOOK_ALIKES.get(part) ?? part).join("");
}

const RINGED = [[0x2776, 1, 9], [0x2780, 1, 9], [0x278a, 1, 9], [0x24f5, 1, 9], [0x24ff, 0, 1], [0x1f10b, 0, 1], [0x1f10c, 0, 1]]; // first sign, its digit, how many follow each other

/** A digit of any alphabet → ours. Digits of one alphabet stand in tens, from zero to nine. */
function digitOf(sign) {
  const code = sign.codePointAt(0);
  if (/^\p{Nd}$/u.test(sign)) {
    let first = code;
    while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first--;
    return String((code - first) % 10);
  }
  const ring = RINGED.find(([first, , count]) => code >= first && code < first + count);
  return ring ? String(code - ring[0] + ring[1]) : null;
}

const span = (found) => [found.index, endOf(found)];

/** What a costly pattern finds around the plain words without which it finds nothing. */
function* nearHints(view, pattern, hints) {
  const around = [...hints].flatMap((hint) => placesOf(view.lower, hint).map((place) => [Math.max(0, place - 80), place + 100]));
  for (const [begin, end] of nearSpans(around, 0)) {
    let from = begin;
    // What begins close to the end may be cut off there.
    for (let found; (found = pattern.search(view.text, from, end)) && found.index < end - 80; from = Math.max(endOf(found), from + 1)) yield found;
  }
}

// ---------------------------------------------------------------- e-mail

function* emails(view, room) {
  if (!view.has(...room.MAIL_HINTS) && !room.DOTTED.search(view.lower)) return;
  const { text } = view;
  for (const at of room.AT.all(text)) {
    const sign = at[0].trim().toLowerCase();
    const [start, end] = span(at);
    if (sign.startsWith("@") || sign === "at") yield* spacedLetters(view, room, start, end);
    const local = room.LOCAL.search(text, start - 66, start);
    if (!local || !/\w/.test(local[1])) continue;
    const name = local[1].replace(/^[.'\-%+]+|[.'\-%+]+$/g, "");
    const wordsOnly = room.SAID_AT.fits(sign);
    const ordinary = (wordsOnly || sign.replace(/^[-_.]+|[-_.]+$/g, "") === "at") && room.NOT_A_NAME.has(name.toLowerCase());
    const begins = start - local[0].length + (local[1].length - local[1].replace(/^[.'\-%+]+/, "").length);
    const domain = domains(room, text, end).find((each) => isDomain(view, room, each, { sign, wordsOnly, ordinary, name, begins }));
    if (domain) {
      yield [begins, endOf(domain)];
      continue;
    }
    const named = (wordsOnly ? room.PROVIDERS : room.MORE_PROVIDERS).match(text, end, end + 20);
    const provider = named ?? (room.LIKE_A_HANDLE.search(name) ? room.EMPLOYERS.match(text, end, end + 20) : null);
    if (provider && !ordinary && /[a-z0-9]/i.test(name)) yield [begins, endOf(provider)];
    else if (sign === "at" && end - start === 2) {
      const joined = room.JOINED.match(text, end);
      if (joined) yield [begins, endOf(joined)];
    }
  }
  yield* reversedEmails(view);
  if (view.has(...room.PARTS_HINTS)) yield* [...room.TOLD_IN_PARTS.all(text)].map(span);
  if (!view.has(...room.PROVIDER_HINTS)) return;
  for (const found of room.ON_PROVIDER.all(text)) {
    const name = found.groups.name.toLowerCase();
    if (!room.NOT_A_NAME.has(name) && !room.NO_PERSON.search(name)) yield [found.index + found[0].lastIndexOf(found.groups.name), endOf(found)];
  }
  yield* [...room.SPELLED_PROVIDER.all(text)].map(span);
}

function domains(room, text, start) {
  const longest = room.DOMAIN.match(text, start, start + 200);
  if (!longest) return [];
  const shorter = [4, 3, 2, 1, 0].map((number) => room[`SHORTER_DOMAINS_${number}`].match(text, start, start + 200));
  return [longest, ...shorter.filter((each) => each && endOf(each) < endOf(longest))];
}

function isDomain(view, room, domain, { sign, wordsOnly, ordinary, name, begins }) {
  const ending = room.LAST_LABEL.search(domain[0])?.[0] ?? "";
  if (!/^[a-z]{2,}$/i.test(ending) || room.FILES.has(ending.toLowerCase())) return false;
  const isEnding = room.TLDS.has(ending.toLowerCase());
  const dots = domain[2];
  const tight = /^(?:\.[\w-]+)+$/.test(dots);
  const behind = view.text[endOf(domain)];
  // git@github.com:ada/loom, @app.route("/tides")
  if (/^@*$/.test(sign) && tight && !/^\s/.test(domain[0])) return !((name === "git" && behind === ":") || (behind === "(" && !isEnding));
  if (!dots.match(/[a-zA-Z0-9]+/g)?.some((label) => room.TLDS.has(label.toLowerCase()))) return false;
  if (!wordsOnly) {
    const hyphened = sign.replace(/^[-_/. ]+|[-_/. ]+$/g, "") === "at" && "-_/.".includes(sign[0]);
    if (hyphened && !dots.toLowerCase().includes("dot")) return tight && !ordinary && isEnding && !["/", "-"].includes(view.text[begins - 1]);
    return isEnding && (isSmall(ending) || isLarge(domain[0]) || !/\.\s/.test(dots));
  }
  if (ordinary || /\.\s|\s\./.test(dots)) return false;
  if (tight) return isEnding && (/[\d._]/.test(name) || Boolean(room.MAIL_CUE.search(view.near(begins, begins))) || !/(?:ing|ers|tion|ment|ists)$/.test(name.toLowerCase()));
  return isEnding;
}

const isSmall = (text) => text === text.toLowerCase() && text !== text.toUpperCase();
const isLarge = (text) => text === text.toUpperCase() && text !== text.toLowerCase();

/** 'a d a @ e x a m p l e . o r g' */
function* spacedLetters(view, { SPACED, SPACED_AFTER }, start, end) {
  const before = SPACED.search(view.text, start - 80, start);
  const after = SPACED_AFTER.match(view.text, end, end + 130);
  if (before && after && /\.|dot/.test(after[1].slice(2, -2).toLowerCase())) yield [before.index, endOf(after)];
}

function* reversedEmails(view) {
  for (const at of placesOf(view.text, "@")) {
    const before = /\b(?:gro|moc|ten|ku|oi|ude|vog)\.[\w.-]{1,60}$/.exec(view.lower.slice(Math.max(0, at - 70), at));
    const after = /^[\w.+-]{2,64}/.exec(view.text.slice(at + 1, at + 70));
    if (before && after) yield [at - before[0].length, at + 1 + after[0].length];
  }
}

// ---------------------------------------------------------------- telephone

const WIDEST_GAP = 30;

function* phones(view, room) {
  yield* phonesInDigits(view, room);
  yield* phonesInWords(view, room);
}

function* phonesInDigits(view, room) {
  const { text } = view;
  const groups = [...room.DIGITS.all(text)].map(span);
  if (groups.reduce((sum, [start, end]) => sum + end - start, 0) < 6) return;
  const masked = [...room.NO_NUMBER.all(text)].map(span);
  let chain = [];
  for (const [start, end] of groups) {
    if (masked.some(([low, high]) => low <= start && start < high)) {
      yield* inChain(view, room, chain);
      chain = [];
      continue;
    }
    const last = chain.at(-1)?.[1];
    if (chain.length && (start - last > WIDEST_GAP || !room.GAP.fits(text.slice(last, start)))) {
      yield* inChain(view, room, chain);
      chain = [];
    }
    chain.push([start, end]);
  }
  yield* inChain(view, room, chain);
}

/** Groups of digits that stand near each other → the numbers among them. */
function* inChain(view, room, chain) {
  const { text } = view;
  let [first, cue] = [0, false];
  while (first < chain.length) {
    const start = chain[first][0];
    let last = lastGroup(view, room, chain, first);
    if (last === null && chain[first][1] - start < 12 && !cue) {
      cue = true;
      last = afterCue(view, room, chain, first);
    }
    if (last === null && first === 0) last = backwards(view, chain);
    if (last === null) {
      first++;
      continue;
    }
    const end = chain[last][1];
    const signs = /[(+ ]*$/.exec(text.slice(Math.max(0, start - 4), start))[0].replace(/^ +/, "");
    if (!room.HELPLINES.has(text.slice(start, end).replace(/\D/g, ""))) yield [start - signs.length, end];
    first = last + 1;
    cue = false;
  }
}

/** The last group of the number that begins with the group `first`, if one begins there. */
function lastGroup(view, room, chain, first) {
  const { text } = view;
  const start = chain[first][0];
  const before = text.slice(Math.max(0, start - 30), start);
  const plus = /\+ ?\(?$/.test(before);
  if (!plus && !"04".includes(text[start])) return null;
  let [digits, best] = ["", null];
  for (let last = first; last < Math.min(chain.length, first + 16); last++) {
    digits += text.slice(...chain[last]);
    if (digits.length > 16) break;
    if (isPhone(room, digits, plus)) {
      const shape = chain.slice(first, last + 1);
      const gaps = shape.slice(1).map(([begin], at) => text.slice(shape[at][1], begin));
      if (isShaped(shape.map((group) => text.slice(...group)), gaps, plus)) best = last;
    }
  }
  if (best === null || isOtherNumber(view, room, before, start, chain[best][1], plus)) return null;
  return best;
}

function isPhone(room, digits, plus) {
  if (/^[01]*$/.test(digits) || digits === "0123456789") return false;
  if (plus && digits.startsWith("44")) return room.ABROAD_UK.fits(digits);
  if (plus) return digits.length >= 9 && digits.length <= 15 && digits[0] !== "0" && !digits.endsWith("00000");
  return room.UK.fits(digits) || room.OTHER_LANDS.fits(digits) || (digits.length === 12 && room.ABROAD_UK.fits(digits));
}

/** Whether digits are grouped as in a telephone number, and not as in a row of measurements. */
function isShaped(groups, gaps, plus) {
  const count = groups.length;
  const lengths = groups.map((group) => group.length);
  const commas = gaps.some((gap) => gap.includes(","));
  if (count === 1) return true;
  // '07700 x 3 = 23100' is a sum; '07700 x 900 x 123' is none.
  if ((count === 2 || new Set(gaps).size > 1) && gaps.some((gap) => /^\s*[x=+^]\s*$/.test(gap))) return false;
  if (lengths.filter((length) => length === 1).length >= count - 2 && count > 5) return true;
  if (plus || (lengths[0] === 2 && count > 2)) {
    if (lengths.every((length) => length <= 2)) return !commas;
    return count <= 8 && !commas && (lengths[0] <= 4 || plus);
  }
  // '0 77 00 90 01 23': nobody measures '00' or '01', and no row of measurements has hyphens.
  const isTold = gaps.every((gap) => gap === "-") || groups.slice(1).some((group) => group[0] === "0");
  if (lengths[0] === 1 && isTold && count > 5 && lengths.slice(1).every((length) => length === 2) && !commas) return true;
  if (lengths[0] === 1) return count <= 5 && lengths[1] >= 3 && lengths.at(-1) >= 3 && !/[.,]/.test(gaps[0]) && !commas;
  return count <= 7 && (!commas || count <= 3);
}

/** Prices, part numbers, codes such as E08000032, fractions and sums. */
function isOtherNumber(view, room, before, start, end, plus) {
  const { text } = view;
  const digits = text.slice(start, end).replace(/\D/g, "");
  const mobile = plus || (digits.startsWith("07") && digits.length === 11);
  if (/[£$€]\s?$/.test(before) || /^(?:\s*=\s*-?\d|\.\d|\s*[%€£])/.test(text.slice(end, end + 8))) return true;
  if (before.slice(-4).includes("=") && text.slice(start, end).includes("/")) return true;
  if (!mobile && room.PART.search(before)) return true;
  const letter = before.slice(-1);
  const glued = /[\p{L}_]/u.test(letter);
  return glued && !(mobile && letter !== "_") && !room.PHONE_CUE.search(before);
}

/** A local or shortened number counts where the words before it say that it is one. */
function afterCue(view, room, chain, first) {
  const { text } = view;
  const start = chain[first][0];
  if (!room.PHONE_CUE.search(text.slice(Math.max(0, start - 40), start)) && !room.ZERO_APART.match(text, chain.at(-1)[1])) return null;
  let [digits, last] = ["", null];
  for (let number = first; number < Math.min(chain.length, first + 6); number++) {
    if (number > first && text.slice(chain[number - 1][1], chain[number][0]).includes(",")) break;
    digits += text.slice(...chain[number]);
    if (digits.length >= 6 && digits.length <= 15) last = number;
  }
  if (last === null || digits.endsWith("000")) return null;
  const groups = chain.slice(first, last + 1).map(([begin, end]) => text.slice(begin, end));
  return groups.length > 1 && groups.every((group) => /^(?:19|20)\d\d$/.test(group)) ? null : last;
}

function backwards(view, chain) {
  const digits = [...chain.map(([start, end]) => view.text.slice(start, end)).join("")].reverse().join("");
  if (digits.length !== 11 || !/^0(?:7[1-9]|1[2-9]|20)\d{8}$/.test(digits)) return null;
  const [start] = chain[0];
  return view.inCode(start) || /backward|revers|mirror/.test(view.near(start, chain.at(-1)[1])) ? chain.length - 1 : null;
}

/** 'oh seven seven double oh, nine hundred, one two three' */
function* phonesInWords(view, room) {
  if (!view.has(...room.NUMBER_HINTS) && !room.DIGITS_THEN_WORD.search(view.lower)) return;
  let run = [];
  for (const word of room.WORD_OR_DIGITS.all(view.lower)) {
    const end = run.length ? endOf(run.at(-1)) : 0;
    if (run.length && (word.index - end > WIDEST_GAP || !room.BETWEEN_WORDS.fits(view.lower.slice(end, word.index)))) {
      yield* inRun(room, run);
      run = [];
    }
    run.push(word);
  }
  yield* inRun(room, run);
}

const isWord = (found) => /^\p{L}+$/u.test(found[0]);

function* inRun(room, run) {
  if (run.length < 3 || !run.some(isWord)) return;
  let first = 0;
  if (run[0][0] === "seven" && numberFrom(room, run, 0, "0") === run.length - 1) {
    yield [run[0].index, endOf(run.at(-1))];
    return;
  }
  while (first < run.length) {
    const word = run[first][0];
    const last = room.FIRST_WORDS.has(word) || word[0] === "0" || word === "44" ? numberFrom(room, run, first) : null;
    if (last === null) first++;
    else {
      yield [run[first].index, endOf(run[last])];
      first = last + 1;
    }
  }
}

function numberFrom(room, run, first, digits = "") {
  let [times, plus, best, tens] = [1, false, null, false];
  for (let number = first; number < Math.min(run.length, first + 18); number++) {
    const word = run[number][0];
    if (word === "and") continue;
    if (word === "plus") plus ||= !digits;
    else if (["double", "treble", "triple"].includes(word)) {
      times = word === "double" ? 2 : 3;
      continue;
    } else if (["hundred", "thousand"].includes(word)) digits += word === "hundred" ? "00" : "000";
    else {
      const value = room.NUMBER_WORDS.get(word) ?? word;
      // 'twenty one' is 21, not 201.
      if (tens && value.length === 1 && value !== "0" && isWord(run[number])) digits = digits.slice(0, -1);
      digits += value.repeat(times);
      tens = isWord(run[number]) && value.length === 2 && value[1] === "0" && value !== "10";
      times = 1;
    }
    if (isPhone(room, digits, plus)) best = number;
  }
  return best;
}

// ---------------------------------------------------------------- postcode

function* postcodes(view, room) {
  const { text } = view;
  const halves = [...room.SECOND_HALF.all(view.lower)];
  let last = 0;
  for (const half of halves) {
    const found = room.POSTCODE.search(text, Math.max(last, half.index - 20), endOf(half) + 1);
    if (!found) continue;
    last = endOf(found);
    if (isPostcode(room, text, found)) yield span(found);
  }
  yield* saidPostcodes(view, room, halves);
  if (!view.has(...room.SECTOR_HINTS)) return;
  for (const pattern of [room.SECTORS_0, room.SECTORS_1, room.SECTORS_2, room.SECTORS_3]) {
    for (const found of pattern.all(text)) yield [endOf(found) - found[1].length, endOf(found)];
  }
}

function isPostcode(room, text, found) {
  const [, outward, gap, inward] = found;
  const before = text.slice(Math.max(0, found.index - 20), found.index);
  if (gap.length > 3 && !/and|then|dash|space/i.test(gap)) return false;
  // 'the M62 2nd exit', 'B12 6ft': an ordinal or a unit
  const unit = room.UNITS.has(inward.slice(1)) && (isLarge(outward[0]) || gap === "");
  if (unit && !(gap === "" && /post ?code/.test(before.toLowerCase()))) return false;
  if (/[\w]-$/.test(before) && /^-\w/.test(text.slice(endOf(found), endOf(found) + 2))) return false;
  if ((gap === "" && room.PART.search(before) && !room.QUERY.search(before)) || room.PART_AFTER.match(text, endOf(found))) return false;
  // 'it was B1 and 2 am': words between need a postcode's own capitals.
  if (/^[a-z]+$/i.test(gap.trim()) && !(isLarge(outward) && isLarge(inward))) return false;
  // 'rooms B1, 2AB' is a list.
  if ((gap.includes(",") && (outward.length < 3 || !isLarge(outward + inward))) || gap.includes("\n\n")) return false;
  // 'the wi 3rd': what stands for a 1 stands behind capitals.
  if (/^[a-z]+$/i.test(outward) && !/^[A-Z]+[Il]$/.test(outward)) return false;
  return !room.STEEL.fits(found[0]);
}

/** 'em fourteen, five tee queue', 'Y O 2 2 4 A B': sign by sign, read from the end */
function* saidPostcodes(view, room, halves) {
  const said = [...room.SAID_HINTS].flatMap((hint) => placesOf(view.lower, hint).map((place) => room.SAID_SECOND_HALF.match(view.lower, place)));
  for (const end of [...halves, ...said.filter(Boolean)].map(endOf).sort((one, other) => one - other)) {
    let [signs, after, begins] = ["", end, end];
    const from = Math.max(0, end - 80);
    for (const sign of [...room.SAID_SIGN.all(view.lower.slice(from, end))].reverse()) {
      if (signs.length > 7 || !room.BETWEEN_SIGNS.fits(view.lower.slice(from + endOf(sign), after))) break;
      signs = (room.SAID_SIGNS.get(sign[0]) ?? sign[0].toUpperCase()) + signs;
      after = from + sign.index;
      if (room.SAID_WHOLE.fits(signs) && !/[\p{L}\p{N}]/u.test(view.lower.slice(Math.max(0, after - 1), after))) begins = after;
    }
    if (begins < end && isSaid(view, room, begins, end)) yield [begins, end];
  }
}

/** Whether letters and digits were told one by one, and don't only stand side by side. */
function isSaid(view, room, start, end) {
  const words = view.text.slice(start, end);
  if (room.POSTCODE.fits(words) || [...room.AT_ENDS.all(words)].some(([each]) => room.SHORT_WORDS.has(each))) return false;
  const isSpoken = [...room.SAID_SIGN.all(words.toLowerCase())].some((sign) => sign[0].length > 1);
  return isSpoken || !(/[,\n]/.test(words) || room.MORE_SIGNS.match(view.lower, end) || !(isLarge(words) || isSmall(words)));
}

// ---------------------------------------------------------------- birth and age

function* births(view, room) {
  const { text } = view;
  if (view.has(...room.BIRTH_HINTS)) {
    for (const found of [...room.BORN.all(text), ...room.DAY_THEN_BIRTH.all(text)]) {
      const longAgo = /(?<!\d)(1[0-8]\d\d|190\d|191\d)(?!\d)/.test(text.slice(found.index, endOf(found) + 6));
      const sentence = view.lower.slice(Math.max(0, found.index - 40), endOf(found)).split(/[.!?]\s/).at(-1);
      const aboutThings = room.NOT_BORN.search(sentence) && !/\b(?:i|my|me|he|she|who)\b/.test(sentence);
      if (!longAgo && !aboutThings) yield span(found);
    }
    for (const pattern of [room.BORN_YEAR, room.BIRTHDAY, room.ARRIVED]) yield* [...pattern.all(text)].map(span);
  }
  yield* [...room.SHORTLY_BORN.all(text)].map(span);
  for (const found of room.AGED.all(text)) {
    const before = text.slice(Math.max(0, found.index - 60), found.index);
    const alone = room.ALONE.search(before) && room.ALONE_AFTER.match(text, endOf(found));
    if (alone || (room.WHOSE.search(before) && !room.A_THING.search(before))) yield span(found);
  }
  yield* [...room.AT_AGE.all(text)].map(span);
  for (const hint of room.AGE_HINTS) {
    for (const place of placesOf(view.lower, hint)) {
      const said = room.AGES.match(text, place);
      if (said) yield span(said);
    }
  }
  for (const age of [...room.NAME_AND_AGE.all(text), ...room.NAME_AND_BRACKETS.all(text)]) {
    const name = /\b[A-Z][a-z]+ [A-Z][a-z]+$/.exec(text.slice(Math.max(0, age.index - 50), age.index));
    if (name) yield [age.index - name[0].length, endOf(age)];
  }
}

// ---------------------------------------------------------------- social networks, messages, calls

function* socials(view, room) {
  yield* [...nearHints(view, room.LINKS, room.LINK_HINTS), ...nearHints(view, room.NAMED_ON, room.NAMED_HINTS)].map(span);
  for (const found of nearHints(view, room.POSTS_ON, room.NAMED_HINTS)) {
    const { name } = found.groups;
    if (!room.NOT_A_NAME.has(name) && !/(?:ing|ed|ers)$/.test(name)) yield [endOf(found) - found[0].replace(/^[\n.!?(>: ]+/, "").length, endOf(found)];
  }
  if (view.has(...room.SPELLED_HINTS)) {
    const plain = view.spelledOut(room);
    for (const found of [...nearHints(plain, room.LINKS, room.LINK_HINTS), ...(plain.has(...room.MEETING_HINTS) ? room.MEETINGS.all(plain.text) : [])]) yield [plain.before(found.index), plain.after(endOf(found))];
  }
  for (const found of room.HANDLE.all(view.text)) {
    const name = found[0].slice(1).replace(/\.+$/, "").toLowerCase();
    const end = endOf(found);
    const aboutCode = room.CODE_NAMES.has(name.split(".")[0]) || /^(?:\(|`? (?:annotation|decorator|rule|query|directive|keyword|sign|symbol|tag)\b)/.test(view.lower.slice(end, end + 14));
    const cue = room.HANDLE_CUE.search(view.near(found.index, found.index));
    if (view.inCode(found.index) ? cue && !(aboutCode && name.includes(".")) : !aboutCode) yield span(found);
  }
  for (const found of room.TAG.all(view.text)) {
    const tag = room.TAGGED.search(view.lower, found.index - 32, found.index);
    if (tag && !room.NUMBERED.has(tag[0])) yield [tag.index, endOf(found)];
  }
  yield* [...nearHints(view, room.SOCIAL, room.NETWORK_HINTS), ...nearHints(view, room.TOLD_NAME, room.TOLD_HINTS)].map(span);
  for (const name of [...room.SPREAD_NETWORKS].sort()) yield* placesOf(view.lower, name).map((place) => [place, place + name.length]);
}

function* invitations(view, room) {
  for (const found of nearHints(view, room.INVITES, [...room.INVITE_HINTS, ...room.NETWORK_HINTS])) {
    const lead = /^[\s.!?;:(-]+/.exec(found[0])?.[0].length ?? 0;
    yield [found.index + lead, endOf(found)];
  }
}

function* meetings(view, { MEETINGS, MEETING_HINTS }) {
  if (view.has(...MEETING_HINTS)) yield* [...MEETINGS.all(view.text)].map(span);
}

// ---------------------------------------------------------------- where somebody lives

function* addresses(view, room) {
  const { text } = view;
  for (const found of room.STREET.all(text)) {
    const before = view.lower.slice(Math.max(0, found.index - 14), found.index);
    const other = room.NOT_A_HOUSE.search(before) && !/\b(?:in|to|from|of|and|by|between) $/.test(before);
    if (!room.FAMOUS.match(found[0]) && !/^(?:1[5-9]|20)\d\d$/.test(found[1]) && !other) yield span(found);
  }
  if (!view.has(...room.HOME_HINTS)) return;
  for (const pattern of [room.STREET_IN_SMALL, room.WORD_STREET, room.LIVE_ON]) {
    for (const found of pattern.all(text)) if (!room.FAMOUS.search(found[0])) yield span(found);
  }
}

function* coordinates(view, room) {
  const { text } = view;
  if (!view.has(...room.PLACE_HINTS) && !room.EXACT.search(text)) return;
  for (const found of room.COORDINATES.all(text)) {
    const { lat, lon, ns, ew, grid, named_grid, e, n } = found.groups;
    const before = view.near(found.index, found.index);
    if (lat) {
      const [low, side] = [Number(lat), Number(lon)];
      const named = ns || ew || /lat|coord|gps|map|@|location|geo/.test(before);
      const precise = [lat, lon].every((each) => each.split(".")[1].length >= 4);
      const britain = low >= 49 && low <= 61 && side >= -9 && side <= 2;
      if (!(named && Math.abs(low) <= 90) && !(britain && precise)) continue;
    }
    // Six digits are a hundred metres: a hill or a bridge, and too near where somebody lives.
    const digits = (grid ?? named_grid ?? "").replace(/\D/g, "").length;
    if (grid && e.length !== n.length) continue;
    if (digits && (digits % 2 || (digits < 8 && !room.AT_HOME.search(before)))) continue;
    yield span(found);
  }
}
