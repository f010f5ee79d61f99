// When a repeated event takes place, as generator/recurrence.py works it out: plain words or an RRULE → its parts → its days.
// No DOM here.

const DAY = 86400000; // milliseconds
const POSITIONS = { first: 1, second: 2, third: 3, fourth: 4, last: -1 };
const CODES = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const LAST_YEAR = 2100;

/** A text → {parts} or {wrong: the message's name}. `room`: words and expressions of the build. */
export function readRule(text, room) {
  if (!text.includes("=")) return fromWords(text, room);
  const rule = text.toUpperCase().replaceAll(" ", "").replace(/^RRULE:/, "").replace(/;+$/, "");
  if (!room.RULE.fits(rule)) return { wrong: "repeats--unused" };
  const parts = Object.fromEntries(rule.split(";").filter(Boolean).map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]));
  const usual = ["FREQ", "UNTIL", "COUNT", ...(room.PARTS.get(parts.FREQ) ?? [])];
  const most = parts.FREQ === "MONTHLY" || "BYMONTH" in parts ? 5 : 53;
  const isFar = [...room.WHICH.all(parts.BYDAY ?? "")].some(([, number]) => Number(number) > most);
  if (isFar || !Object.keys(parts).every((name) => usual.includes(name))) return { wrong: "repeats--unused" };
  return checked(parts);
}

function fromWords(text, room) {
  const found = room.WORDS.complete.exec(text.trim().toLowerCase().replace(/\s+/g, " "))?.groups;
  if (!found) return { wrong: "repeats" };
  const single = room.SINGLE.get(found.single) ?? "";
  const [number, unit] = single === "2 weeks" ? [2, "week"] : single ? [1, single] : [Number(found.number ?? 1), found.unit];
  const parts = { FREQ: room.UNITS.get(unit), INTERVAL: String(number) };
  if (found.days) {
    const words = found.days.split(/,\s*|\s+and\s+|\s+/).filter((word) => word && word !== "and");
    const days = words.map((word) => [...room.DAYS].find((day) => [day, day.slice(0, 3)].includes(word.replace(/s+$/, ""))));
    if (days.includes(undefined) || Boolean(found.position) !== (unit === "month")) return { wrong: "repeats" };
    parts.BYDAY = days.map((day) => `${found.position ? POSITIONS[found.position] : ""}${room.CODES.get(day)}`).join(",");
  }
  if (found.until) parts.UNTIL = found.until.replaceAll("-", "");
  if (found.times) parts.COUNT = found.times;
  return checked(parts);
}

const NUMBERS = /^[+-]?\d+(?:,[+-]?\d+)*$/;

function checked(parts) {
  const isRead =
    parts.FREQ &&
    (!("UNTIL" in parts) || isDay(parts.UNTIL.slice(0, 8))) &&
    (!("BYDAY" in parts) || /^(?:[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU))(?:,[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU))*$/.test(parts.BYDAY)) &&
    (!("WKST" in parts) || CODES.includes(parts.WKST)) &&
    ["BYMONTHDAY", "BYMONTH", "BYSETPOS"].every((name) => !(name in parts) || NUMBERS.test(parts[name])) &&
    (parts.BYSETPOS ?? "1").split(",").every((each) => Number(each) !== 0 && Math.abs(Number(each)) <= 366);
  if (!isRead) return { wrong: "repeats--unreadable" };
  // Five years from here hold a leap day and every weekday of every month.
  return firstDay({ ...parts, UNTIL: "20281231" }, "2024-01-01") ? { parts } : { wrong: "repeats--never" };
}

function isDay(digits) {
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return /^\d{8}$/.test(digits) && !Number.isNaN(Date.parse(day)) && dayText(Date.parse(day)) === day;
}

const dayText = (time) => new Date(time).toISOString().slice(0, 10);
const utc = (year, month, day) => Date.UTC(year, month, day);
const listOf = (text) => (text ? text.split(",").map(Number) : []);

