// The plain cases of generator/contact.py, so that a number or an address is seen before anything leaves the device. The
// build looks much harder; both are asked of tests/contact.tsv, where this one may miss but may not cry wolf. No DOM here.

/** [{kind, words}] for everything in a text by which somebody could be reached. */
export function contactsIn(written) {
  const text = asRead(written);
  const found = [];
  for (const [kind, find] of FINDERS) {
    for (const { start, end } of find(text)) {
      if (!found.some((other) => start < other.end && other.start < end)) found.push({ kind, start, end, words: text.slice(start, end).trim() });
    }
  }
  return found.sort((one, other) => one.start - other.start).map(({ kind, words }) => ({ kind, words }));
}

const LOOK_ALIKES = new Map([..."аеорсухіАВЕКМНОРСТУХ"].map((letter, at) => [letter, "aeopcyxiABEKMHOPCTYX"[at]]));

/** A text as somebody reads it: one line, plain letters and digits, no emphasis inside words, nothing invisible. */
function asRead(written) {
  return written
    .normalize("NFKC")
    .replace(/&nbsp;|%20/g, " ")
    .replace(/\p{Nd}/gu, (digit) => digitOf(digit))
    .replace(/[\u20e3\ufe0f\u200b-\u200d]/g, "")
    .replace(/[аеорсухіАВЕКМНОРСТУХ]/g, (letter) => LOOK_ALIKES.get(letter))
    .replace(/(?<=\S)[*~]+(?=\S)|(?<!\S)[*~]+(?=\S)|(?<=\S)[*~]+(?!\S)/g, "")
    .replace(/[‘’]/g, "'")
    .replace(/[–—−]/g, "-")
    .replace(/\s+/gu, " ");
}

/** Digits of all scripts stand in rows of ten that begin with nought. */
function digitOf(digit) {
  let first = digit.codePointAt(0);
  const is = (code) => /^\p{Nd}$/u.test(String.fromCodePoint(code));
  while (is(first - 1) && digit.codePointAt(0) - first < 9) first--;
  return String(digit.codePointAt(0) - first);
}

/** All places of a pattern; `allowed` may say no to one. */
function* all(pattern, text, allowed = () => true) {
  for (const match of text.matchAll(pattern)) if (allowed(match, text)) yield { start: match.index, end: match.index + match[0].length };
}

// ---------------------------------------------------------------- each kind

