// A record's values and its story → the text of its file. Texts are always quoted, so nothing in them is ever read as YAML:
// no name, colon, emoji or `no` means anything but itself. No DOM here: tested by `node --test`.

import { plainSlug } from "./find-text.js";
import { mailOf } from "./request.js";

const FOLD = /\s+/gu;

/** The text of a file. `schema` gives the order of the fields; what is empty is left out. */
export function fileText(schema, values, body) {
  const order = Object.keys(schema.properties);
  const names = [...order.filter((name) => name in values), ...Object.keys(values).filter((name) => !order.includes(name))];
  const lines = names.flatMap((name) => field(name, pruned(values[name]), ""));
  const story = body.replace(/\r\n?/g, "\n").replace(/^\n+|\s+$/g, "");
  return `---\n${lines.join("\n")}\n---\n${story ? `${story}\n` : ""}`.normalize("NFC");
}

/** Without what nobody wrote: empty texts, lists and groups. */
export function pruned(value) {
  if (Array.isArray(value)) return value.map(pruned).filter(isThere);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, pruned(each)]).filter(([, each]) => isThere(each)));
  }
  return typeof value === "string" ? value.replace(FOLD, " ").trim() : value;
}

const isThere = (value) => (typeof value === "string" ? value !== "" : Object.keys(value ?? {}).length > 0);

function field(name, value, indent) {
  if (!isThere(value)) return [];
  if (typeof value === "string") return [`${indent}${name}: ${quoted(value)}`];
  if (!Array.isArray(value)) return [`${indent}${name}:`, ...group(value, `${indent}  `)];
  if (value.every((each) => typeof each === "string")) return [`${indent}${name}: [${value.map(quoted).join(", ")}]`];
  return [`${indent}${name}:`, ...value.flatMap((each) => item(each, `${indent}  `))];
}

const group = (values, indent) => Object.entries(values).flatMap(([name, each]) => field(name, each, indent));

/** A group as an item of a list: its first line stands behind the hyphen. */
function item(values, indent) {
  const [first, ...rest] = group(values, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

// Plain words need no quotes to be safe, and files are for people to read. Everything else is quoted.
const PLAIN = /^[A-Za-z][A-Za-z]*(?:[ -][A-Za-z]+)*$/;
const DATE = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?$/;
const MEANS_SOMETHING = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

/** One text as YAML on one line. */
export function quoted(text) {
  if ((PLAIN.test(text) && !MEANS_SOMETHING.test(text)) || DATE.test(text)) return text;
  if (!text.includes('"') && !text.includes("\\")) return `"${text}"`;
  return `'${text.replace(/'/g, "''")}'`;
}

// ---------------------------------------------------------------- the file's name

/** Siobhán Clarke → siobhan-clarke; '' for a name without plain letters. */
export function slugOf(name) {
  return plainSlug(name).slice(0, 60).replace(/-$/, "");
}

/** What the file is called: an event's name begins with its day. `fallback` is for names without plain letters. */
export function fileName(kind, values, fallback) {
  const slug = slugOf(values.name ?? values.title ?? "") || fallback;
  const day = kind === "event" ? /^\d{4}-\d{2}-\d{2}/.exec(values.starts ?? "")?.[0] : "";
  return `${day ? `${day}-` : ""}${slug}.md`;
}

// ---------------------------------------------------------------- the doors

export const LONGEST_ADDRESS = 7000; // bytes of an address that the host of the repository still takes

/** GitHub's page for a new file, filled in; where that is too long, an empty file of the right name: {url, tooLong}. */
export function newFileAddress(repository, branch, path, text) {
  const base = `https://github.com/${repository}/new/${encodeURIComponent(branch)}?${new URLSearchParams({ filename: path })}`;
  const url = `${base}&${new URLSearchParams({ value: text })}`;
  return url.length <= LONGEST_ADDRESS ? { url, tooLong: false } : { url: base, tooLong: true };
}

/** GitHub's page for changing a file that is there. It takes no text: that is pasted. */
export function editAddress(repository, branch, path) {
  return `https://github.com/${repository}/edit/${encodeURIComponent(branch)}/${path}`;
}

/** An e-mail to the hub with the whole text in it; where that is too long, with the line at which it goes: {url, tooLong}. */
export function mailAddress(to, name, text) {
  const hello = `Hello,\n\nthis is a new text for the directory. I wrote it with the form; the file is called ${name}.\n\n`;
  return mailOf(to, `For the directory: ${name}`, hello + text, `${hello}(Paste the text here, in place of this line.)\n`);
}
