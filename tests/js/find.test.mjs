// Finding people and records: columns, filters and their counts, words, places and the order of what is found.

import assert from "node:assert/strict";
import { test } from "node:test";

import { addPeople, and, browse, everyone, facetsOf, has, makePeople, narrow, or, size, sizeOfBoth } from "../../templates/static/js/find-data.js";
import { findPlace, makeEngine } from "../../templates/static/js/find-engine.js";
import { personFacts } from "../../templates/static/js/find-facts.js";
import { makeListEngine } from "../../templates/static/js/find-list.js";
import { edits, firstHalves, fuzziness, marked, plain, plainSlug, wordsOf } from "../../templates/static/js/find-text.js";
import { CALLED, counted, noticesOf } from "../../templates/static/js/find-words.js";

// Packed by generator/packing.py: subjects [[0], [0, 2], [1], [], [2]], districts 0 1 2 1 0, formats [[0, 1], [0], [1], [0, 1], [1]].
const FILTERS = {
  count: 5,
  facets: { subject: ["Physics", "Art", "Maths"], district: ["Leeds", "Bradford", ["north-yorkshire", "North Yorkshire"]], format: ["In person", "Online"] },
  packed: "hDqdAnOOBqknzIFlzsAaa",
};
const PEOPLE = {
  name: ["Amina Khan", "Siobhán Clarke", "Łukasz Nowak", "Amina Khan", "Jo Welder"],
  slug: { 3: "-2" },
  job: [0, 1, 0, 2, 3],
  jobs: ["Welder", "Software engineer", "Veterinary surgeon", "Baker"],
  work: [-1, 0, -1, -1, -1],
  works: ["Hexmoor"],
  career: [0, -1, -1, -1, -1],
  careers: [["welder", "Welder", ["fabricator"]]],
  photo: {},
};
const PLACES = {
  outcodes: { leeds: "LS1 LS2", bradford: "BD1" },
  outside: { "north-yorkshire": "CA1" },
  labels: { leeds: "Leeds", bradford: "Bradford", "north-yorkshire": "North Yorkshire" },
  towns: { leeds: ["Otley"], bradford: ["Keighley"], "north-yorkshire": ["Whitby"] },
  neighbours: { leeds: ["bradford"], bradford: ["leeds"], "north-yorkshire": [] },
  words: { subject: { maths: ["numeracy"] } },
  synonyms: [["veterinary surgeon", ["vet"]], ["software engineer", ["coder"]]],
};

async function makeOne() {
  const people = await makePeople(FILTERS);
  await addPeople(people, PEOPLE);
  return { people, engine: await makeEngine(people, PLACES) };
}
const { people, engine } = await makeOne();
const slugs = (question) => engine.ask(question).people.map((person) => people.who[person].slug);

test("columns give each person their terms, and how far they travel", () => {
  assert.deepEqual(people.of.subject, [[0], [0, 2], [1], [], [2]]);
  assert.deepEqual(people.of.district, [[0], [1], [2], [1], [0]]);
  assert.deepEqual(people.of.format, [[0, 1], [0], [1], [0, 1], [1]]);
  assert.deepEqual(people.travels, [0, 1, 2, 0, 0]);
  assert.deepEqual(facetsOf(FILTERS).district, [["leeds", "Leeds"], ["bradford", "Bradford"], ["north-yorkshire", "North Yorkshire"]]);
});

test("a slug follows from the name, or is told", () => {
  assert.deepEqual(people.who.map(({ slug }) => slug), ["amina-khan", "siobhan-clarke", "ukasz-nowak", "amina-khan-2", "jo-welder"]);
});

test("sets of more than 32 are whole", () => {
  const all = everyone(70);
  assert.equal(size(all), 70);
  assert.equal(size(and(all, or([Uint32Array.of(1, 0, 2), Uint32Array.of(0, 4, 0)], 70))), 3);
  assert.equal(sizeOfBoth(all, Uint32Array.of(3, 0, 0)), 2);
  assert.ok(has(all, 69));
  assert.ok(!has(all, 70));
});

