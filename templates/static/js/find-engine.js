// From what somebody asks to the people who fit, in order, with exact counts for every filter.
// No DOM and no network here: tested by `node --test`.
//
// A question is {q, filters: {facet: [slug, …]}, near, sort}. `sort` "match": not the nearest first. Several values of one filter widen, several filters narrow,
// all words must fit. A word that is a place or a filter's term acts as that filter.

import { and, Answer, COMES, everyone, has, HERE, narrow, NEIGHBOURING, ONLINE, size, WHOLE_AREA } from "./find-data.js";
import { WordIndex } from "./find-index.js";
import { edits, firstHalves, wordsOf } from "./find-text.js";

const LONGEST_PHRASE = 4;
const MOST_WORDS = 12;
const LONGEST_QUESTION = 200;
const FEW = 3; // fewer who can come in person than this, and those who meet online come first
const ENOUGH = 5; // with fewer who have the words as they were typed, words that are like them count too
const LONG_ENOUGH = 10; // letters of a phrase in which two may be wrong
const MOST_KEPT = 40; // groups of words whose people are kept: the next letter changes only the last
const BOOST = { name: 3, job: 2.5, career: 2, work: 1.5 };
const SMALL_WORDS = new Set(
  "a an and any are at by can do does find for from i in is like looking makes me meet my near need of on or our people person somebody someone speak speaks that the to us want wants we who with would ambassador ambassadors".split(" "),
);
// Whom it is for, not whom it is about, unless somebody here is one.
const ASKERS = new Set("teacher teachers class classes lesson lessons pupil pupils student students school schools".split(" "));

const SLICE = 200; // people between two looks at the clock, so that typing is never held up

/** People with everyone in `who`, and the places file → an engine that answers questions. `rest` gives way to whoever is typing. */
export async function makeEngine(people, places, rest = async () => {}) {
  const known = { ...people, places, index: await makeIndex(people, rest), kept: new Map() };
  await rest();
  const lexicon = makeLexicon(known);
  return { people: known, lexicon, ask: (question) => ask(known, lexicon, question) };
}

// ---------------------------------------------------------------- the index of words

// What is indexed are the different texts, not the people: 30,000 people share a few hundred jobs and a few thousand
// names, and the index answers with texts whose people are known.
async function makeIndex({ who }, rest) {
  const index = new WordIndex();
  const known = { job: new Map(), work: new Map(), career: new Map(), name: new Map() };
  const partsOf = new Map(); // a part of a name, as it is written → its words: most names are parts of many
  for (let from = 0; from < who.length; from += SLICE) {
    indexSome(index, known, partsOf, who, from, Math.min(from + SLICE, who.length));
    await rest();
  }
  index.finish();
  return index;
}

function indexSome(index, known, partsOf, who, from, to) {
  const textOf = (kind, text) => {
    let found = known[kind].get(text);
    if (!found) known[kind].set(text, (found = index.add(kind, text)));
    return found;
  };
  for (let person = from; person < to; person++) {
    const { name, job, work, career, alsoCalled } = who[person];
    textOf("job", job).people.push(person);
    if (work) textOf("work", work).people.push(person);
    if (career) {
      textOf("career", career).people.push(person);
      for (const text of alsoCalled) textOf("career", text).people.push(person);
    }
    for (const part of name.split(" ")) {
      let words = partsOf.get(part);
      if (!words) partsOf.set(part, (words = wordsOf(part).map((word) => textOf("name", word))));
      for (const { people } of words) if (people.at(-1) !== person) people.push(person);
    }
  }
}

// ---------------------------------------------------------------- words that are filters or places

function makeLexicon(people) {
  const phrases = new Map();
  const add = (text, meaning) => {
    const phrase = wordsOf(text).join(" ");
    if (!phrase) return;
    if (!phrases.has(phrase)) phrases.set(phrase, { terms: [], place: null });
    const known = phrases.get(phrase);
    if (meaning.district) known.place ??= meaning;
    else known.terms.push(meaning);
  };
  const { facets, places } = people;
  for (const [facet, terms] of Object.entries(facets)) {
    terms.forEach(([slug, label], term) => {
      if (facet === "district") return;
      for (const text of [label, slug, ...(places.words?.[facet]?.[slug] ?? [])]) add(text, { facet, term, slug, label });
    });
  }
  for (const [district, towns] of Object.entries(places.towns)) {
    const label = labelOf(places, district);
    add(label, { district, label, inside: true });
    for (const town of towns) add(town, { district, label: town, inside: true });
  }
  for (const [inside, groups] of [[true, places.outcodes], [false, places.outside]]) {
    for (const [district, codes] of Object.entries(groups)) {
      for (const code of codes.split(" ")) add(code, { district, label: code, inside, nearest: labelOf(places, district) });
    }
  }
  const synonyms = new Map();
  for (const [label, aliases] of places.synonyms) {
    for (const alias of aliases) {
      const phrase = wordsOf(alias).join(" ");
      synonyms.set(phrase, [...(synonyms.get(phrase) ?? []), label]);
    }
  }
  const all = [...new Set([...phrases.keys(), ...synonyms.keys()])].filter((phrase) => phrase.length > 4);
  return { phrases, synonyms, words: all.filter((phrase) => !phrase.includes(" ")), longer: all.filter((phrase) => phrase.includes(" ")) };
}

