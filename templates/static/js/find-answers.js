// Answers what the page of a list asks, as plain data. Fetches its files when they are needed, and keeps them. No DOM here:
// it works in a worker or on the page (find-asking.js).

import { readData } from "./data-file.js";
import { dayOf, hasEnded } from "./ended.js";
import { addPeople, browse, makePeople } from "./find-data.js";
import { personFacts, recordFacts } from "./find-facts.js";
import { askedWords } from "./find-text.js";

const ELSEWHERE = ["careers", "case-studies"];
const MOST_ELSEWHERE = 3;

export class Answers {
  /** `files`: data file → its address. `rest` gives way to whoever is typing, where this shares the page with them. */
  constructor(collection, files, rest = async () => {}) {
    this.files = files;
    this.rest = rest;
    this.opened = collection === "ambassadors" ? this.loadPeople() : this.loadList(collection);
    this.opened.catch(() => {}); // told to whoever opens
  }

  read(name) {
    return readData(this.files[name]);
  }

  /** The terms of each filter, once what a filter needs is there. */
  open() {
    return this.opened;
  }

  // A filter needs no words and no places: their code and data come when somebody types, or is about to.
  async loadPeople() {
    const [filters, first] = await Promise.all([this.read("filters"), this.read("people")]);
    this.people = await makePeople(filters, this.rest);
    await addPeople(this.people, first, this.rest);
    this.engine = { ask: (question) => browse(this.people, question) };
    return this.people.facets;
  }

  async loadList(collection) {
    const [{ makeListEngine }, data] = await Promise.all([import("./find-list.js"), this.read(collection)]);
    const now = new Date();
    const today = dayOf(now);
    this.engine = makeListEngine(data, (record) => Boolean(data.ends) && hasEnded(data.ends[record], now, today));
    return this.engine.list.facets;
  }

  /** Everyone's names, for cards that are not of the first people. */
  loadEveryone() {
    this.everyone ??= this.files["people-more"] ? Promise.all([this.read("people-more"), this.opened]).then(([more]) => addPeople(this.people, more, this.rest)) : this.opened;
    this.everyone.catch(() => (this.everyone = null)); // the next question tries again; who is there already is not added twice
    return this.everyone;
  }

  /** The engine that also knows words and places. */
  loadWords() {
    this.words ??= (async () => {
      const [{ makeEngine }, places] = await Promise.all([import("./find-engine.js"), this.read("places"), this.loadEveryone()]);
      this.engine = await makeEngine(this.people, places, this.rest);
    })();
    this.words.catch(() => (this.words = null));
    return this.words;
  }

  /** Somebody is about to type. Whatever cannot be had is told when it is asked for. */
  async makeReady() {
    if (this.files.filters) await this.loadWords().catch(() => {});
  }

  /** A question → what fits: how many, the counts of all filters, and what the cards from `from` to `to` show. */
  async ask(question, from, to) {
    await this.opened;
    if (this.people && (question.q.trim() || question.near.trim())) await this.loadWords();
    let result = this.engine.ask(question);
    if (this.people && result.people.slice(from, to).some((person) => !this.people.who[person])) {
      await this.loadEveryone();
      result = this.engine.ask(question);
    }
    const { people, near, reach, ...told } = result;
    const asked = askedWords(question.q);
    const factsOf = this.people ? (person) => personFacts(this.people, person, result, asked) : (record) => recordFacts(this.engine.list.data, record, asked);
    return {
      ...told,
      near: near && { label: near.label, inside: near.inside },
      reach: reach && { onlineFirst: reach.onlineFirst },
      cards: people.slice(from, to).map(factsOf),
      online: this.people && !told.total ? this.engine.ask({ filters: { format: ["online"] } }).total : 0,
    };
  }

  /** Careers and stories on the same words: [[data file, cards], …]. */
  async elsewhere(q) {
    const found = [];
    for (const name of ELSEWHERE) {
      const [{ makeListEngine }, data] = await Promise.all([import("./find-list.js"), this.read(name)]);
      const records = makeListEngine(data).ask({ q }).people.slice(0, MOST_ELSEWHERE);
      if (records.length) found.push([name, records.map((record) => recordFacts(data, record, askedWords(q)))]);
    }
    return found;
  }
}
