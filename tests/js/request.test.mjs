// One request to the hub: what is missing, the text, and an e-mail that mail programs take.

import assert from "node:assert/strict";
import { test } from "node:test";

import { LONGEST_MAIL, mailOf, missingOf, NOTHING, requestText, subjectOf, tidy, UNSURE } from "../../templates/static/js/request.js";

const ANSWERS = {
  ...NOTHING, group: " Hillside ", town: "Keighley", stages: ["Key stage 3", "Key stage 4"], ages: "Year 9", count: "30",
  activity: "Careers talk", when: "A Thursday in March", mode: "either", aim: "That there is\n\n\na way in",
};
const PEOPLE = [{ slug: "ada-l", name: "Ada L" }, { slug: "bo-2", name: "" }];

const partsOf = (url) => {
  const { pathname, searchParams } = new URL(url);
  return { to: pathname, subject: searchParams.get("subject"), body: searchParams.get("body") };
};

test("nothing at all is missing eight answers, in the order of the form", () => {
  assert.deepEqual(missingOf(NOTHING).map(({ field }) => field), ["group", "town", "stages", "count", "activity", "when", "mode", "aim"]);
  assert.ok(missingOf(NOTHING).every(({ words }) => /^(Write|Choose) /.test(words)));
});

test("a whole request is missing nothing, and white space is no answer", () => {
  assert.deepEqual(missingOf(ANSWERS), []);
  assert.deepEqual(missingOf({ ...ANSWERS, town: " \n\t", mode: "toString" }).map(({ field }) => field), ["town", "mode"]);
});

test("ages stand in for key stages", () => {
  assert.deepEqual(missingOf({ ...ANSWERS, stages: [] }), []);
  assert.deepEqual(missingOf({ ...ANSWERS, stages: [], ages: "" }).map(({ field }) => field), ["stages"]);
});

test("the text holds every answer, and no label without one", () => {
  assert.equal(
    requestText(ANSWERS, PEOPLE),
    [
      "School or group: Hillside, Keighley",
      "Who it is for: Key stage 3, Key stage 4; Year 9; about 30 people",
      "What: Careers talk",
      "When: A Thursday in March",
      "Where: At our place or online",
      "What young people should take away: That there is\na way in",
      "We would like to meet:",
      "- Ada L (ada-l)",
      "- bo-2",
    ].join("\n"),
  );
  assert.ok(requestText({ ...ANSWERS, about: "deep sea welder", more: "A ramp" }, []).endsWith("We are looking for: deep sea welder\nAnything else: A ramp"));
  assert.ok(requestText({ ...ANSWERS, count: "two classes" }, []).includes("; two classes\n"));
});

test("the subject is one line, and says what and where", () => {
  assert.equal(subjectOf(ANSWERS), "Request: Careers talk, Keighley");
  assert.equal(subjectOf({ ...ANSWERS, activity: UNSURE, town: "Hebden\r\nBcc: x@example.org" }), "Request: an ambassador, Hebden Bcc: x@example.org");
  assert.ok(subjectOf({ ...ANSWERS, town: "x".repeat(999) }).length <= 120);
});

test("the e-mail goes to the hub alone, with the text in it", () => {
  const text = requestText(ANSWERS, PEOPLE);
  const { url, tooLong } = mailOf("hub@example.org", subjectOf(ANSWERS), text);
  assert.equal(tooLong, false);
  assert.deepEqual(partsOf(url), { to: "hub@example.org", subject: "Request: Careers talk, Keighley", body: text.replaceAll("\n", "\r\n") });
});

test("nothing that is written can add a receiver or a header", () => {
  const hostile = "x&cc=me@example.org?bcc=me@example.org#\r\nBcc: me@example.org%0ABcc: me@example.org";
  const { url } = mailOf("hub@example.org", hostile, hostile);
  assert.deepEqual([...new URL(url).searchParams.keys()], ["subject", "body"]);
  assert.ok(!partsOf(url).subject.includes("\n"));
});

test("an e-mail that programs would cut holds a note instead, and says so", () => {
  for (const letter of ["x", "é", "ن", "🧪"]) {
    for (const length of [100, 1000, 1500, 2000, 100000]) {
      const { url, tooLong } = mailOf("hub@example.org", "Request", letter.repeat(length));
      assert.ok(url.length < LONGEST_MAIL);
      assert.equal(partsOf(url).body === letter.repeat(length), !tooLong);
    }
  }
});

test("half of a letter pair and control characters do no harm", () => {
  assert.doesNotThrow(() => mailOf("hub@example.org", "\ud800", "a\udc00b🧪"));
  assert.equal(partsOf(mailOf("hub@example.org", "s", "a\udc00b🧪").url).body, "ab🧪");
  assert.equal(tidy("  a\u0000b\r\n\r\n \r\nc\td  "), "a b\nc d");
});
