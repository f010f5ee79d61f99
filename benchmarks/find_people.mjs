// Asks a site's search data for a thousand people by a misspelt name, and by their job and district.
//     node benchmarks/find_people.mjs SITE/assets/search
//
// - name with a wrong letter: the full name with one letter left out, doubled, changed or swapped; right when that name is among the first ten;
// - job and district: right when the first ten, or as many as have that job there, all have it.
// And how long an answer takes, letter by letter, in this process.

import { readdirSync, readFileSync } from "node:fs";
import { addPeople, makePeople } from "../templates/static/js/find-data.js";
import { makeEngine } from "../templates/static/js/find-engine.js";

const ASKED = 1000;
const folder = process.argv[2];
const readAll = (name) => readdirSync(folder).filter((file) => new RegExp(`^${name}-[0-9a-f]{12}\\.json$`).test(file)).map((file) => JSON.parse(readFileSync(`${folder}/${file}`, "utf8")));
const people = await makePeople(readAll("filters")[0]);
for (const file of ["people", "people-more", "people-rest"].flatMap(readAll)) await addPeople(people, file);
const { ask } = await makeEngine(people, readAll("places")[0]);

let state = 1;
const below = (most) => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return Math.floor((state / 0x80000000) * most);
};

function misspelt(name) {
  const letters = [...name];
  const places = letters.flatMap((letter, at) => (/\p{L}/u.test(letter) ? [at] : []));
  const at = places[below(places.length)];
  const [before, letter, after] = [letters.slice(0, at), letters[at], letters.slice(at + 1)];
  const ways = [
    [...before, ...after],
    [...before, letter, letter, ...after],
    [...before, "abcdefghijklmnopqrstuvwxyz"[below(26)], ...after],
    [...before, ...after.slice(0, 1), letter, ...after.slice(1)],
  ];
  return ways[below(ways.length)].join("");
}

const times = [];
function answer(q) {
  for (let end = 1; end <= q.length; end++) {
    const start = performance.now();
    ask({ q: q.slice(0, end) });
    times.push(performance.now() - start);
  }
  return ask({ q }).people.slice(0, 10);
}

const right = { names: 0, jobs: 0 };
const districtOf = (person) => people.of.district[person][0];
for (let asked = 0; asked < ASKED; asked++) {
  const { name, job } = people.who[below(people.count)];
  if (answer(misspelt(name.toLowerCase())).some((person) => people.who[person].name === name)) right.names++;
  const district = districtOf(below(people.count));
  const fits = (person) => people.who[person].job === job && districtOf(person) === district;
  const many = [...people.who.keys()].filter(fits).length;
  if (answer(`${job} ${people.facets.district[district][1]}`.toLowerCase()).slice(0, many).every(fits)) right.jobs++;
}
times.sort((one, other) => one - other);
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(2);
console.log(`name with a wrong letter, that person among the first ten: ${((100 * right.names) / ASKED).toFixed(1)} %`);
console.log(`job and district, the first ten all right: ${((100 * right.jobs) / ASKED).toFixed(1)} %`);
console.log(`${times.length} answers: median ${at(0.5)} ms, 99 of 100 below ${at(0.99)} ms, worst ${at(1)} ms`);
