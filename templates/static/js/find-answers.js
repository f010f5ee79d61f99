// Answers what the page of a list asks. Fetches its files when they are needed, and keeps them. No DOM here: tested by
// `node --test`.
//
// All of it happens on the page's own thread, in short spells (data-file.js's rest). It was tried in a worker: on a slow phone
// the worker's start took longer than all its work here, and its answers came a frame later.

import { readData } from "./data-file.js";
import { dayOf, hasEnded } from "./ended.js";
import { addPeople, browse, makePeople } from "./find-data.js";
import { personFacts, recordFacts } from "./find-facts.js";
import { askedWords } from "./find-text.js";

const OTHERS = ["people-more", "people-rest"];
const ELSEWHERE = ["careers", "case-studies"];
const MOST_ELSEWHERE = 3;

export class Answers {
  /** `files`: data file → its address. `rest` gives way to whoever is typing. `coming`: data file → the answer of its host. */
  constructor(collection, files, rest = async () => {}, coming = {}) {
    this.files = files;
    this.rest = rest;
    this.coming = { ...coming };
    this.reads = new Map(); // data file → the promise of what it says
    this.added = new Set(); // the files of OTHERS whose people are there
    this.opened = collection === "ambassadors" ? this.loadPeople() : this.loadList(collection);
    this.opened.catch(() => {}); // told to whoever opens
  }

  /** What a data file says. Who asks while it is on its way waits for the same; after a fault it is fetched again. */
  read(name) {
    if (!this.reads.has(name)) {
      const data = readData(this.files[name], this.coming[name]);
      delete this.coming[name];
      data.catch(() => this.reads.delete(name));
      this.reads.set(name, data);
    }
    return this.reads.get(name);
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
    this.engine = await makeListEngine(data, (record) => Boolean(data.ends) && hasEnded(data.ends[record], now, today), this.rest);
    return this.engine.list.facets;
  }

  /** The names of the next people in the order of the day; null when everyone's are there. */
  loadMore() {
    const name = OTHERS.find((other) => this.files[other] && !this.added.has(other));
    if (!name) return null;
    this.more ??= this.read(name)
      .then((people) => addPeople(this.people, people, this.rest))
      .then(() => this.added.add(name) && this.reads.delete(name))
      .finally(() => (this.more = null)); // after a fault, the next question tries again; nobody is added twice
    return this.more;
  }

  async loadEveryone() {
    for (const name of OTHERS) if (this.files[name] && !this.added.has(name)) this.read(name).catch(() => {}); // all at once; a fault is told below
    await this.opened;
    for (let more = this.loadMore(); more; more = this.loadMore()) await more;
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

  /**
   * A question → what fits (find-data.js's Answer), as `cards` those from `from` to `to`, and what says what the card of one
   * shows: looked up when it is shown, for most never are.
   */
  async ask(question, from, to) {
    await this.opened;
    if (this.people && (question.q.trim() || question.near.trim())) await this.loadWords();
    const answer = this.engine.ask(question);
    while (this.people && answer.people.slice(from, to).some((person) => !this.people.who[person])) await this.loadMore();
    const asked = askedWords(question.q);
    const factsOf = this.people ? (person) => personFacts(this.people, person, answer, asked) : (record) => recordFacts(this.engine.list.data, record, asked);
    return Object.assign(answer, { cards: answer.people.slice(from, to), factsOf });
  }

  /** How many meet online, of people. */
  online() {
    return this.people ? this.engine.ask({ filters: { format: ["online"] } }).total : 0;
  }

  /** Careers and stories on the same words: [[data file, cards], …]. */
  async elsewhere(q) {
    const found = [];
    for (const name of ELSEWHERE) {
      const [{ makeListEngine }, data] = await Promise.all([import("./find-list.js"), this.read(name)]);
      const engine = await makeListEngine(data, undefined, this.rest);
      const records = engine.ask({ q }).people.slice(0, MOST_ELSEWHERE);
      if (records.length) found.push([name, records.map((record) => recordFacts(data, record, askedWords(q)))]);
    }
    return found;
  }
}
