// From what somebody asks to the people who fit, in order, with exact counts for every filter.
// No DOM and no network here: tested by `node --test`.
//
// A question is {q, filters: {facet: [slug, …]}, near, sort}. `sort` "match": not the nearest first. Several values of one filter widen, several filters narrow,
// all words must fit. A word that is a place or a filter's term acts as that filter.

import { and, COMES, everyone, has, HERE, narrow, NEIGHBOURING, ONLINE, size, WHOLE_AREA } from "./find-data.js";
import { edits, firstHalves, fuzziness, wordsOf } from "./find-text.js";
import MiniSearch from "./minisearch.js";

const LONGEST_PHRASE = 4;
const MOST_WORDS = 12;
const LONGEST_QUESTION = 200;
const FEW = 3; // fewer who can come in person than this, and those who meet online come first
const BOOST = { name: 3, job: 2.5, career: 2, work: 1.5 };
const SMALL_WORDS = new Set(
  "a an and any are at by can do does find for from i in is like looking makes me meet my near need of on or our people person somebody someone speak speaks that the to us want wants we who with would ambassador ambassadors".split(" "),
);

const SLICE = 100; // people or texts between two looks at the clock, so that typing is never held up

/** People with everyone in `who`, and the places file → an engine that answers questions. `rest` gives way to whoever is typing. */
export async function makeEngine(people, places, rest = async () => {}) {
  const known = { ...people, places, index: await makeIndex(people, rest) };
  await rest();
  const lexicon = makeLexicon(known);
  return { people: known, lexicon, ask: (question) => ask(known, lexicon, question) };
}

// ---------------------------------------------------------------- the index of words

