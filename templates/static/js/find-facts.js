// What a card says of a person or a record, as plain texts: names and jobs in parts, of which every second one is marked.
// No DOM and no network here: tested by `node --test`.

import { COMES, HERE } from "./find-data.js";
import { marked } from "./find-text.js";

const MOST_TAGS = 3;

/** One of People; `reach` and `near` are those of the answer. `asked`: the words to mark. */
export function personFacts(people, person, { reach, near }, asked) {
  const { name, slug, job, work, career, photo } = people.who[person];
  const mark = (text) => marked(text, asked);
  return {
    slug,
    photo,
    name: mark(name),
    job: mark(job),
    more: mark([work, career === job ? "" : career].filter(Boolean).join(" · ")),
    tags: labels(people, "subject", person).slice(0, MOST_TAGS).map(mark),
    place: placeWords(people, person, reach, near),
    route: mark(labels(people, "route", person)[0] ?? ""),
  };
}

/** One of a list's file. */
export function recordFacts({ title, url, line, summary }, record, asked) {
  return { url: url[record], title: marked(title[record], asked), line: line[record], summary: marked(summary[record], asked) };
}

function labels(people, facet, person) {
  const terms = people.facets[facet];
  return people.of[facet][person].map((term) => terms[term][1]);
}

/** Whether and how somebody can come: 'Bradford, can come to Whitby'. */
function placeWords(people, person, reach, near) {
  const home = labels(people, "district", person)[0];
  if (!reach) {
    if (!meetsOnline(people, person)) return home;
    return people.of.format[person].length > 1 ? `${home} and online` : `Online, from ${home}`;
  }
  const how = reach.how[person];
  if (how === HERE) return near.label === home ? `In ${home}` : `In ${home}, can come to ${near.label}`;
  if (how === COMES) return `${home}, can come to ${near.label}`;
  return `Online, from ${home}`;
}

const meetsOnline = ({ of, facets }, person) => of.format[person].some((term) => facets.format[term][0] === "online");