const labelOf = (places, district) => places.labels[district] ?? district;

/** A town, a district or a postcode as typed → {district, label, inside, nearest} or null. */
export function findPlace(engine, text) {
  const words = wordsOf(firstHalves(text.slice(0, LONGEST_QUESTION)));
  const { phrases } = engine.lexicon;
  for (let length = Math.min(words.length, LONGEST_PHRASE); length > 0; length--) {
    for (let start = 0; start + length <= words.length; start++) {
      const place = phrases.get(words.slice(start, start + length).join(" "))?.place;
      if (place) return place;
    }
  }
  for (const word of words) {
    const close = nearestWord(engine.lexicon, word, ({ place }) => place);
    if (close) return phrases.get(close).place;
  }
  return null;
}

function nearestWord(lexicon, word, wanted) {
  if (word.length < 5) return "";
  const most = word.length < 7 ? 1 : 2;
  let best = "";
  let least = most + 1;
  for (const candidate of lexicon.words) {
    if (Math.abs(candidate.length - word.length) > most || !wanted(lexicon.phrases.get(candidate) ?? {})) continue;
    const distance = edits(word, candidate, least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

// ---------------------------------------------------------------- understanding a question

/** Text → groups of words that belong together, each with what it may mean. */
export function understand(lexicon, index, text) {
  const tokens = wordsOf(firstHalves(text.slice(0, LONGEST_QUESTION)));
  const says = (token) => !SMALL_WORDS.has(token) && (!ASKERS.has(token) || index.has(token));
  const meant = tokens.filter(says).flatMap((token) => parted(lexicon, index, token));
  const words = (meant.length ? meant : tokens).slice(0, MOST_WORDS);
  const groups = [];
  for (let start = 0; start < words.length; ) {
    let length = Math.min(LONGEST_PHRASE, words.length - start);
    let phrase = "";
    for (; length > 0; length--) {
      phrase = words.slice(start, start + length).join(" ");
      if (lexicon.phrases.has(phrase) || lexicon.synonyms.has(phrase)) break;
    }
    const misspelt = length > 1 ? "" : nearestPhrase(lexicon, index, words.slice(start));
    length = misspelt ? misspelt.split(" ").length : Math.max(length, 1);
    phrase = words.slice(start, start + length).join(" ");
    groups.push(meaningOf(lexicon, index, phrase, start + length === words.length, misspelt));
    start += length;
  }
  return groups;
}

/** The phrase of ours that words begin with, where letters of it are wrong and one of them is nobody's. */
function nearestPhrase(lexicon, index, words) {
  for (let length = Math.min(LONGEST_PHRASE, words.length); length > 1; length--) {
    const said = words.slice(0, length);
    if (said.every((word) => index.has(word))) continue;
    const text = said.join(" ");
    if (text.length < LONG_ENOUGH) continue;
    const phrase = lexicon.longer.find((each) => each[0] === text[0] && edits(text, each, 3) < 3);
    if (phrase?.split(" ").length === length) return phrase;
  }
  return "";
}

/** A word that nobody has, but two words of ours without the space between them → those two. */
function parted(lexicon, index, word) {
  if (lexicon.phrases.has(word) || lexicon.synonyms.has(word) || index.has(word, true)) return [word];
  for (let at = 2; at <= word.length - 2; at++) {
    const parts = [word.slice(0, at), word.slice(at)];
    if (parts.every((part) => index.has(part))) return parts;
  }
  return [word];
}

function meaningOf(lexicon, index, phrase, last, misspelt) {
  let guessed = misspelt;
  let also = lexicon.synonyms.get(guessed || phrase) ?? [];
  let meaning = lexicon.phrases.get(guessed || phrase);
  if (!meaning && !also.length && !index.has(phrase, last)) {
    guessed = nearestWord(lexicon, phrase, () => true);
    // A name or a job that is more like what was typed is what was meant; so is one that is as like it, unless it is a place.
    const toText = guessed ? index.distance(phrase) : Infinity;
    const toGuess = guessed ? edits(phrase, guessed) : 0;
    if (toText < toGuess || (toText === toGuess && !lexicon.phrases.get(guessed)?.place)) guessed = "";
    meaning = lexicon.phrases.get(guessed);
    also = lexicon.synonyms.get(guessed) ?? [];
  }
  return { text: phrase, last, guessed, terms: meaning?.terms ?? [], place: meaning?.place ?? null, also };
}

// ---------------------------------------------------------------- asking

function ask(people, lexicon, question) {
  const groups = understand(lexicon, people.index, question.q ?? "");
  const placeGroup = groups.find((group) => group.place);
  const asked = (question.near ?? "").trim();
  let near = asked ? findPlace({ lexicon }, asked) : (placeGroup?.place ?? null);
  let reach = near ? reachOf(people, near) : null;
  let dropped = [];
  let words = matchAll(people, groups, reach, near, AS_TYPED);
  if (groups.length && size(words.bits) < ENOUGH) words = matchAll(people, groups, reach, near, LIKE);
  if (groups.length && !size(words.bits)) words = matchAll(people, groups, reach, near, LOOSELY);
  if (groups.length > 1 && !size(words.bits) && placeGroup && !asked) {
    // Somebody for the job who is elsewhere is worth more than somebody near for another job.
    const kept = groups.filter((group) => group !== placeGroup);
    const elsewhere = matchAll(people, kept, null, null, LOOSELY);
    if (size(elsewhere.bits)) [words, dropped, near, reach] = [elsewhere, [placeGroup.text], null, null];
  }
  if (groups.length > 1 && !size(words.bits)) [words, dropped] = withFewerWords(people, groups, reach, near);

  const base = reach ? and(words.bits, reach.bits) : words.bits;
  const narrowed = narrow(people, base, question.filters);
  // 'electrician rochdale' asks for those of Rochdale, even where they only meet online.
  const found = inOrder(people, narrowed.found, words.scores, question.sort === "match" ? null : reach, asked ? null : near);
  return new Answer(narrowed, {
    total: found.length,
    people: found,
    understood: understoodOf(groups, dropped),
    dropped,
    near,
    unknownPlace: asked && !near ? asked : "",
    reach,
    unreachable: reach ? size(words.bits) - size(base) : 0,
  });
}

// ---------------------------------------------------------------- words

// How like the words that were typed a word must be, loosest last: find-text.js's fuzziness.
const AS_TYPED = 0;
const LIKE = 1;
const LOOSELY = 2;

function matchAll(people, groups, reach, near, step) {
  let bits = everyone(people.count);
  const scores = new Float32Array(people.count);
  for (const group of groups) {
    const match = matchOne(people, group, reach, near, step);
    bits = and(bits, match.bits);
    for (let person = 0; person < people.count; person++) scores[person] += match.scores[person];
  }
  return { bits, scores };
}

// Words that nobody has go first. Then one that leaves somebody without it: a single letter, or the commonest, which says
// least. Else the rarest.
function withFewerWords(people, groups, reach, near) {
  const sizeOf = (group) => size(matchOne(people, group, reach, near, LOOSELY).bits);
  const sizes = new Map(groups.map((group) => [group, sizeOf(group)]));
  let kept = groups.filter((group) => sizes.get(group));
  const dropped = () => groups.filter((group) => !kept.includes(group)).map((group) => group.text);
  while (kept.length) {
    const words = matchAll(people, kept, reach, near, LOOSELY);
    if (size(words.bits)) return [words, dropped()];
    const commonFirst = [...kept].sort((one, other) => (other.text.length === 1) - (one.text.length === 1) || sizes.get(other) - sizes.get(one));
    for (const group of commonFirst) {
      const others = kept.filter((other) => other !== group);
      const fewer = matchAll(people, others, reach, near, LOOSELY);
      if (others.length && size(fewer.bits)) {
        kept = others;
        return [fewer, dropped()];
      }
    }
    kept = kept.filter((group) => group !== commonFirst.at(-1));
  }
  return [{ bits: new Uint32Array((people.count + 31) >>> 5), scores: new Float32Array(people.count) }, []];
}

/** One group of words → who fits it, and how well. */
function matchOne(people, group, reach, near, step) {
  const isPlaceHere = group.place && near && group.place.district === near.district;
  const key = [group.text, group.last, step, isPlaceHere && near.label].join("\n");
  let match = people.kept.get(key);
  if (!match) {
    match = makeMatch(people, group, isPlaceHere ? reach : null, step);
    if (people.kept.size >= MOST_KEPT) people.kept.delete(people.kept.keys().next().value);
    people.kept.set(key, match);
  }
  return match;
}

function makeMatch({ count, index, facets, bits: bitsOf }, group, reach, step) {
  const bits = new Uint32Array((count + 31) >>> 5);
  const scores = new Float32Array(count);
  const put = (person, score) => {
    bits[person >>> 5] |= 1 << (person & 31);
    if (score > scores[person]) scores[person] = score;
  };
  const putSet = (set, score) => {
    for (let person = 0; person < count; person++) if (has(set, person)) put(person, score);
  };
  const putTexts = (text, options, kinds = BOOST) => {
    const wanted = wordsOf(text);
    for (const [{ kind, words, people }, score] of index.search(wanted, options)) {
      if (!kinds[kind]) continue;
      const whole = words.length === wanted.length && wanted.every((word) => words.includes(word));
      // BM25 alone would put a rare near-miss above a common exact word.
      const worth = Math.log2(2 + score) * BOOST[kind] * (whole ? 2 : 1);
      for (const person of people) put(person, worth);
    }
  };
  // A word that is a filter's term or a place stands for that, and beside it only for texts that have it exactly.
  // One that is only like them may as well be a name or a job with a wrong letter.
  const exact = !group.guessed && (group.terms.length || group.place);
  putTexts(group.text, exact ? {} : { prefix: group.last || group.text.length > 2, step: group.guessed ? Math.max(step, LIKE) : step });
  for (const label of group.also) putTexts(label, {}, { job: true, career: true });
  for (const { facet, term } of group.terms) putSet(bitsOf[facet][term], 1);
  if (reach) putSet(reach.bits, 0.5);
  // A second place, or one beside that of ‘near’, is where somebody is.
  else if (group.place?.inside) putSet(bitsOf.district[facets.district.findIndex(([slug]) => slug === group.place.district)] ?? bits, 1);
  return { bits, scores };
}

function understoodOf(groups, dropped) {
  return groups
    .filter((group) => (group.terms.length || group.place) && !dropped.includes(group.text))
    .map((group) => ({ text: group.text, guessed: group.guessed, place: group.place, terms: group.terms }));
}

// ---------------------------------------------------------------- near, and order

const AWAY = 3;

/** Whether and how each person can come to a place: HERE, COMES, ONLINE, or not at all. */
function reachOf(people, place) {
  const { facets, places, count, of } = people;
  const here = facets.district.findIndex(([slug]) => slug === place.district);
  const next = new Set((places.neighbours[place.district] ?? []).map((slug) => facets.district.findIndex(([known]) => known === slug)));
  const [inPerson, online] = ["in-person", "online"].map((slug) => people.bits.format[facets.format.findIndex(([known]) => known === slug)] ?? new Uint32Array(0));
  const how = new Uint8Array(count).fill(AWAY);
  const bits = new Uint32Array((count + 31) >>> 5);
  let canCome = 0;
  for (let person = 0; person < count; person++) {
    const [home] = of.district[person];
    if (place.inside && has(inPerson, person)) {
      const travels = people.travels[person];
      if (home === here) how[person] = HERE;
      else if (travels === WHOLE_AREA || (travels === NEIGHBOURING && next.has(home))) how[person] = COMES;
    }
    if (how[person] === AWAY && has(online, person)) how[person] = ONLINE;
    if (how[person] !== AWAY) bits[person >>> 5] |= 1 << (person & 31);
    if (how[person] < ONLINE) canCome++;
  }
  return { how, bits, canCome, onlineFirst: canCome < FEW };
}

// Many people have the same texts, and so the same score: whole groups are put in order, not 30,000 people one by one.
function inOrder({ count, bits: { district }, facets }, bits, scores, reach, named) {
  const home = named && district[facets.district.findIndex(([slug]) => slug === named.district)];
  let best = 0;
  for (let person = 0; person < count; person++) if (has(bits, person) && scores[person] > best) best = scores[person];
  const tiers = Array.from({ length: 2 * (AWAY + 1) }, () => new Map()); // good matches, then others; within each the nearest first
  for (let person = 0; person < count; person++) {
    if (!has(bits, person)) continue;
    const score = scores[person];
    const how = !reach || (home && has(home, person)) ? 0 : reach.onlineFirst ? AWAY - reach.how[person] : reach.how[person];
    const tier = tiers[how + (score >= best * 0.6 ? 0 : AWAY + 1)];
    if (!tier.has(score)) tier.set(score, []);
    tier.get(score).push(person);
  }
  return tiers.flatMap((tier) => [...tier].sort(([one], [other]) => other - one).flatMap(([, people]) => people));
}