test("values of one filter widen, filters narrow, and each count is what choosing it would give", () => {
  const filters = { subject: ["physics", "maths"], format: ["online"] };
  const { total, counts } = browse(people, { filters });
  assert.equal(total, 2);
  for (const [facet, terms] of Object.entries(people.facets)) {
    terms.forEach(([slug], term) => assert.equal(browse(people, { filters: { ...filters, [facet]: [slug] } }).total, counts[facet][term], `${facet} ${slug}`));
  }
  const { without } = narrow(people, everyone(5), { subject: ["art"], format: ["in-person"] });
  assert.deepEqual(without, [{ facet: "subject", total: 3 }, { facet: "format", total: 1 }]);
});

test("a filter or a term that nobody knows breaks nothing", () => {
  assert.equal(browse(people, { filters: { __proto__: ["x"], nonsense: ["x"] } }).total, 5);
  assert.equal(browse(people, { filters: { subject: ["__proto__"] } }).total, 0);
});

test("names, jobs, other words for a job, and wrong letters find the person", () => {
  for (const [q, slug] of [
    ["amina", "amina-khan"],
    ["siobhan clark", "siobhan-clarke"],
    ["lukasz", "ukasz-nowak"],
    ["softwear enginer", "siobhan-clarke"],
    ["coder", "siobhan-clarke"],
    ["vet", "amina-khan-2"],
    ["fabricator", "amina-khan"],
    ["hexmoor", "siobhan-clarke"],
  ]) assert.equal(slugs({ q })[0], slug, q);
});

test("a word that is a filter's term or a place acts as that", () => {
  assert.deepEqual(slugs({ q: "numeracy" }).sort(), ["jo-welder", "siobhan-clarke"]);
  const { near, understood } = engine.ask({ q: "welder keighley" });
  assert.equal(near.district, "bradford");
  assert.equal(understood.length, 1);
});

test("when not all words fit, fewer do, and those left out are told", () => {
  const { total, dropped } = engine.ask({ q: "welder xylophonist" });
  assert.ok(total);
  assert.deepEqual(dropped, ["xylophonist"]);
});

test("near a place: who can come, who meets online, and who can do neither", () => {
  const { reach, near, unreachable } = engine.ask({ near: "LS2" });
  assert.equal(near.inside, true);
  assert.equal(reach.how.length, 5);
  assert.equal(unreachable, [...reach.how].filter((how) => how === 3).length);
  assert.equal(engine.ask({ near: "atlantis" }).unknownPlace, "atlantis");
  assert.equal(engine.ask({ near: "CA1" }).near.inside, false);
  assert.equal(findPlace(engine, "bradfrod").district, "bradford");
});

test("who fits best can come before who is nearest", () => {
  assert.deepEqual(engine.ask({ near: "Leeds", sort: "match" }).people, [...engine.ask({ near: "Leeds" }).people].sort((one, other) => one - other));
});

test("no question breaks the engine", () => {
  for (const q of ["__proto__", "constructor", "<script>", "%", "\ud800", "x".repeat(10_000), "a b ".repeat(5000), "🧪", "", " "]) {
    for (const question of [{ q }, { near: q }, { q, near: q, sort: q }]) assert.doesNotThrow(() => engine.ask(question), `${q.slice(0, 20)}`);
  }
});

test("a list is found by its words, filtered, and without what is over", async () => {
  const data = { facets: { cost: ["Free"] }, packed: "IbWPMBFS", title: ["Bridge day", "Moth night", "Bridge talk"], summary: ["", "", ""], words: ["", "", ""], url: ["/a/", "/b/", "/c/"], line: ["", "", ""] };
  const list = await makeListEngine(data, (record) => record === 2);
  assert.deepEqual(list.ask({ q: "bridje" }).people, [0]);
  assert.deepEqual(list.ask({ filters: { cost: ["free"] } }).people, [0]);
  assert.deepEqual(list.ask({ q: "moth bridge" }).dropped, []);
  assert.equal(list.ask({}).total, 2);
});

test("words, slugs and distances", () => {
  assert.deepEqual(wordsOf("Siobhán O’Brien-Łuk"), ["siobhan", "o", "brien", "luk"]);
  assert.equal(plain("Straße İ"), "strasse i");
  assert.equal(plainSlug("نورا (Noura Al-Hassan)"), "noura-al-hassan");
  assert.equal(edits("bradfrod", "bradford"), 1);
  assert.equal(edits("abc", "xyz", 2), 2);
  assert.equal(fuzziness("ls1", 2), 0);
  assert.equal(firstHalves("near YO22 4LS"), "near YO22");
  assert.equal(counted(1203, CALLED.careers), "1,203 careers");
});

