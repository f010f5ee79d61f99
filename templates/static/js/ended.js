// Has an event ended? Only thinking: tested without a browser.

/** Has it ended? `end` is a day (all of it counts) or a day with a time and its offset. */
export function hasEnded(end, now, today) {
  return end.length === 10 ? end < today : Date.parse(end) < now.getTime();
}

/** Today in Britain, as 2027-03-14: the events are here. */
export function dayOf(now) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/London" }).format(now);
}

export function endedSince(ends, builtOn, now) {
  const today = dayOf(now);
  if (!builtOn || today <= builtOn) return ends.map(() => false);
  // What had ended before the page was made stands there on purpose, as an event of the past.
  return ends.map((end) => end.slice(0, 10) >= builtOn && hasEnded(end, now, today));
}
