// The scanner of the form against the table that the build's own scanner is held to: it may miss, it may not cry wolf.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { contactsIn } from "../../templates/static/js/form-contact.js";

const here = (path) => new URL(path, import.meta.url);
const rows = readFileSync(here("../contact.tsv"), "utf-8").split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split("\t"));
const table = rows.map(([kind, text]) => ({ kind, text: text.replaceAll("\\n", "\n") }));

test("what only looks like a contact passes", () => {
  const wrong = table.filter(({ kind, text }) => kind === "-" && contactsIn(text).length).map(({ text }) => [text, contactsIn(text)]);
  assert.deepEqual(wrong, []);
});

for (const [kind, share] of [["email", 0.6], ["telephone", 0.5], ["postcode", 0.5], ["birth", 0.45], ["social", 0.6], ["message", 0.7], ["meeting", 1], ["address", 0.6], ["coordinates", 0.6]]) {
  test(`most ways to write ${kind} are seen`, () => {
    const asked = table.filter((row) => row.kind === kind);
    const missed = asked.filter(({ text }) => !contactsIn(text).length).map(({ text }) => text);
    assert.ok(1 - missed.length / asked.length >= share, `${missed.length} of ${asked.length} missed: ${missed.join(" | ")}`);
  });
}

test("nothing in the profiles of this repository is taken for a contact", () => {
  for (const folder of ["ambassadors", "events", "case-studies"]) {
    for (const name of readdirSync(here(`../../content/${folder}`)).filter((each) => each.endsWith(".md") && !each.startsWith("_"))) {
      assert.deepEqual(contactsIn(readFileSync(here(`../../content/${folder}/${name}`), "utf-8").replaceAll("consent:", "")), [], name);
    }
  }
});

test("the words are given as they stand, and a long text takes no time", () => {
  assert.deepEqual(contactsIn("Ring me: 07700 900123 today"), [{ kind: "telephone", words: "07700 900123" }]);
  const before = performance.now();
  contactsIn("a.b-c_d 0 1 2 3 4 @ 07 x ".repeat(800));
  assert.ok(performance.now() - before < 1500);
});
