import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, endedSince, hasEnded } from "../../templates/static/js/ended.js";

const now = new Date("2027-03-14T12:00:00Z");

test("a day has not ended before it is over", () => {
  assert.equal(hasEnded("2027-03-14", now, dayOf(now)), false);
  assert.equal(hasEnded("2027-03-13", now, dayOf(now)), true);
});

test("a time has ended when its moment is past", () => {
  assert.equal(hasEnded("2027-03-14T11:59+00:00", now, dayOf(now)), true);
  assert.equal(hasEnded("2027-03-14T12:30+00:00", now, dayOf(now)), false);
});

test("today is today in Britain", () => {
  assert.equal(dayOf(new Date("2027-07-01T23:30:00Z")), "2027-07-02");
});

test("on a page of today nothing is hidden, nor what was past when the page was made", () => {
  assert.deepEqual(endedSince(["2027-03-13"], "2027-03-14", now), [false]);
  assert.deepEqual(endedSince(["2027-03-10", "2027-03-12", "2027-03-20"], "2027-03-11", now), [false, true, false]);
});
