// The text of a file, its name and the doors; that the text reads back as the same is asked in tests/test_form_files.py.

import assert from "node:assert/strict";
import { test } from "node:test";

import { editAddress, fileName, fileText, LONGEST_ADDRESS, mailAddress, newFileAddress, pruned, quoted, slugOf } from "../../templates/static/js/form-yaml.js";
import { LONGEST_MAIL } from "../../templates/static/js/request.js";

const schema = { properties: { name: {}, formats: {}, route: {}, consent: {} } };

test("fields stand in the order of the schema, empty ones are left out, groups and lists are indented", () => {
  const values = { consent: { profile: "2026-11-01", text: "2026-1", print: "" }, route: [{ step: "gcse", year: "2009" }, { step: "job" }, {}], formats: ["in-person", ""], name: "Amina Khan", more: "kept" };
  assert.equal(
    fileText(schema, values, "\n\nI wrote this.\n\n---\nAnd this.\n\n"),
    '---\nname: Amina Khan\nformats: [in-person]\nroute:\n  - step: gcse\n    year: "2009"\n  - step: job\nconsent:\n  profile: 2026-11-01\n  text: "2026-1"\nmore: kept\n---\nI wrote this.\n\n---\nAnd this.\n',
  );
});

test("a text that means something else in YAML is quoted", () => {
  for (const text of ["no", "Yes", "null", "on", "10:30", "a: b", "# no", "- no", "'", "@a", "1e3", "3.0", "!x", "*x", "[a]", "ends:", "آمنہ", "🙂", "a, b"]) assert.match(quoted(text), /^["'].*["']$/, text);
  assert.equal(quoted('say "no"'), `'say "no"'`);
  assert.equal(quoted(`it's "so"\\`), `'it''s "so"\\'`);
  assert.equal(quoted("Civil engineer"), "Civil engineer");
});

test("spaces are tidied and what nobody wrote is gone", () => {
  assert.deepEqual(pruned({ a: "  x \n y ", b: [], c: { d: " " }, e: [{ f: "" }, { f: "1" }] }), { a: "x y", e: [{ f: "1" }] });
});

test("a file is named after the person, or after the day and the event", () => {
  assert.equal(slugOf("Siobhán O’Brien-Clarke"), "siobhan-o-brien-clarke".replace("o-brien", "obrien"));
  assert.equal(fileName("ambassador", { name: "آمنہ" }, "my-name"), "my-name.md");
  assert.equal(fileName("event", { title: "Robots!", starts: "2027-03-14 10:30" }, "x"), "2027-03-14-robots.md");
  assert.ok(slugOf("a ".repeat(100)).length <= 60);
});

test("a file too long for an address opens an empty one of the right name", () => {
  const short = newFileAddress("example/directory", "main", "content/ambassadors/a.md", "---\nname: آمنہ\n");
  assert.equal(new URL(short.url).searchParams.get("value"), "---\nname: آمنہ\n");
  assert.equal(new URL(short.url).searchParams.get("filename"), "content/ambassadors/a.md");
  const long = newFileAddress("example/directory", "main", "content/ambassadors/a.md", "x".repeat(LONGEST_ADDRESS));
  assert.deepEqual([long.tooLong, new URL(long.url).searchParams.get("value")], [true, null]);
  assert.equal(editAddress("example/directory", "main", "content/a.md"), "https://github.com/example/directory/edit/main/content/a.md");
});

test("an e-mail has the whole text in it, or says where it goes when mail programs would cut it", () => {
  const text = "---\nname: آمنہ & Co?\n---\nHello\n";
  const mail = mailAddress("hub@example.org", "a.md", text);
  const asked = new URLSearchParams(mail.url.slice(mail.url.indexOf("?")).replaceAll("+", "%2B"));
  assert.ok(mail.url.startsWith("mailto:hub@example.org?subject="));
  assert.equal(asked.get("subject"), "For the directory: a.md");
  assert.ok(asked.get("body").endsWith(text.replaceAll("\n", "\r\n")));
  const long = mailAddress("hub@example.org", "a.md", "x".repeat(LONGEST_MAIL));
  assert.equal(long.tooLong, true);
  assert.ok(long.url.length < LONGEST_MAIL && !long.url.includes("xxx"));
});
