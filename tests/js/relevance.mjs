// Asks the questions of relevance.tsv of the engine and says which find nobody wanted among the first five.
//     node tests/js/relevance.mjs FOLDER     FOLDER holds the search data of one build

import { readdirSync, readFileSync } from "node:fs";
import { addPeople, makePeople } from "../../templates/static/js/find-data.js";
import { makeEngine } from "../../templates/static/js/find-engine.js";
import { makeListEngine } from "../../templates/static/js/find-list.js";

const folder = process.argv[2];
const files = (name) => readdirSync(folder).filter((file) => new RegExp(`^${name}-[0-9a-f]{12}\\.json$`).test(file));
const readAll = (name) => files(name).map((file) => JSON.parse(readFileSync(`${folder}/${file}`, "utf8")));
const read = (name) => readAll(name)[0];
const people = await makePeople(read("filters"));
for (const file of ["people", "people-more", "people-rest"].flatMap(readAll)) await addPeople(people, file);
const engine = await makeEngine(people, read("places"));
const careers = await makeListEngine(read("careers"));
const lines = readFileSync(new URL("./relevance.tsv", import.meta.url), "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
const missed = [];
for (const line of lines) {
  const [question, wanted] = line.split("\t");
  const isCareer = question.startsWith("career:");
  const found = isCareer
    ? careers.ask({ q: question.slice(7) }).people.map((record) => `career:${careers.list.data.url[record].split("/").at(-2)}`)
    : engine.ask({ q: question }).people.map((person) => people.who[person].slug);
  const first = found.slice(0, 5);
  if (!wanted.split(" ").some((slug) => first.includes(slug))) missed.push({ question, wanted, first });
}
console.log(JSON.stringify({ asked: lines.length, missed }));
