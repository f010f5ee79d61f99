// The rules of generator/fields.py and records.py, asked of what stands in the form: schema and values → faults, with the
// words that the terminal and the pull request use. The words come from data/form.json; tests/test_form_rules.py holds both
// to be the same. No DOM here.

import { roomOf } from "./form-patterns.js";
import { firstDay, readRule } from "./form-repeats.js";

/** {place: ["route", 2, "year"], field: "route.3.year" as messages show it, rule, message} for everything that is wrong. */
export function faultsOf(schema, values, form) {
  const checker = new Checker(schema, form);
  const read = checker.group(schema, values, []);
  if (!checker.faults.length) TOGETHER[schema.title]?.(checker, read);
  return checker.faults;
}

export const filled = (template, words) => template.replace(/\{(\w+)\}/g, (whole, name) => (name in words ? String(words[name]) : whole));

class Checker {
  constructor(schema, form) {
    this.schema = schema;
    this.form = form;
    this.faults = [];
  }

  get repeats() {
    return (this.repetition ??= roomOf(this.form.rooms.recurrence));
  }

  /** One more fault; gives null, so that a reader can end with it. */
  fault(place, name, words = {}, rule = name.split("--")[0], field = shownPlace(place)) {
    this.faults.push({ place, field, rule, message: filled(this.form.messages[name], words) });
    return null;
  }

  definition(node) {
    return node.$ref ? { ...this.schema.$defs[node.$ref.split("/").pop()], ...node } : node;
  }

  group(node, values, place) {
    const { properties, required = [] } = this.definition(node);
    const read = {};
    for (const [name, each] of Object.entries(properties)) {
      const value = values[name];
      if (value === undefined || value === null) {
        if (required.includes(name)) this.missing([...place, name], each, "missing-field");
      } else read[name] = this.value(this.definition(each), value, [...place, name]);
    }
    return read;
  }

  missing(place, node, message) {
    const name = place.at(-1);
    const example = node.examples?.[0];
    const about = node.description ? `${node.description} ` : "";
    const help = about + (example ? filled(this.form.messages["missing-field--example"], { name, example }) : "Add it.");
    this.fault(place, message, { name, help }, "missing-field", shownPlace(place.slice(0, -1)));
  }

  value(node, value, place) {
    if (node.type === "object") return this.group(node, value, place);
    if (node.type === "array") return this.list(node, value, place);
    const text = tidy(value);
    if (node.reads) return READERS[node.reads]?.(this, text, place) ?? null;
    if (node.enum && !node.vocabulary && !node.enum.includes(text.toLowerCase())) {
      return this.fault(place, "choice", { value: quoted(text), values: node.enum.join(", ") });
    }
    if (node.maxLength) {
      const length = [...text].length;
      if (!length) return this.fault(place, "missing-field--empty");
      if (length > node.maxLength) return this.fault(place, "too-long", { length, limit: node.maxLength, over: length - node.maxLength });
    }
    return text;
  }

  list(node, items, place) {
    const before = this.faults.length;
    const item = this.definition(node.items);
    let read = items.map((each, at) => this.value(item, each, [...place, at]));
    if (this.faults.length > before) return null;
    if (read.every((each) => typeof each === "string")) read = [...new Set(read)];
    const count = read.length;
    if (count < node.minItems) {
      const wanted = node.minItems === 1 ? "one is" : `at least ${node.minItems} are`;
      return this.fault(place, "too-few", { are: count === 1 ? "is" : "are", count, wanted, more: node.minItems - count });
    }
    if (count > node.maxItems) return this.fault(place, "too-many", { count, limit: node.maxItems });
    return read;
  }
}

// ---------------------------------------------------------------- words

export const tidy = (text) => text.replace(/\s+/gu, " ").trim();
const shownPlace = (place) => place.map((part) => (typeof part === "number" ? part + 1 : part)).join(".");

/** A value as messages show it: in quotes, on one line, cut. */
export function quoted(text) {
  const line = [...text].map((sign) => (/[\n\r\t]/.test(sign) ? " " : /(?![ \u200c\u200d])[\p{C}\p{Z}]/u.test(sign) ? `U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}` : sign)).join("");
  const signs = [...line];
  return `'${signs.length <= 80 ? line : `${signs.slice(0, 79).join("")}…`}'`;
}

// ---------------------------------------------------------------- dates

const pad = (number) => String(number).padStart(2, "0");

/** Whether there is such a day, from year to day. */
function isDay(year, month, day) {
  const made = new Date(Date.UTC(2000, 0, 1));
  made.setUTCFullYear(year, month - 1, day);
  return made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
}

/** 14/03/2027 → 2027-03-14, as people here write dates day first; '' where that gives no date. */
function yearFirst(written) {
  const found = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})/.exec(written);
  if (!found) return "";
  const [day, month, year] = found.slice(1).map(Number);
  return isDay(year, month, day) ? `${year}-${pad(month)}-${pad(day)}` : "";
}