test("a name with a wrong letter is not taken for a place or a filter that is less like it", () => {
  assert.equal(slugs({ q: "jo wlder" })[0], "jo-welder");
  assert.equal(engine.ask({ q: "keighly" }).near.district, "bradford");
});

test("of words that fit nobody together, a single letter or the commonest is left out", () => {
  assert.deepEqual(engine.ask({ q: "siobhan x clarke" }).dropped, ["x"]);
  assert.deepEqual(engine.ask({ q: "siobhan clarke baker" }).people.map((person) => people.who[person].slug).includes("siobhan-clarke"), true);
});

test("a card says who somebody is, what was asked for marked, and how they can come", () => {
  const result = engine.ask({ q: "welder", near: "Keighley" });
  const some = { ...people, facets: { ...people.facets, route: [["no-degree", "No degree"]] }, of: { ...people.of, route: [[0], [], [], [], []] } };
  const facts = personFacts(some, 0, { ...result, reach: { how: [1] } }, ["weld"]);
  assert.deepEqual(facts, { slug: "amina-khan", photo: "", name: ["Amina Khan"], job: ["", "Welder"], more: [], tags: [["Physics"]], place: "Leeds, can come to Keighley", route: ["No degree"] });
  assert.equal(personFacts(some, 2, { reach: null, near: null }, []).place, "Online, from North Yorkshire");
});

test("words are marked as they stand; only where none stands so, the one that is like it", () => {
  assert.deepEqual(marked("Siobhán Clarke", ["siobhan"]), ["", "Siobhán", " Clarke"]);
  assert.deepEqual(marked("Welder, weldar", ["welder"]), ["", "Welder", ", weldar"]);
  assert.deepEqual(marked("weldar", ["welder"]), ["", "weldar"]);
  assert.deepEqual(marked("", ["x"]), []);
  assert.deepEqual(marked("Baker", []), ["Baker"]);
});

test("what a reader must know of an answer is said in words", () => {
  const plainly = { dropped: [], near: null, unknownPlace: "", reach: null, unreachable: 0, understood: [], total: 2 };
  assert.deepEqual(noticesOf(plainly), []);
  const told = noticesOf({ ...plainly, dropped: ["harp"], near: { label: "Otley", inside: true }, reach: { onlineFirst: true }, unreachable: 1203, unknownPlace: "atlantis" }).join(" ");
  for (const words of ["left out: harp", "‘atlantis’ is not a place", "Few can come to Otley", "1,203 more"]) assert.ok(told.includes(words), words);
});

test("a misspelt word is taken for a job rather than for a filter that is as like it, but for a place first", async () => {
  const places = { ...PLACES, words: { subject: { art: ["software"] } }, towns: { ...PLACES.towns, leeds: ["Clarke"] } };
  const other = await makeEngine(people, places);
  assert.deepEqual(other.ask({ q: "softwear" }).understood, []);
  assert.equal(other.ask({ q: "clerke" }).near.district, "leeds");
});

test("a name whose space is missing is two words of ours; a word that somebody has stays whole", () => {
  assert.deepEqual(slugs({ q: "jowelder" }), ["jo-welder"]);
  assert.deepEqual(slugs({ q: "welder" }).includes("jo-welder"), true);
});

test("whoever is of the place that was typed comes before whoever can come to it", () => {
  assert.deepEqual(slugs({ q: "leeds" }).slice(0, 2).sort(), ["amina-khan", "jo-welder"]);
  assert.equal(slugs({ near: "leeds" })[0], "ukasz-nowak", "few can come, so whoever meets online does");
});

test("another word for a job may be misspelt too", () => {
  const places = { ...PLACES, synonyms: [["veterinary surgeon", ["windmiller"]]] };
  return makeEngine(people, places).then((other) => assert.equal(people.who[other.ask({ q: "windmilla" }).people[0]].slug, "amina-khan-2"));
});

test("beside the place that people shall come to, another place is where they are", () => {
  assert.deepEqual(slugs({ q: "engineer bradford", near: "leeds" }), ["siobhan-clarke"]);
});

test("a phrase of several words is understood with wrong letters in it, and said to be a guess", () => {
  const [group] = engine.ask({ q: "north yorkshier" }).understood;
  assert.deepEqual([group.text, group.guessed, group.place.district], ["north yorkshier", "north yorkshire", "north-yorkshire"]);
});
