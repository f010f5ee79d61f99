// Search over everything: addresses, groups and their order, and what is offered when nothing fits.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makeListEngine } from "../../templates/static/js/find-list.js";
import { counted } from "../../templates/static/js/find-words.js";
import { addressOf, allCounted, askList, GROUPS, inOrder, LONGEST, nearestQuestions, pagesAsList, queryOf, straightTo, vocabularyOf } from "../../templates/static/js/search-groups.js";

const PAGES = {
  pages: [
    ["area", "Bradford", "West Yorkshire", "/areas/bradford/", "Keighley Shipley"],
    ["area", "Leeds", "West Yorkshire", "/areas/leeds/", "Otley Morley"],
    ["organisation", "Bradford Museum", "Museum", "/organisations/museum/", "Bradford"],
    ["page", "How to ask", "One request to the hub", "/how-to-ask/", "Visits"],
  ],
};
const engine = await makeListEngine(pagesAsList(PAGES));

const hostile = ["__proto__", "constructor", "<script>alert(1)</script>", "toString", "%", "\ud800", "x".repeat(10000), "a b ".repeat(5000), "🧪", "'\"&=#"];

test("an address and its question are the same", () => {
  for (const q of ["welder", "a&b=c #1", "Siobhán", "100%", "a+b"]) assert.equal(queryOf(new URL(addressOf("/search/", q), "https://example.org")), q);
  assert.equal(addressOf("/search/", "  "), "/search/");
  assert.equal(queryOf(new URL("https://example.org/search/")), "");
});

test("no address and no question breaks anything", () => {
  for (const q of hostile) {
    const url = new URL(addressOf("/search/", q), "https://example.org");
    assert.ok(queryOf(url).length <= LONGEST);
    assert.doesNotThrow(() => askList(engine, q));
    assert.doesNotThrow(() => nearestQuestions(q, vocabularyOf(["Welder"])));
    assert.doesNotThrow(() => straightTo(q, [{ data: pagesAsList(PAGES), one: "area", records: [0] }]));
  }
  assert.equal(queryOf(new URL("https://example.org/search/?q=%E0%A4%A")), "\ufffd%A");
});

test("each kind of page is a group of its own", () => {
  const titles = (kind) => askList(engine, "bradford", kind).records.map((record) => PAGES.pages[record][1]);
  assert.deepEqual(titles("area"), ["Bradford"]);
  assert.deepEqual(titles("organisation"), ["Bradford Museum"]);
  assert.deepEqual(titles("page"), []);
  for (const { kind } of GROUPS.filter((group) => group.file === "pages")) assert.ok(PAGES.pages.some(([known]) => known === kind));
});

test("a group says when only some of the words fit", () => {
  assert.equal(askList(engine, "bradford museum", "organisation").partial, false);
  assert.equal(askList(engine, "bradford museum", "area").partial, false);
  assert.equal(askList(engine, "leeds museum", "area").partial, true);
  assert.equal(askList(engine, "leeds", "area").partial, false);
});

test("groups keep their order, those with some of the words last, those with nothing not at all", () => {
  const order = inOrder([
    { name: "people", total: 2, partial: true },
    { name: "careers", total: 0, partial: false },
    { name: "events", total: 1, partial: false },
    { name: "pages", total: 3, partial: true },
  ]);
  assert.deepEqual(order.map(({ name }) => name), ["events", "people", "pages"]);
});

test("counts are said as a person would say them", () => {
  const [people, careers, stories] = GROUPS;
  assert.equal(counted(1, stories), "1 story");
  assert.equal(counted(2588, people), "2,588 people");
  assert.equal(allCounted([{ ...people, total: 36 }, { ...careers, total: 4 }, { ...stories, total: 1 }]), "36 people, 4 careers and 1 story");
  assert.equal(allCounted([{ ...people, total: 1 }]), "1 person");
  assert.equal(allCounted([]), "");
});

test("a title that is what was asked for is led to straight", () => {
  const data = pagesAsList(PAGES);
  const lists = [{ data, one: "area", records: [0, 1] }, { data, one: "organisation", records: [2] }];
  assert.deepEqual(straightTo(" BRADFORD ", lists), [{ title: "Bradford", url: "/areas/bradford/", one: "area" }]);
  assert.deepEqual(straightTo("brad", lists), []);
  assert.deepEqual(straightTo("", lists), []);
});

test("words that nobody has lead to the nearest that somebody has", () => {
  const vocabulary = vocabularyOf(["Electrician", "Veterinary surgeon", "Siobhán Clarke", "Leeds", "of"]);
  assert.ok(!vocabulary.has("of"));
  assert.equal(nearestQuestions("elektrisshun", vocabulary)[0], "electrician");
  assert.equal(nearestQuestions("vetinaryan leeds", vocabulary)[0], "veterinary leeds");
  assert.equal(nearestQuestions("shivaun clarke", vocabulary)[0], "clarke");
  assert.deepEqual(nearestQuestions("zzzzzzz", vocabulary), []);
  assert.deepEqual(nearestQuestions("leeds", vocabulary), []);
  assert.deepEqual(nearestQuestions("", vocabulary), []);
});