function realDate(checker, written, plain, place, rule = "date") {
  const { earliest, latest } = checker.form;
  const [year, month, day] = plain.split("-").map(Number);
  if (year < earliest || year > latest) return checker.fault(place, "date--out-of-range", { year, value: quoted(written), earliest, latest }, rule);
  if (!isDay(year, month, day)) return checker.fault(place, "date--no-such-day", { value: quoted(written) }, rule);
  return plain;
}

function readDate(checker, written, place) {
  if (/^\d{4}-\d{2}-\d{2}$/.test(written)) return realDate(checker, written, written, place);
  return checker.fault(place, "date", { value: quoted(written), example: yearFirst(written) || "2027-03-14" });
}

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{1,2}):(\d{2})(?::00)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A day as text; a time as {day, wall: minutes, instant: minutes}. */
function readMoment(checker, written, place) {
  const found = TIME.exec(written);
  if (!found) {
    const day = yearFirst(written.split(" ")[0]) || "2027-03-14";
    return checker.fault(place, "date-and-time", { value: quoted(written), day, time: timeOfDay(written) });
  }
  const [, day, hour, minute, offset] = found;
  if (!realDate(checker, written, day, place, "date-and-time") || hour === undefined) return hour === undefined ? { day } : null;
  if (Number(hour) > 23 || Number(minute) > 59) return checker.fault(place, "date-and-time--hour", { value: quoted(written) });
  const [year, month, date] = day.split("-").map(Number);
  const wall = Date.UTC(year, month - 1, date, Number(hour), Number(minute)) / 60000;
  return inZone(checker, written, place, day, wall, offset);
}

function timeOfDay(written) {
  const found = /(\d{1,2})[:.](\d{2})\s*(am|pm)?/i.exec(written);
  if (!found || Number(found[1]) > 23 || Number(found[2]) > 59) return "10:30";
  const half = (found[3] ?? "").toLowerCase();
  const hour = half ? (Number(found[1]) % 12) + (half === "pm" ? 12 : 0) : Number(found[1]);
  return `${pad(hour)}:${found[2]}`;
}

function inZone(checker, written, place, day, wall, offset) {
  const zone = checker.form.time_zone;
  // What the clocks show some hours before and after: the two readings a time can have.
  const offsets = [offsetAt(zone, wall - 1440), offsetAt(zone, wall + 1440)];
  const readings = [...new Set(offsets)].filter((each) => offsetAt(zone, wall - each) === each);
  const value = quoted(written);
  if (!readings.length) return checker.fault(place, "clock-change", { value, later: wallText(wall + 60) });
  if (offset) {
    const given = offset === "Z" ? 0 : Number(`${offset[0]}1`) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)));
    if (readings.includes(given)) return { day, wall, instant: wall - given };
    return checker.fault(place, "clock-change--offset", { value, zone, right: offsetText(readings[0]) });
  }
  if (readings.length > 1) {
    return checker.fault(place, "clock-change--twice", { value, wall: wallText(wall), first: offsetText(readings[0]), second: offsetText(readings[1]) });
  }
  return { day, wall, instant: wall - readings[0] };
}

/** By how many minutes the clocks of a zone are ahead of UTC at a minute of UTC. */
function offsetAt(zone, minute) {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" }).formatToParts(minute * 60000);
  const { year, month, day, hour, minute: minutes } = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(year, month - 1, day, hour, minutes) / 60000 - minute;
}

