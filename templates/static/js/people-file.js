// Everyone in the directory at once: for the reader’s list, the request to the hub, and search over everything.

import { readData, rest } from "./data-file.js";
import { addPeople, makePeople } from "./find-data.js";

/** All people of the data files of an element: {filters, people, peopleMore, peopleRest} are addresses. */
export async function readPeople({ filters, people, peopleMore, peopleRest }) {
  const [terms, ...files] = await Promise.all([filters, people, peopleMore, peopleRest].filter(Boolean).map((url) => readData(url)));
  const found = await makePeople(terms, rest);
  for (const file of files) await addPeople(found, file, rest);
  return found;
}
