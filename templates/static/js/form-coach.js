// A kind word beside what is being written: how it reads, words that pupils don't know, what is missing from a good story.
// Advice only: nothing here stops anybody. No DOM here: tested by `node --test`.

export const STORY_WORDS = { least: 180, most: 350 };
const LONG_SENTENCE = 25; // words
const OLD_ENOUGH = 13; // the reading age above which we say something
const SENTENCES = 3; // fewer give no reading age: a list of exams is hard to count and easy to read

const PLAIN_WORDS = new Map([
  ["stakeholder", "the people it matters to"], ["stakeholders", "the people it matters to"], ["liaise", "talk"], ["liaising", "talking"], ["leverage", "use"],
  ["leveraging", "using"], ["utilise", "use"], ["utilising", "using"], ["deliverables", "what we hand over"], ["facilitate", "help"], ["facilitating", "helping"],
  ["implement", "put in place"], ["implementing", "putting in place"], ["solutions", "what you make"], ["synergy", "working together"], ["cross-functional", "from several teams"],
  ["going forward", "from now on"], ["key performance indicators", "the numbers we are judged by"], ["kpis", "the numbers we are judged by"], ["best practice", "what works"],
  ["onboarding", "starting a new job"], ["remit", "what I look after"], ["bespoke", "made for one customer"], ["robust", "strong"], ["holistic", "whole"], ["agile", "in small steps"],
  ["end-to-end", "from start to finish"], ["procurement", "buying"], ["commissioning", "starting up for the first time"], ["optimise", "make better"], ["optimising", "making better"],
  ["methodology", "way of working"], ["paradigm", "way of thinking"], ["scalable", "able to grow"], ["actionable", "that you can do"], ["touch base", "talk"], ["reach out", "ask"],
  ["workstream", "part of the work"], ["line manage", "lead"], ["fast-paced", "busy"], ["dynamic", "lively"], ["passionate about", "fond of"], ["tasked with", "asked to"],
  ["responsible for", "looking after"], ["undertook", "did"], ["undertake", "do"], ["transitioned into", "moved to"], ["transitioning into", "moving to"], ["insights", "things that we find out"],
  ["formulate", "work out"], ["endeavour", "try"], ["ensure", "make sure"], ["infrastructure", "roads, pipes and wires"], ["stakeholder engagement", "talking to the people it matters to"],
  ["prior to", "before"], ["in order to", "to"], ["commence", "begin"], ["approximately", "about"], ["regarding", "about"], ["sustainability", "doing it for a long time without harm"],
  ["multidisciplinary", "of many kinds of people"], ["upskill", "learn"], ["upskilling", "learning"], ["subject matter expert", "somebody who knows a lot about it"],
]);
const JARGON = new RegExp(`(?<![\\p{L}-])(?:${[...PLAIN_WORDS.keys()].sort((one, other) => other.length - one.length).join("|")})(?![\\p{L}-])`, "giu");

// Short forms that pupils meet at school or at home.
const KNOWN = new Set("GCSE GCSES STEM BTEC UK USA EU TV PC DVD DNA BBC NHS PE IT AI UFO VIP CD GPS USB LED OK NASA CV TB ID BSL NVQ HNC HND MP BMX WIFI A AS MRI LEGO".split(" "));

