// Words of texts: as they are, as they begin, as they are misspelt.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { WordIndex } from "../../templates/static/js/find-index.js";
import { edits } from "../../templates/static/js/find-text.js";

function indexOf(...texts) {
  const index = new WordIndex();
  for (const text of texts) index.add("job", text);
  index.finish();
  return index;
}
const JOBS = indexOf("Software engineer", "Engineer", "Signal engineering", "Welder", "Veterinary surgeon", "Zoë");
const found = (...given) => JOBS.search(...given).map(([{ words }]) => words.join(" ")).sort();

test("all words must be in the text", () => {
  assert.deepEqual(found(["engineer"]), ["engineer", "software engineer"]);
  assert.deepEqual(found(["software", "engineer"]), ["software engineer"]);
  assert.deepEqual(found(["software", "welder"]), []);
  assert.deepEqual(found([]), []);
});

test("only the last word may be a beginning", () => {
  assert.deepEqual(found(["engineer"], { prefix: true }), ["engineer", "signal engineering", "software engineer"]);
  assert.deepEqual(found(["soft", "engineer"], { prefix: true }), []);
  assert.deepEqual(found(["surgeon", "vet"], { prefix: true }), ["veterinary surgeon"]);
  assert.ok(JOBS.has("zo", true));
  assert.ok(!JOBS.has("zo"));
  assert.ok(!JOBS.has("zz", true));
});

test("the word itself counts more than one that begins with it, and that more than one that is like it", () => {
  const scores = new Map(JOBS.search(["engineer"], { prefix: true, step: 1 }).map(([{ words }, score]) => [words.join(" "), score]));
  assert.ok(scores.get("engineer") > scores.get("software engineer"), "in a shorter text");
  assert.ok(scores.get("software engineer") > scores.get("signal engineering"));
  const [[, whole]] = JOBS.search(["welder"], { step: 1 });
  const [[, misspelt]] = JOBS.search(["weldar"], { step: 1 });
  assert.ok(whole > misspelt);
});

test("words that are like one another are those that counting the letters finds, whatever the letters", () => {
  const words = readFileSync(new URL("relevance.tsv", import.meta.url), "utf8").toLowerCase().match(/\p{L}+/gu).concat("ελενη", "さくら", "明");
  const index = indexOf(...words);
  for (const word of ["enginer", "softwear", "bradfrod", "whitby", "ελεν", "さら", "a"]) {
    for (const most of [1, 2, 3]) {
      const wanted = [...new Set(words)].filter((other) => edits(word, other) <= most).sort();
      assert.deepEqual(index.like(word, most).map(([other]) => other).sort(), wanted, `${word} ${most}`);
    }
  }
});

test("edits count letters added, left out, changed and swapped, up to the limit", () => {
  for (const [one, other, wanted] of [["", "", 0], ["", "abc", 3], ["kitten", "sitting", 3], ["bradfrod", "bradford", 1], ["abcdef", "badcfe", 3], ["welder", "welders", 1], ["abcdefgh", "hgfedcba", 7]]) {
    assert.equal(edits(one, other), wanted, `${one} ${other}`);
    assert.equal(edits(other, one), wanted, `${other} ${one}`);
    for (const limit of [1, 2, 3, 4]) assert.equal(edits(one, other, limit), Math.min(limit, wanted), `${one} ${other} ${limit}`);
  }
});
