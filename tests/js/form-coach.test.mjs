// What the coach says, and what it leaves alone.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { adviceOn, adviceOnProfile, adviceOnStory, jargonIn, readingAge, sentencesIn, shortFormsIn, syllables } from "../../templates/static/js/form-coach.js";

const EASY = "I mend bikes in a shed by the canal. The shed is cold and smells of oil. I like it a lot. On most days a dog comes in to see me.";
const HARD = "My responsibilities encompass the facilitation of interdisciplinary communication throughout organisational hierarchies, incorporating considerations of sustainability, accountability and long-term infrastructural investment.";

test("plain sentences are for the young, office sentences are not", () => {
  assert.ok(readingAge(EASY) <= 9, String(readingAge(EASY)));
  assert.ok(readingAge(HARD) >= 17);
  assert.equal(readingAge("Too short to say."), 0);
  assert.equal(readingAge("یہ ایک جملہ ہے۔ ".repeat(20)), 0);
});

test("syllables are near enough", () => {
  for (const [word, count] of [["cat", 1], ["welder", 2], ["bridges", 2], ["jumped", 1], ["wanted", 2], ["table", 2]]) assert.equal(syllables(word), count, word);
});

test("a word of offices has a plain one beside it", () => {
  assert.deepEqual(jargonIn("I liaise with stakeholders, and liaise again"), [{ word: "liaise", plain: "talk" }, { word: "stakeholders", plain: "the people it matters to" }]);
  assert.deepEqual(jargonIn("I use robustness? No."), []);
});

test("a short form that nobody explains is asked about", () => {
  assert.deepEqual(shortFormsIn("I did GCSEs and work with PLCs"), ["PLCs"]);
  assert.deepEqual(shortFormsIn("programmable logic controllers (PLC) and the PLC"), []);
});

test("headings are no sentences, and long sentences are named", () => {
  assert.deepEqual(sentencesIn("## A heading\n\nOne. Two!"), ["One.", "Two!"]);
  assert.match(adviceOn(`${"and then ".repeat(20)}it fell.`).join(" "), /begins ‘and then and then and’ has 42 words/);
  assert.deepEqual(adviceOn(EASY), []);
});

test("what people write about themselves at work is made plainer, and what they say on a bus is left alone", () => {
  const office = "As a Senior Project Manager I am responsible for stakeholder engagement. I liaise with contractors to ensure that deliverables are achieved. We do R&D within the personal care sector.";
  const words = jargonIn(office).map(({ word }) => word);
  assert.deepEqual(words, ["responsible for", "stakeholder engagement", "liaise", "ensure", "deliverables"]);
  assert.match(adviceOn(office).join(" "), /know ‘R&D’\?.*somebody of (?:1[4-9]|2\d)/);
  assert.deepEqual(adviceOn("I fix lifts. When one stops between floors I climb down the shaft with a torch. It is loud and it smells of grease. Last week a dog got out on the wrong floor."), []);
});

test("a list of exams is no long word", () => {
  assert.deepEqual(adviceOn("Maths and physics at A level, a degree apprenticeship in civil engineering, and a dad who drove me there."), []);
});

test("a profile without a setback is told so, and one with it is not", () => {
  const missing = adviceOnProfile({ route: [{}, {}, {}] }, "All went well.").map(({ words }) => words);
  assert.ok(missing.includes("Your story has no setback yet. Pupils remember those."));
  assert.ok(!adviceOnProfile({ setback: "I failed." }, "").some(({ words }) => words.includes("setback")));
  assert.ok(!adviceOnProfile({}, "I failed my first exam.").some(({ words }) => words.includes("setback")));
});

test("a story is told when it is short or long", () => {
  assert.match(adviceOnStory("Once.")[0], /has 1 words?/);
  assert.match(adviceOnStory("word ".repeat(400))[0], /Up to 350/);
  assert.deepEqual(adviceOnStory(""), []);
});

test("most stories of this repository are easy to read", () => {
  const folder = new URL("../../content/ambassadors/", import.meta.url);
  const ages = readdirSync(folder).filter((name) => /^[a-z].*\.md$/.test(name)).map((name) => readingAge(readFileSync(new URL(name, folder), "utf-8").split(/^---$/m)[2]));
  assert.ok(ages.filter((age) => age <= 13).length / ages.length > 0.9, String(ages));
});
