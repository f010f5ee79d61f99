// Reads the data files of generator/search.py.

import { addPeople, makePeople } from "./find-data.js";

/** An address → what the file there says; the promise fails when it cannot be had whole. */
export async function readData(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

const LONGEST_WORK = 12; // milliseconds between two breaks; on a slow phone a frame is late then, and no letter
let rested = 0;

/** A break when it is time for one, so that the page can answer whoever is typing. */
export async function rest() {
  if (performance.now() - rested < LONGEST_WORK) return;
  await new Promise((resolve) => setTimeout(resolve));
  rested = performance.now();
}

/** All people of the data files of an element: {filters, people, peopleMore} are addresses. */
export async function readPeople({ filters, people, peopleMore }) {
  const [terms, ...files] = await Promise.all([filters, people, peopleMore].filter(Boolean).map(readData));
  const found = await makePeople(terms, rest);
  for (const file of files) await addPeople(found, file, rest);
  return found;
}