/** The first day of a rule that begins on or after a day; '' for none. */
export function firstDay(parts, start) {
  const from = Date.parse(start);
  const written = (parts.UNTIL ?? `${LAST_YEAR}1231`).slice(0, 8);
  const until = Math.min(utc(LAST_YEAR, 11, 31), Date.parse(`${written.slice(0, 4)}-${written.slice(4, 6)}-${written.slice(6)}`));
  const rule = new Rule(parts, from);
  for (let number = 0, begins; (begins = rule.period(number)[0]) <= until; number += rule.interval) {
    if (begins === undefined) return "";
    const found = rule.days(number).find((day) => day >= from && day <= until);
    if (found !== undefined) return dayText(found);
  }
  return "";
}

class Rule {
  constructor(parts, from) {
    this.frequency = parts.FREQ;
    this.interval = Number(parts.INTERVAL ?? 1);
    this.start = new Date(from);
    this.weekStart = CODES.indexOf(parts.WKST ?? "MO");
    this.months = listOf(parts.BYMONTH);
    this.monthDays = listOf(parts.BYMONTHDAY);
    this.positions = listOf(parts.BYSETPOS);
    this.weekdays = (parts.BYDAY ?? "").split(",").filter(Boolean).map((each) => ({ nth: Number(each.slice(0, -2) || 0), day: CODES.indexOf(each.slice(-2)) }));
    if (["DAILY", "WEEKLY"].includes(this.frequency)) this.weekdays = this.weekdays.map(({ day }) => ({ nth: 0, day }));
    if (!this.weekdays.length && !this.monthDays.length) this.like(this.start);
  }

  /** What is not said is as on the first day. */
  like(start) {
    if (this.frequency === "WEEKLY") this.weekdays = [{ nth: 0, day: start.getUTCDay() }];
    if (this.frequency === "MONTHLY" || this.frequency === "YEARLY") this.monthDays = [start.getUTCDate()];
    if (this.frequency === "YEARLY" && !this.months.length) this.months = [start.getUTCMonth() + 1];
  }

  /** The first and last day of the day, week, month or year that is so many after the first one. */
  period(number) {
    const [year, month, day] = [this.start.getUTCFullYear(), this.start.getUTCMonth(), this.start.getUTCDate()];
    if (this.frequency === "DAILY") return [utc(year, month, day + number), utc(year, month, day + number)];
    if (this.frequency === "MONTHLY") return [utc(year, month + number, 1), utc(year, month + number + 1, 0)];
    if (this.frequency === "YEARLY") return [utc(year + number, 0, 1), utc(year + number, 11, 31)];
    const monday = day - ((this.start.getUTCDay() - this.weekStart + 7) % 7) + 7 * number;
    return [utc(year, month, monday), utc(year, month, monday + 6)];
  }

  days(number) {
    const [first, last] = this.period(number);
    const all = Array.from({ length: (last - first) / DAY + 1 }, (_, at) => first + at * DAY).filter((day) => this.takes(new Date(day)));
    if (!this.positions.length) return all;
    const chosen = this.positions.map((position) => all.at(position > 0 ? position - 1 : position));
    return [...new Set(chosen.filter((day) => day !== undefined))].sort((one, other) => one - other);
  }

  takes(date) {
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
    const length = new Date(utc(year, month + 1, 0)).getUTCDate();
    if (this.months.length && !this.months.includes(month + 1)) return false;
    if (this.monthDays.length && !this.monthDays.includes(day) && !this.monthDays.includes(day - length - 1)) return false;
    const [plain, counted] = [this.weekdays.filter(({ nth }) => !nth), this.weekdays.filter(({ nth }) => nth)];
    if (plain.length && !plain.some((each) => each.day === date.getUTCDay())) return false;
    return !counted.length || counted.some((each) => each.day === date.getUTCDay() && this.isNth(each.nth, date, year, month));
  }

  /** Of a month; of a year where a yearly rule names no month. */
  isNth(nth, date, year, month) {
    const isOfYear = this.frequency === "YEARLY" && !this.months.length;
    const [first, last] = isOfYear ? [utc(year, 0, 1), utc(year, 11, 31)] : [utc(year, month, 1), utc(year, month + 1, 0)];
    const before = Math.floor((date.getTime() - first) / (7 * DAY)) + 1;
    const after = -Math.floor((last - date.getTime()) / (7 * DAY)) - 1;
    return nth === before || nth === after;
  }
}