const wallText = (wall) => new Date(wall * 60000).toISOString().slice(0, 16).replace("T", " ");
const offsetText = (minutes) => `${minutes < 0 ? "-" : "+"}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;

function readYear(checker, text, place) {
  const { earliest, latest } = checker.form;
  const written = text.replaceAll("–", "-").replaceAll(" to ", "-").replaceAll(" ", "");
  const years = written.split("-");
  if (!/^\d{4}(-(\d{4}|now))?$/.test(written) || !years.every((year) => year === "now" || (Number(year) >= earliest && Number(year) <= latest))) {
    return checker.fault(place, "date--year", { value: quoted(text) });
  }
  if (years.length === 2 && years[1] !== "now" && years[1] < years[0]) return checker.fault(place, "wrong-order--years", { value: quoted(text) });
  return written;
}

function readAge(checker, text, place) {
  const written = text.replaceAll("–", "-").replaceAll(" to ", "-").replaceAll(" ", "");
  if (!/^\d{1,2}(-\d{1,2})?$/.test(written)) return checker.fault(place, "number--age", { value: quoted(text) });
  const [first, last] = written.split("-").map(Number);
  if (last < first) return checker.fault(place, "wrong-order--ages", { value: quoted(text) });
  return written;
}

function readNumber(checker, text, place) {
  const plain = text.replaceAll(",", "");
  if (!/^\d{1,9}$/.test(plain)) return checker.fault(place, "number", { value: quoted(text) });
  return Number(plain);
}

/** Plain words or a calendar's own rule → the parts of the rule. */
function readRepeats(checker, text, place) {
  const examples = checker.form.repeats_examples;
  const length = [...text].length;
  if (length > 200) return checker.fault(place, "too-long--repeats", { length, limit: 200, examples });
  if (!text) return text;
  const { parts, wrong } = readRule(text, checker.repeats);
  return wrong ? checker.fault(place, wrong, { value: quoted(text), examples }) : parts;
}

const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** What is wrong with an address that stands in a text; '' for nothing. */
export function faultOfAddress(text, form) {
  const checker = new Checker({}, form);
  readWebAddress(checker, text, []);
  return checker.faults[0]?.message ?? "";
}

function readWebAddress(checker, text, place) {
  const value = quoted(text);
  const refuse = (name, words = {}) => checker.fault(place, name, { value, ...words }, "web-address");
  if ([...text].length > 500) return refuse("web-address--long");
  if (/[\x00-\x20\x7f\\<>"`{}|^]|[^\x00-\x7f]/.test(text)) return refuse("web-address--signs");
  const [, scheme = "", rest] = /^(?:([a-z][a-z0-9+.-]*):)?(.*)$/i.exec(text);
  const authority = /^\/\/([^/?#]*)/.exec(rest)?.[1] ?? "";
  const [, number, named] = /^(?:\[([0-9a-f:.]+)\]|([^[\]:]*))(?::\d*)?$/i.exec(authority.split("@").pop()) ?? [];
  const host = (number ?? named ?? "").toLowerCase();
  if ((number ?? named) === undefined || Number(/:(\d+)$/.exec(authority)?.[1] ?? 0) > 65535) return refuse("web-address");
  if (scheme.toLowerCase() !== "https") {
    const to = text.includes("://") ? text.slice(text.indexOf("://") + 3) : text;
    const way = ["http", ""].includes(scheme.toLowerCase()) ? `Write https://${quoted(to.replace(/^\/+/, "")).slice(1, -1)}` : "Only https:// addresses are used";
    return refuse("web-address--https", { way });
  }
  if (authority.includes("@")) return refuse("web-address--user");
  if (/:\d*$/.test(authority)) return refuse("web-address--port");
  if (!HOST.test(host) || host.length > 253 || /(^|\.)xn--/.test(host)) return refuse("web-address--host", { host: quoted(host) });
  return text;
}

const READERS = { date: readDate, "date-and-time": readMoment, year: readYear, age: readAge, number: readNumber, repeats: readRepeats, "web-address": readWebAddress };

// ---------------------------------------------------------------- fields that must fit together: the first thing that does not

const TOGETHER = { ambassador: togetherAmbassador, event: togetherEvent, "case-study": togetherPhoto };

function togetherPhoto(checker, read) {
  if (read.photo && !read.photo_alt) return checker.fault(["photo"], "goes-with--photo-alt");
  if (read.photo_alt && !read.photo) return checker.fault(["photo_alt"], "goes-with--photo");
  return read;
}

function togetherAmbassador(checker, read) {
  if (!togetherPhoto(checker, read)) return null;
  if (read.photo && !read.consent.photo) return checker.fault(["photo"], "goes-with--photo-consent");
  const months = checker.form.consent_months;
  const latest = monthsAfter(read.consent.profile, months);
  if (read.review_by && (read.review_by < read.consent.profile || read.review_by > latest)) {
    return checker.fault(["review_by"], "review-date", { value: read.review_by, months, latest });
  }
  return read;
}

/** The same day some months later, or the last day of that month. */
export function monthsAfter(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const count = year * 12 + month - 1 + months;
  const [nextYear, nextMonth] = [Math.floor(count / 12), (count % 12) + 1];
  let last = date;
  while (!isDay(nextYear, nextMonth, last)) last--;
  return `${nextYear}-${pad(nextMonth)}-${pad(last)}`;
}

function togetherEvent(checker, read) {
  const { starts, ends } = read;
  if (ends) {
    if ((starts.wall === undefined) !== (ends.wall === undefined)) return checker.fault(["ends"], "goes-with--one-time");
    const before = ends.instant === undefined ? ends.day < starts.day : ends.instant < starts.instant;
    if (before) return checker.fault(["ends"], "wrong-order--ends", { starts: starts.wall === undefined ? starts.day : wallText(starts.wall) });
    if (Date.parse(ends.day) - Date.parse(starts.day) > 366 * 86400000) return checker.fault(["ends"], "wrong-order--length");
  }
  if (read.venue && read.place) return checker.fault(["place"], "goes-with--two-places");
  if (!read.venue && !read.place && read.mode !== "online") return checker.fault(["mode"], "goes-with--no-place");
  if (read.repeats && firstDay(read.repeats, starts.day) !== starts.day) {
    const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" }).format(new Date(starts.day));
    return checker.fault(["repeats"], "repeats--another-day", { weekday, day: starts.day });
  }
  if (read.except?.length && !read.repeats) return checker.fault(["except"], "goes-with--except");
  if (read.wanted && (read.wanted.filled ?? 0) > read.wanted.number) return checker.fault(["wanted"], "wrong-order--wanted");
  return read;
}
