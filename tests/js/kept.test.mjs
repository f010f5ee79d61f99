// The reader's own list: what may be on it, and a device that keeps nothing or something else.

import assert from "node:assert/strict";
import { test } from "node:test";

import { addressWith, Kept, MOST, slugInPath, slugsIn, slugsOf } from "../../templates/static/js/kept.js";

const parametersOf = (query) => new URL(`https://example.org/my-list/${query}`).searchParams;

function device(text = null) {
  const values = new Map(text === null ? [] : [["list", text]]);
  return { values, getItem: (key) => values.get(key) ?? null, setItem: (key, value) => values.set(key, value) };
}

const refusing = (name) => ({ ...device('["ada-l"]'), [name]: () => { throw new Error("refused"); } });

test("only slugs are on a list, each once, and no more than it holds", () => {
  assert.deepEqual(slugsOf(["ada-l", "ada-l", "Ada", "<b>", "", 3, null, {}, "__proto__", "a".repeat(81), "a".repeat(80)]), ["ada-l", "a".repeat(80)]);
  assert.equal(slugsOf(Array.from({ length: 500 }, (_, at) => `a-${at}`)).length, MOST);
  for (const nothing of [null, undefined, "ada-l", 3, {}, { length: 2 }]) assert.deepEqual(slugsOf(nothing), []);
});

test("an address gives its slugs, whatever else is in it", () => {
  assert.deepEqual(slugsIn(parametersOf("?people=ada-l,bo-2"), "people"), ["ada-l", "bo-2"]);
  assert.deepEqual(slugsIn(parametersOf("?person=bo-2&people=ada-l&people=cy"), "people", "person"), ["ada-l", "cy", "bo-2"]);
  assert.deepEqual(slugsIn(parametersOf("?people=%3Cscript%3E,,ada-l, x ,%E0%A4%A"), "people"), ["ada-l"]);
  assert.deepEqual(slugsIn(parametersOf(""), "people"), []);
  assert.equal(slugsIn(parametersOf(`?people=${Array.from({ length: 9999 }, (_, at) => `a${at}`).join(",")}`), "people").length, MOST);
});

test("an address that carries a list is read again as the same list", () => {
  const address = addressWith("/my-list/", ["ada-l", "bo-2"]);
  assert.equal(address, "/my-list/?people=ada-l,bo-2");
  assert.deepEqual(slugsIn(new URL(address, "https://example.org").searchParams, "people"), ["ada-l", "bo-2"]);
  assert.equal(addressWith("/ask/", []), "/ask/");
});

test("the slug stands last in the address of a profile", () => {
  assert.equal(slugInPath("/hub/ambassadors/ada-l/"), "ada-l");
  assert.equal(slugInPath("/ambassadors/"), "ambassadors");
  assert.equal(slugInPath("/ambassadors/Ada/"), "");
  assert.equal(slugInPath("/"), "");
});

test("what one page keeps, the next one finds", () => {
  const storage = device();
  const first = new Kept(storage, "list");
  assert.equal(first.add("ada-l"), 1);
  assert.equal(first.add("ada-l", "bo-2"), 1);
  const second = new Kept(storage, "list");
  assert.deepEqual(second.slugs, ["ada-l", "bo-2"]);
  second.remove("ada-l");
  assert.ok(!second.has("ada-l"));
  assert.equal(storage.values.get("list"), '["bo-2"]');
  assert.deepEqual([...storage.values.keys()], ["list"]);
});

test("two open pages do not undo each other", () => {
  const storage = device();
  const [one, other] = [new Kept(storage, "list"), new Kept(storage, "list")];
  one.add("ada-l");
  other.add("bo-2");
  assert.deepEqual(other.slugs, ["ada-l", "bo-2"]);
});

test("emptying says who was on the list, so that it can be undone", () => {
  const kept = new Kept(device('["ada-l","bo-2"]'), "list");
  const were = kept.empty();
  assert.deepEqual(kept.slugs, []);
  kept.add(...were);
  assert.deepEqual(kept.slugs, ["ada-l", "bo-2"]);
});

test("a full list takes nobody, and loses nobody", () => {
  const kept = new Kept(device(JSON.stringify(Array.from({ length: MOST }, (_, at) => `a-${at}`))), "list");
  assert.equal(kept.add("ada-l"), 0);
  assert.ok(!kept.has("ada-l"));
  assert.equal(kept.slugs.length, MOST);
});

test("garbage on the device is an empty list, and is said; the next choice mends it", () => {
  for (const garbage of ["{", "null", "3", '"ada-l"', '{"length":1}', ""]) {
    const storage = device(garbage);
    const kept = new Kept(storage, "list");
    assert.equal(kept.fault, "unreadable", garbage);
    assert.deepEqual(kept.slugs, []);
    kept.add("ada-l");
    assert.equal(kept.fault, "");
    assert.deepEqual(new Kept(storage, "list").slugs, ["ada-l"]);
  }
});

test("garbage within a list is left out", () => {
  const kept = new Kept(device('["ada-l",3,"<b>",null,["x"]]'), "list");
  assert.equal(kept.fault, "");
  assert.deepEqual(kept.slugs, ["ada-l"]);
});

test("where the device keeps nothing, the list lasts as long as the page", () => {
  for (const storage of [null, refusing("getItem"), refusing("setItem")]) {
    const kept = new Kept(storage, "list");
    kept.add("bo-2");
    kept.add("cy");
    kept.remove("bo-2");
    kept.read();
    assert.equal(kept.fault, "refused");
    assert.ok(kept.has("cy") && !kept.has("bo-2"));
  }
});
