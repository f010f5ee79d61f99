// The reader's own list of people: slugs, kept on this device under one key and nowhere else.
// No DOM here, and the storage is passed in: tested by `node --test`.

export const MOST = 60;
const SLUG = /^[a-z0-9-]{1,80}$/;
const LONGEST = MOST * 81;

/** Anything → slugs that may be on a list: each once, no more than a list holds. */
export function slugsOf(list) {
  if (!Array.isArray(list)) return [];
  return [...new Set(list.filter((each) => typeof each === "string" && SLUG.test(each)))].slice(0, MOST);
}

/** ?people=a,b → ["a", "b"], whatever else is written there. */
export function slugsIn(parameters, ...names) {
  const texts = names.flatMap((name) => parameters.getAll(name));
  return slugsOf(texts.join(",").slice(0, LONGEST).split(","));
}

/** /ambassadors/amina-khan/ → amina-khan, or "". */
export function slugInPath(path) {
  return /\/([a-z0-9-]{1,80})\/$/.exec(path)?.[1] ?? "";
}

/** The address that carries a list. */
export function addressWith(address, slugs) {
  return slugs.length ? `${address}?people=${slugs.join(",")}` : address;
}

/** Where this device keeps things; null where it refuses: what is written then lasts as long as the page. */
export function deviceStorage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** The list. Where the device keeps nothing, it lasts as long as the page does. */
export class Kept {
  /** `storage`: getItem and setItem, as localStorage has them; null where there is none. */
  constructor(storage, key) {
    this.storage = storage;
    this.key = key;
    this.slugs = [];
    /** "refused": the device keeps nothing. "unreadable": what was kept is not a list. */
    this.fault = "";
    this.read();
  }

  /** What the device has now: another page may have changed it. */
  read() {
    if (this.fault === "refused") return;
    let text;
    try {
      text = this.storage.getItem(this.key);
    } catch {
      this.fault = "refused";
      return;
    }
    this.fault = "";
    if (text === null) {
      this.slugs = [];
      return;
    }
    let list;
    try {
      list = JSON.parse(text);
    } catch {
      list = null;
    }
    if (!Array.isArray(list)) this.fault = "unreadable";
    this.slugs = slugsOf(list);
  }

  has(slug) {
    return this.slugs.includes(slug);
  }

  /** How many of these were added; the rest are there already, or the list is full. */
  add(...slugs) {
    this.read();
    const before = this.slugs.length;
    this.write(slugsOf([...this.slugs, ...slugs]));
    return this.slugs.length - before;
  }

  remove(slug) {
    this.read();
    this.write(this.slugs.filter((each) => each !== slug));
  }

  /** Takes everybody off, and says who was on it. */
  empty() {
    this.read();
    const were = this.slugs;
    this.write([]);
    return were;
  }

  write(slugs) {
    this.slugs = slugs;
    if (this.fault === "refused") return;
    try {
      this.storage.setItem(this.key, JSON.stringify(slugs));
      this.fault = "";
    } catch {
      this.fault = "refused";
    }
  }
}