export const wordsIn = (text) => text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? [];
export const sentencesIn = (text) => text.replace(/^#+ .*$/gm, "").split(/(?<=[.!?])["”’']?\s+|\n{2,}/u).map((each) => each.trim()).filter((each) => wordsIn(each).length);

const isLatin = (text) => (text.match(/[a-z]/gi) ?? []).length * 2 > (text.match(/\p{L}/gu) ?? []).length;

/** Groups of vowels, roughly what is heard: 'engineer' has three. */
export function syllables(word) {
  const plain = word.toLowerCase().replace(/[^a-z]/g, "");
  if (plain.length <= 3) return 1;
  const groups = plain.replace(/(?:[^laeiouycgsxz]es|[^dt]ed|[^l]e)$/, (end) => end[0]).match(/[aeiouy]{1,2}/g);
  return Math.max(1, groups?.length ?? 1);
}

/** The age at which most people read a text with ease (Flesch and Kincaid's grade, plus five); 0 for a text too short to say. */
export function readingAge(text) {
  const words = wordsIn(text);
  const sentences = sentencesIn(text).length;
  if (words.length < 20 || !isLatin(text)) return 0;
  const grade = 0.39 * (words.length / sentences) + 11.8 * (words.reduce((sum, word) => sum + syllables(word), 0) / words.length) - 15.59;
  return Math.max(5, Math.round(grade + 5));
}

/** [{word, plain}], each once, as written. */
export function jargonIn(text) {
  const found = new Map();
  for (const { 0: word } of text.matchAll(JARGON)) if (!found.has(word.toLowerCase())) found.set(word.toLowerCase(), { word, plain: PLAIN_WORDS.get(word.toLowerCase()) });
  return [...found.values()];
}

/** Short forms that nobody explains in brackets beside them. */
export function shortFormsIn(text) {
  const found = text.match(/(?<![\p{L}\p{N}-])(?:[A-Z]{2,6}s?|[A-Z]&[A-Z])(?![\p{L}\p{N}-])/gu) ?? [];
  return [...new Set(found)].filter((each) => !KNOWN.has(each.toUpperCase()) && !text.includes(`(${each})`) && !text.includes(`${each} (`));
}

/** What to say about one text: a list of sentences, the most useful first. */
export function adviceOn(text) {
  const advice = jargonIn(text).map(({ word, plain }) => `‘${word}’ is a word of offices. Could you say ‘${plain}’?`);
  const [form] = shortFormsIn(text);
  if (form) advice.push(`Will a pupil know ‘${form}’? Say it in words the first time.`);
  const long = sentencesIn(text).find((sentence) => wordsIn(sentence).length > LONG_SENTENCE);
  if (long) advice.push(`The sentence that begins ‘${wordsIn(long).slice(0, 5).join(" ")}’ has ${wordsIn(long).length} words. Could it be two?`);
  const age = sentencesIn(text).length < SENTENCES ? 0 : readingAge(text);
  if (age > OLD_ENOUGH) advice.push(`This reads as if written for somebody of ${age}. Shorter words and sentences help.`);
  return advice;
}

/** What to say about the story of a profile. */
export function adviceOnStory(body) {
  const count = wordsIn(body).length;
  const advice = [];
  if (count && count < STORY_WORDS.least) advice.push(`Your story has ${count} words. Between ${STORY_WORDS.least} and ${STORY_WORDS.most} read best.`);
  if (count > STORY_WORDS.most) advice.push(`Your story has ${count} words. Up to ${STORY_WORDS.most} read best: what could go?`);
  if (count >= STORY_WORDS.least && !/^## /m.test(body)) advice.push("A heading or two help the eye: begin a line with ## and a space.");
  return [...advice, ...adviceOn(body)];
}

const WENT_WRONG = /\b(?:fail\w*|wrong|mistake|rejected|turned down|lost|dropped|quit|redundan\w+|broke|couldn't|could not|didn't get|afraid|scared|hated|gave up|too late|nearly)\b/i;

/** What a whole profile still lacks: said before it is handed in. */
export function adviceOnProfile(values, body) {
  const advice = [];
  if (!(values.setback ?? "").trim() && !WENT_WRONG.test(body)) advice.push({ step: "honest", words: "Your story has no setback yet. Pupils remember those." });
  if (!body.trim()) advice.push({ step: "story", words: "There is no story yet. It is what pupils read last and remember longest." });
  if (!(values.worst_bit ?? "").trim()) advice.push({ step: "honest", words: "You have not told the worst bit of the job. It makes the best bit believable." });
  if ((values.route ?? []).length === 2) advice.push({ step: "route", words: "Your route has two steps. Was there a job, a break or a second try in between?" });
  return advice;
}
