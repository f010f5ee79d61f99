// What is said about what was found. No DOM here: tested by `node --test`.

/** What one and many of each kind are called. A list says ambassadors, as its page does; among other kinds they are people. */
export const CALLED = {
  ambassadors: { one: "ambassador", many: "ambassadors" },
  people: { one: "person", many: "people" },
  careers: { one: "career", many: "careers" },
  "case-studies": { one: "story", many: "stories" },
  events: { one: "event", many: "events" },
  organisations: { one: "organisation", many: "organisations" },
  areas: { one: "area", many: "areas" },
  pages: { one: "page", many: "pages" },
};

/** 1203 → 1,203. Not by Intl, whose first use takes a slow phone some 20 ms. */
export const figure = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

/** '1,203 stories' */
export function counted(number, { one, many }) {
  return `${figure(number)} ${number === 1 ? one : many}`;
}

/** What a reader must know of an answer: words left out or guessed, and who comes first near a place. */
export function noticesOf({ dropped, near, unknownPlace, reach, unreachable, understood, total }) {
  const notices = [];
  if (dropped.length) notices.push(`Nobody fits all your words. These were left out: ${dropped.join(", ")}.`);
  for (const { text, guessed, place, terms } of understood) if (guessed) notices.push(`Shown for ‘${place?.label ?? terms[0]?.label ?? guessed}’; you wrote ‘${text}’.`);
  if (unknownPlace) notices.push(`‘${unknownPlace}’ is not a place we know. Write a town, a district from Wigan to Whitby, or the first half of a postcode, such as BD1.`);
  if (near && !near.inside) notices.push(`${near.label} is outside the hub’s area, so these people meet you online.`);
  else if (reach?.onlineFirst && total) notices.push(`Few can come to ${near.label}, so people who meet online come first.`);
  if (unreachable) notices.push(`${figure(unreachable)} more can neither come to ${near.label} nor meet online.`);
  return notices;
}
