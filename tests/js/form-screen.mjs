// For tests/test_form_rules.py: reads {form, texts: [text], files: [{collection, values, body}]} and writes what the form
// finds in each text, and what it says of each file.

import { readFileSync } from "node:fs";

import { Contacts } from "../../templates/static/js/form-contact.js";
import { Screen, withoutDoubles } from "../../templates/static/js/form-screen.js";

const { form, texts, files, email } = JSON.parse(readFileSync(0, "utf-8"));
const contacts = new Contacts(form.rooms.contact);
const told = files.map(({ collection, values, body }) => withoutDoubles(new Screen(form, collection, email).faultsOf(values, body)).map(({ field, rule, message }) => [field, rule, message]));
process.stdout.write(JSON.stringify({ found: texts.map((text) => contacts.in(text).map(({ kind, words }) => [kind, words])), told }));