// What is indexed are the different texts, not the people: 30,000 people share a few hundred jobs and a few thousand
// names, and the index answers with texts whose people are known.
async function makeIndex({ who }, rest) {
  const groups = new Map();
  const add = (kind, text, person) => {
    const key = `${kind} ${text}`;
    if (!groups.has(key)) groups.set(key, { kind, text, people: [] });
    groups.get(key).people.push(person);
  };
  for (let person = 0; person < who.length; person++) {
    const { name, job, work, career, alsoCalled } = who[person];
    add("job", job, person);
    if (work) add("work", work, person);
    if (career) for (const text of [career, ...alsoCalled]) add("career", text, person);
    for (const word of new Set(wordsOf(name))) add("name", word, person);
    if (person % SLICE === SLICE - 1) await rest();
  }
  const texts = [...groups.values()].map((each, id) => ({ id, ...each }));
  const engine = new MiniSearch({ fields: ["text"], tokenize: wordsOf, processTerm: (word) => word, storeFields: [] });
  for (let start = 0; start < texts.length; start += SLICE) {
    engine.addAll(texts.slice(start, start + SLICE));
    await rest();
  }
  return { engine, texts };
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
  return { phrases, synonyms, words: [...phrases.keys()].filter((phrase) => !phrase.includes(" ") && phrase.length > 4) };
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
    const close = nearestWord(engine.lexicon, word, (meaning) => meaning.place);
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
    if (Math.abs(candidate.length - word.length) > most || !wanted(lexicon.phrases.get(candidate))) continue;
    const distance = edits(word, candidate, least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

// ---------------------------------------------------------------- understanding a question

/** Text → groups of words that belong together, each with what it may mean. */
export function understand(lexicon, engine, text) {
  const tokens = wordsOf(firstHalves(text.slice(0, LONGEST_QUESTION)));
  const meant = tokens.filter((token) => !SMALL_WORDS.has(token));
  const words = (meant.length ? meant : tokens).slice(0, MOST_WORDS);
  const groups = [];
  for (let start = 0; start < words.length; ) {
    let length = Math.min(LONGEST_PHRASE, words.length - start);
    let phrase = "";
    for (; length > 0; length--) {
      phrase = words.slice(start, start + length).join(" ");
      if (lexicon.phrases.has(phrase) || lexicon.synonyms.has(phrase)) break;
    }
    length = Math.max(length, 1);
    phrase = words.slice(start, start + length).join(" ");
    groups.push(meaningOf(lexicon, engine, phrase, start + length === words.length));
    start += length;
  }
  return groups;
}

function meaningOf(lexicon, engine, phrase, last) {
  const also = lexicon.synonyms.get(phrase) ?? [];
  let meaning = lexicon.phrases.get(phrase);
  let guessed = "";
  if (!meaning && !also.length && !engine.search(phrase, { prefix: last }).length) {
    guessed = nearestWord(lexicon, phrase, () => true);
    // A name or a job that is more like what was typed is what was meant.
    if (guessed && textDistance(engine, phrase) < edits(phrase, guessed)) guessed = "";
    meaning = lexicon.phrases.get(guessed);
  }
  return { text: phrase, last, guessed, terms: meaning?.terms ?? [], place: meaning?.place ?? null, also };
}

/** How far a word is from the nearest word of all texts. */
function textDistance(engine, word) {
  const found = new Set(engine.search(word, { fuzzy: (term) => fuzziness(term, 1) }).flatMap(({ terms }) => terms));
  return Math.min(Infinity, ...[...found].map((term) => edits(word, term)));
}

// ---------------------------------------------------------------- asking

function ask(people, lexicon, question) {
  const { count } = people;
  const groups = understand(lexicon, people.index.engine, question.q ?? "");
  const placeGroup = groups.find((group) => group.place);
  const asked = (question.near ?? "").trim();
  let near = asked ? findPlace({ lexicon }, asked) : (placeGroup?.place ?? null);
  let reach = near ? reachOf(people, near) : null;
  let words = matchAll(people, groups, reach, near, 0);
  let dropped = [];
  if (groups.length && !size(words.bits)) words = matchAll(people, groups, reach, near, 1);
  if (groups.length > 1 && !size(words.bits) && placeGroup && !asked) {
    // Somebody for the job who is elsewhere is worth more than somebody near for another job.
    const kept = groups.filter((group) => group !== placeGroup);
    const elsewhere = matchAll(people, kept, null, null, 1);
    if (size(elsewhere.bits)) [words, dropped, near, reach] = [elsewhere, [placeGroup.text], null, null];
  }
  if (groups.length > 1 && !size(words.bits)) [words, dropped] = withFewerWords(people, groups, reach, near);

  const base = reach ? and(words.bits, reach.bits) : words.bits;
  const { found, counts, without } = narrow(people, base, question.filters);
  return {
    total: size(found),
    people: inOrder(people, found, words.scores, question.sort === "match" ? null : reach),
    counts,
    understood: understoodOf(groups, dropped),
    dropped,
    near,
    unknownPlace: asked && !near ? asked : "",
    reach,
    without,
    unreachable: reach ? size(words.bits) - size(base) : 0,
  };
}

// ---------------------------------------------------------------- words

function matchAll(people, groups, reach, near, looser) {
  let bits = everyone(people.count);
  const scores = new Float32Array(people.count);
  for (const group of groups) {
    const match = matchOne(people, group, reach, near, looser);
    bits = and(bits, match.bits);
    for (let person = 0; person < people.count; person++) scores[person] += match.scores[person];
  }
  return { bits, scores };
}

// Words that nobody has go first. Then one that leaves somebody without it: a single letter, or the commonest, which says
// least. Else the rarest.
function withFewerWords(people, groups, reach, near) {
  const sizeOf = (group) => size(matchOne(people, group, reach, near, 1).bits);
  const sizes = new Map(groups.map((group) => [group, sizeOf(group)]));
  let kept = groups.filter((group) => sizes.get(group));
  const dropped = () => groups.filter((group) => !kept.includes(group)).map((group) => group.text);
  while (kept.length) {
    const words = matchAll(people, kept, reach, near, 1);
    if (size(words.bits)) return [words, dropped()];
    const commonFirst = [...kept].sort((one, other) => (other.text.length === 1) - (one.text.length === 1) || sizes.get(other) - sizes.get(one));
    for (const group of commonFirst) {
      const others = kept.filter((other) => other !== group);
      const fewer = matchAll(people, others, reach, near, 1);
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
function matchOne(people, group, reach, near, looser) {
  const bits = new Uint32Array((people.count + 31) >>> 5);
  const scores = new Float32Array(people.count);
  const put = (person, score) => {
    bits[person >>> 5] |= 1 << (person & 31);
    if (score > scores[person]) scores[person] = score;
  };
  const isPlaceHere = group.place && near && group.place.district === near.district;
  // A word that is a filter's term or a place stands for that, and beside it only for texts that have it exactly.
  // One that is only like them may as well be a name or a job with a wrong letter.
  const exact = !group.guessed && (group.terms.length || group.place);
  for (const hit of textHits(people, group.text, { prefix: !exact && (group.last || group.text.length > 2), fuzzy: exact ? 0 : looser + 1 })) spread(hit, put);
  for (const label of group.also) for (const hit of textHits(people, label, { prefix: false, fuzzy: 0, kinds: ["job", "career"] })) spread(hit, put);
  for (const { facet, term } of group.terms) {
    const set = people.bits[facet][term];
    for (let person = 0; person < people.count; person++) if (has(set, person)) put(person, 1);
  }
  if (isPlaceHere && reach) for (let person = 0; person < people.count; person++) if (has(reach.bits, person)) put(person, 0.5);
  return { bits, scores };
}

function spread({ people, score }, put) {
  for (const person of people) put(person, score);
}

function textHits(people, text, { prefix, fuzzy, kinds }) {
  const { engine, texts } = people.index;
  const wanted = wordsOf(text);
  const options = {
    combineWith: "AND",
    prefix: prefix ? (term, at, terms) => at === terms.length - 1 : false,
    fuzzy: fuzzy ? (term) => fuzziness(term, fuzzy) : false,
    weights: { fuzzy: 0.3, prefix: 0.6 },
  };
  return engine.search(wanted.join(" "), options).flatMap(({ id, score, terms }) => {
    const found = texts[id];
    if (kinds && !kinds.includes(found.kind)) return [];
    const whole = terms.length === wordsOf(found.text).length && terms.every((term) => wanted.includes(term));
    // BM25 alone would put a rare near-miss above a common exact word.
    return [{ people: found.people, score: Math.log2(2 + score) * BOOST[found.kind] * (whole ? 2 : 1) }];
  });
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
  const districts = facets.district.map(([slug]) => slug);
  const formats = facets.format.map(([slug]) => slug);
  const inPerson = formats.indexOf("in-person");
  const online = formats.indexOf("online");
  const next = new Set(places.neighbours[place.district] ?? []);
  const how = new Uint8Array(count).fill(AWAY);
  const bits = new Uint32Array((count + 31) >>> 5);
  let canCome = 0;
  for (let person = 0; person < count; person++) {
    const home = districts[of.district[person][0]];
    const meets = of.format[person];
    if (place.inside && meets.includes(inPerson)) {
      const travels = people.travels[person];
      if (home === place.district) how[person] = HERE;
      else if (travels === WHOLE_AREA || (travels === NEIGHBOURING && next.has(home))) how[person] = COMES;
    }
    if (how[person] === AWAY && meets.includes(online)) how[person] = ONLINE;
    if (how[person] !== AWAY) bits[person >>> 5] |= 1 << (person & 31);
    if (how[person] < ONLINE) canCome++;
  }
  return { how, bits, canCome, onlineFirst: canCome < FEW };
}

function inOrder(people, bits, scores, reach) {
  const found = [];
  let best = 0;
  for (let person = 0; person < people.count; person++) {
    if (!has(bits, person)) continue;
    found.push(person);
    if (scores[person] > best) best = scores[person];
  }
  const band = (person) => (scores[person] >= best * 0.6 ? 0 : 1);
  const tier = (person) => (reach ? (reach.onlineFirst ? -1 : 1) * reach.how[person] : 0);
  return found.sort((a, b) => band(a) - band(b) || tier(a) - tier(b) || scores[b] - scores[a] || a - b);
}