const ENDINGS = "com|org|net|edu|gov|uk|co|ie|io|me|info|eu|de|fr|dev|ai|xyz|online|site|school|email|cloud|tech|example|nhs|sch";
const MAIL = /[\w.+%'-]+@[a-z0-9À-ž-]+(?:\.[a-z0-9-]+)+/gi;
const MAIL_SPACED = new RegExp(`[\\w.+-]+ ?@ ?[a-z0-9-]+(?: ?\\. ?[a-z0-9-]+)* ?\\. ?(?:${ENDINGS})\\b`, "g");
const MAIL_IN_WORDS = new RegExp(`[\\w.+-]+ ?(?:[([{<|/]+ ?(?:at|@) ?[)\\]}>|/]+|[ _-]at[ _-]) ?[a-z0-9-]+(?: ?(?:[([{<|/]+ ?(?:dot|\\.) ?[)\\]}>|/]+|[ _-](?:dot|full stop)[ _-]) ?[a-z0-9-]+)+`, "gi");
const NO_MAIL = /^git@[^ ]+$|\.(?:png|jpe?g|webp|gif|svg)$|@\d/i;

function* emails(text) {
  yield* all(MAIL, text, (match) => !NO_MAIL.test(match[0]));
  yield* all(MAIL_SPACED, text, (match) => !/@ ?\d/.test(match[0]) && !NO_MAIL.test(match[0]));
  yield* all(MAIL_IN_WORDS, text, (match) => new RegExp(`(?:${ENDINGS})$`, "i").test(match[0]));
}

const DIGITS = /(?:\+ ?\(?)?\d(?:[ ().,/_|·-]{0,3}\d){8,14}/g;
const NUMBER = /^(?:0(?:1\d{8,9}|2[03489]\d{8}|3\d{9}|7[1-9]\d{8}|80\d{7,8})|(?:00)?44(?:0?[1-3]\d{8,9}|0?7\d{9}))$/;
const DATES = /^(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|(?:19|20)\d\d[/.-]\d\d[/.-]\d\d)/;
const NO_PHONE = /(?:\b(?:part|serial|model|item|order|invoice|isbn|ean|doi|number|version)(?: (?:no|number))?\.?:? ?|[£$€#=×^]\s?|\d[.,/-]?|\.)$/i;
const HELPLINES = new Set(["08001111", "08088005000", "116123"]);

function* telephones(text) {
  for (const { start, end } of all(DIGITS, text)) {
    // The longest row of whole groups that is a number, wherever it begins.
    const groups = [...text.slice(start, end).matchAll(/\+? ?\(?\d+/g)].map((each) => ({ start: start + each.index, end: start + each.index + each[0].length }));
    if (groups.every(({ start: one, end: other }) => other - one < 2) && groups.length < 11) continue;
    for (let first = 0; first < groups.length; first++) {
      const last = groups.findLastIndex((group, at) => at >= first && isNumber(text, groups[first].start, group.end));
      if (last < 0) continue;
      yield { start: groups[first].start, end: groups[last].end };
      first = last;
    }
  }
  yield* all(/\b(?:my (?:mobile|phone)(?: number)? is|call me on|ring me on|tel:?|mob(?:ile)?[.:]) ?(?=[\d ]{6,})[\d ]+\d/gi, text);
}

function isNumber(text, start, end) {
  const written = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 20), start);
  const digits = written.replace(/\D/g, "");
  if (NO_PHONE.test(before) || DATES.test(written) || HELPLINES.has(digits)) return false;
  if (/^\+/.test(written)) return digits.length >= 10 && !/0{6,}$/.test(digits) && !/^ ?(?:V|bytes)\b/.test(text.slice(end));
  return NUMBER.test(digits) && !/^0?123456789/.test(digits) && !/ [-/×] |, /.test(written) && !/^ ?[/=×+-] ?\d/.test(text.slice(end));
}

const POSTCODE = /\b(?:[A-Z]{1,2}\d{1,2}|[A-Z]{1,2}\d[A-Z])[ -]{0,2}\d[ABD-HJLNP-UW-Z]{2}\b/g;
const POSTCODE_SMALL = /\b[a-z]{1,2}\d{1,2} ?\d[abd-hjlnp-uw-z]{2}\b/g;
const postcodes = function* (text) {
  yield* all(POSTCODE, text, (match) => !/^(?:SN1|M62|A1|M1|B2|L3|W3|A4|M8) \d(?:ST|ND|RD|TH)/i.test(match[0]));
  yield* all(POSTCODE_SMALL, text, (match) => !/\d(?:st|nd|rd|th|mm|kg|ft)$/.test(match[0]));
  yield* all(/\bpostcode:? [A-Z]{1,2}\d{1,2}[A-Z]? \d\b/g, text);
};

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
const DAY = `(?:\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}|${MONTH} \\d{1,2}(?:st|nd|rd|th)?|\\d{1,4}[/.-]\\d{1,2}(?:[/.-]\\d{1,4})?)`;
const BIRTH = new RegExp(`\\b(?:dob|d\\.o\\.b\\.?|date of birth|birthday|bday|b-day)\\b[: ]*(?:is )?(?:on )?${DAY}|\\bI was born (?:in [A-Z]\\w+ )?(?:on|in) (?:${DAY}|(?:19|20)\\d\\d)|\\bI'?(?:m| am) [1-9]\\d(?= years old|[.,;!]|$)|\\bmy age(?: is|:) ?\\d\\d|\\bI turn(?:ed)? \\d\\d this year|${DAY} is my birthday|\\b[Aa]s an? \\d\\d-year-old\\b|\\b\\w+ \\w+, [1-9]\\d, is\\b|\\bI was born on the \\d`, "gi");
const births = (text) => all(BIRTH, text);

const PLACES = "insta(?:gram)?|tik ?tok|snap(?:chat)?|discord|facebook|twitter|telegram|roblox|bluesky|mastodon";
const SOCIAL = new RegExp(
  [
    "(?<![\\w.`/])@[a-z][\\w.]{2,30}(?:@[\\w.]+)?(?![\\w/-])",
    "\\b(?:(?:www\\.)?(?:linkedin\\.com/in|instagram\\.com|facebook\\.com|tiktok\\.com|x\\.com|twitter\\.com|snapchat\\.com|bsky\\.app/profile|linktr\\.ee|discord\\.gg|t\\.me|wa\\.me)/[\\w.@-]+)",
    `\\b(?:${PLACES}|ig)(?: ?: ?| - )@?[a-z]\\w*[._]?\\w*$`,
    `\\b(?:my|find me on|I'm on) (?:${PLACES})\\b[^.]{0,30}`,
    "\\b(?:my )?(?:username|gamertag)(?: is|:) \\w+",
    "\\b[a-z]{3,}#\\d{4}\\b",
  ].join("|"),
  "gi",
);
const NO_HANDLE = /^@(?:property|dataclass|media|override|import|angular|supports|keyframes)\b|^(?:bug|issue|c)#/i;
const socials = (text) => all(SOCIAL, text, (match, whole) => !NO_HANDLE.test(match[0]) && whole[match.index - 1] !== "`");

const MEETINGS = /\b(?:[\w-]+\.)*(?:zoom\.us\/j|teams\.microsoft\.com\/l|meet\.google\.com|whereby\.com|meet\.jit\.si|calendly\.com)\/[^\s)]+|\bmeeting id:? [\d ]{9,}/gi;
const STREET = "(?:[Ss]treet|[Rr]oad|[Ll]ane|[Aa]venue|[Cc]lose|[Cc]rescent|[Dd]rive|[Tt]errace|[Gg]rove|[Mm]ill)";
const ADDRESS = new RegExp(
  [
    `\\b(?:[Ff]lat \\d+,? )?\\d{1,3}[a-z]?,? (?!Downing)(?:St )?[A-Z][\\w'-]+ (?:[A-Z][\\w'-]+ )?${STREET}\\b`,
    "\\b[Pp]\\.?[Oo]\\.? [Bb]ox \\d+",
    `\\b(?:[Mm]y (?:house|home address) is|I live (?:on|at)) [^.]{3,40}\\b${STREET}\\b`,
  ].join("|"),
  "g",
);
const addresses = (text) => all(ADDRESS, text);

const MESSAGE = /\b(?:DM me|PM me|my DMs are|drop me (?:a line|an? (?:e-?mail|text|message))|(?:text|ring|call|phone|whatsapp|message|e-?mail) me(?: (?:any ?time|any evening|on (?:whatsapp|saturday|sunday|monday)|if|for|about)\b|!|\.$|$)|add me on \w+|reach me (?:via|on|by)\b|talk to me on \w+|connect with me on \w+|look me up on \w+|get in touch with me (?:directly|privately)|chat with me privately|join my \w+ server|slide into my \w+)/gi;
const messages = (text) => all(MESSAGE, text, (match, whole) => !/\b(?:customers|boss will|people|they|who|pupils)\s$/i.test(whole.slice(0, match.index)));
const PLACE = /-?\d{1,2}\.\d{4,}°?(?: ?[NS])?, ?-?\d{1,3}\.\d{4,}|\blat(?:itude)? -?\d+\.\d+|\d{1,2}°\d{1,2}'\d{1,2}|\/\/\/[a-z]+\.[a-z]+\.[a-z]+|\b[Gg]rid ref(?:erence)?:? [A-Z]{2} ?\d{3} ?\d{3}\b/g;

const FINDERS = [
  ["email", emails],
  ["telephone", telephones],
  ["postcode", postcodes],
  ["birth", births],
  ["social", socials],
  ["message", messages],
  ["meeting", (text) => all(MEETINGS, text)],
  ["address", addresses],
  ["coordinates", (text) => all(PLACE, text)],
];
