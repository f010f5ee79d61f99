// What is fetched for a question, when, and how often; and what is answered when some of it cannot be had.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Answers } from "../../templates/static/js/find-answers.js";

const FILTERS = {
  count: 5,
  facets: { subject: ["Physics", "Art", "Maths"], district: ["Leeds", "Bradford", ["north-yorkshire", "North Yorkshire"]], format: ["In person", "Online"], route: [] },
  packed: "hDqdAnOOBqknzIFlzsAaa", // as in find.test.mjs; a column without terms takes no room
};
const peopleFile = (names) => ({
  name: names,
  slug: {},
  job: names.map(() => 0),
  jobs: ["Welder"],
  work: names.map(() => -1),
  works: [],
  career: names.map(() => -1),
  careers: [],
  photo: {},
});
const EVENTS = { facets: { cost: ["Free"] }, packed: "IbWPMBFS", title: ["Bridge day", "Moth night", "Bridge talk"], summary: ["", "", ""], words: ["", "", ""], url: ["/a/", "/b/", "/c/"], line: ["", "", ""] };
const DATA = {
  filters: FILTERS,
  people: peopleFile(["Amina Khan", "Siobhán Clarke"]),
  "people-more": peopleFile(["Łukasz Nowak"]),
  "people-rest": peopleFile(["Jo Reid", "Jo Welder"]),
  places: { outcodes: { leeds: "LS1" }, outside: {}, labels: { leeds: "Leeds" }, towns: { leeds: [] }, neighbours: {}, words: {}, synonyms: [] },
  careers: { ...EVENTS, title: ["Welder", "Baker", "Farmer"] },
  "case-studies": { ...EVENTS, title: ["A visit", "A welder at school", "Farm day"] },
  events: { ...EVENTS, starts: ["2020-01-01", "2099-01-01", "2099-01-01"], ends: ["2020-01-01", "2099-01-01", "2099-01-01"] },
};
const PEOPLE = ["filters", "people", "people-more", "people-rest", "places", "careers", "case-studies"];

let fetched;
let faults;

globalThis.fetch = async (url) => {
  fetched.push(url);
  const fault = faults[url];
  if (fault === "offline") throw new TypeError("Failed to fetch");
  const text = JSON.stringify(DATA[url]);
  return new Response(fault === "half" ? text.slice(0, text.length / 2) : text, { status: fault === "missing" ? 404 : 200 });
};
beforeEach(() => {
  fetched = [];
  faults = {};
});

const answers = (collection = "ambassadors", names = PEOPLE) => new Answers(collection, Object.fromEntries(names.map((name) => [name, name])));
const question = (change) => ({ q: "", near: "", sort: "near", filters: {}, ...change });
const names = ({ cards, factsOf }) => cards.map((person) => factsOf(person).name.join(""));

test("a filter fetches what filters need and the first people, and nothing else", async () => {
  const answer = await answers().ask(question({ filters: { subject: ["physics"] } }), 0, 2);
  assert.deepEqual(fetched, ["filters", "people"]);
  assert.equal(answer.total, 2);
  assert.deepEqual(names(answer), ["Amina Khan", "Siobhán Clarke"]);
});

test("cards of people who are not there yet fetch the next file, one after the other", async () => {
  const all = answers();
  assert.deepEqual(names(await all.ask(question(), 0, 3)), ["Amina Khan", "Siobhán Clarke", "Łukasz Nowak"]);
  assert.deepEqual(fetched, ["filters", "people", "people-more"]);
  assert.deepEqual(names(await all.ask(question(), 3, 24)), ["Jo Reid", "Jo Welder"]);
  assert.deepEqual(fetched, ["filters", "people", "people-more", "people-rest"]);
});

test("words fetch everyone and the places, each once, however many letters ask at the same time", async () => {
  const all = answers();
  const asked = await Promise.all(["s", "si", "siobhan"].map((q) => all.ask(question({ q }), 0, 24)));
  assert.deepEqual(names(asked.at(-1)), ["Siobhán Clarke"]);
  assert.deepEqual([...fetched].sort(), ["filters", "people", "people-more", "people-rest", "places"]);
});

test("a place alone needs them too, and says who can come", async () => {
  const { near, reach, cards, factsOf } = await answers().ask(question({ near: "LS1 4AP" }), 0, 24);
  assert.equal(near.label, "LS1");
  assert.equal(reach.how.length, 5);
  assert.ok(cards.every((person) => factsOf(person).place));
});

for (const fault of ["offline", "missing", "half"]) {
  test(`a file that is ${fault} fails the question; the next one fetches it again, and nobody is there twice`, async () => {
    const all = answers();
    faults = { "people-rest": fault };
    await assert.rejects(all.ask(question({ q: "welder" }), 0, 24));
    assert.deepEqual(names(await all.ask(question(), 0, 2)), ["Amina Khan", "Siobhán Clarke"], "filters still work");
    faults = {};
    const answer = await all.ask(question({ q: "welder" }), 0, 24);
    assert.equal(answer.total, 5);
    assert.equal(new Set(names(answer)).size, 5);
    assert.equal(fetched.at(-1), "people-rest");
    assert.equal(fetched.filter((name) => name === "people-more").length, 1);
  });

  test(`when what a filter needs is ${fault}, whoever opens is told, and nothing else is`, async () => {
    faults = { filters: fault };
    const all = answers();
    await assert.rejects(all.open());
    await assert.rejects(all.ask(question(), 0, 24));
    await all.makeReady();
  });
}

test("a list knows what is over, and has no places", async () => {
  const all = answers("events", ["events"]);
  assert.deepEqual(await all.open(), { cost: [["free", "Free"]] });
  const answer = await all.ask(question({ q: "bridge" }), 0, 24);
  assert.deepEqual(answer.cards.map((record) => answer.factsOf(record).title.join("")), ["Bridge talk"]);
  assert.equal(all.online(), 0);
});

test("nobody found: how many meet online, and careers and stories on the same words", async () => {
  const all = answers();
  await all.open();
  assert.equal(all.online(), 4);
  const elsewhere = await all.elsewhere("welder");
  assert.deepEqual(elsewhere.map(([name, cards]) => [name, cards.map(({ title }) => title.join(""))]), [["careers", ["Welder"]], ["case-studies", ["A welder at school"]]]);
  assert.deepEqual(await all.elsewhere("xylophone"), []);
});

test("counts are not worked out until somebody looks at them", async () => {
  const answer = await answers().ask(question({ q: "welder" }), 0, 2);
  assert.ok(!Object.hasOwn(answer, "counts"));
  assert.deepEqual(answer.counts.subject, [2, 1, 2]);
});
