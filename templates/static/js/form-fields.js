// One control for each kind of field, made from its definition in the schema. Every change goes to `page.set(place, value)`;
// what is there comes from `page.get(place)`. A place is the way to a value: ["route", 2, "year"].

import { make } from "./elements.js";

const FEW = 6; // terms that are shown at once; more are a list to choose from
const FIRST = 4; // fields of a row that are shown at once
const LINE = 120; // characters that fit on one line
// People are not listed for the form: nobody can look through it for those who are on no list.
const LINES = { ambassadors: "One on each line: the last part of the address of the person’s page, such as amina-khan." };
const WORDS = { "not-stated": "not stated" };

export const idOf = (place) => `write-${place.join("-")}`;
const isText = (node) => node.type === "string" && !node.vocabulary && !node.enum && !node.reads && !node.reference;

export class Fields {
  constructor(page) {
    this.page = page;
    this.made = new Map(); // id → {box, control}
  }

  /** A field with its label, help, example, fault and control. A `question` stands in place of the field's help, or before it. */
  field(written, place, { question = "", required = false, helps = false } = {}) {
    const node = this.page.definition(written);
    const label = question || node.description;
    const hints = [question && helps ? node.description : "", node.or_words ? "Choose from the list, or write any name." : "", exampleOf(node)];
    if (node.type === "object") return this.group(node, place, label, hints, required);
    if (node.type === "array" && this.page.definition(node.items).type === "object") return this.rows(node, place, label, hints, required);
    if (node.type === "array" && node.items.vocabulary) return this.choices(node.items, place, label, hints, required, "checkbox");
    if ((node.vocabulary || node.enum) && this.options(node).length <= FEW) return this.choices(node, place, label, hints, required, "radio");
    if (node.reads === "date-and-time") return this.moment(place, label, hints, required);
    return this.single(node, place, label, hints, required);
  }

  // -------------------------------------------------------------- the frame of a field

  labelWords(label, required) {
    return required ? [label] : [label, " ", make("span", "field-optional", "(you can leave this out)")];
  }

  /** Hints and the place for a fault; their ids go to the control. */
  notes(place, hints) {
    const notes = hints.filter(Boolean).map((words, at) => {
      const hint = make("p", "field-hint", words);
      hint.id = `${idOf(place)}-hint-${at}`;
      return hint;
    });
    const fault = make("p", "field-error");
    fault.id = `${idOf(place)}-error`;
    fault.hidden = true;
    return [...notes, fault];
  }

  keep(place, box, control) {
    const notes = [...box.querySelectorAll(":scope > .field-hint, :scope > fieldset > .field-hint")].map(({ id }) => id);
    this.made.set(idOf(place), { place, box, control, notes });
    this.show(place, "");
    return box;
  }

  /** Shows a fault beside a field, or takes it away. */
  show(place, words) {
    const made = this.made.get(idOf(place));
    if (!made) return;
    const fault = document.getElementById(`${idOf(place)}-error`) ?? made.box.querySelector(`[id="${idOf(place)}-error"]`);
    fault.textContent = words;
    fault.hidden = !words;
    made.box.classList.toggle("field-faulty", Boolean(words));
    const ids = [...made.notes, words ? fault.id : ""].filter(Boolean).join(" ");
    if (ids) made.control.setAttribute("aria-describedby", ids);
    else made.control.removeAttribute("aria-describedby");
    if (made.control.localName === "fieldset") return;
    if (words) made.control.setAttribute("aria-invalid", "true");
    else made.control.removeAttribute("aria-invalid");
  }

  /** The field at a place, or the nearest one around it. */
  nearest(place) {
    for (let length = place.length; length; length--) {
      const made = this.made.get(idOf(place.slice(0, length)));
      if (made?.box.isConnected) return made;
    }
    return null;
  }

  // -------------------------------------------------------------- texts and lists to choose from

  single(node, place, label, hints, required) {
    const several = node.type === "array";
    const control = several ? make("textarea", "field-input") : this.controlOf(node, place);
    control.id = idOf(place);
    control.name = place.join(".");
    if (several) control.rows = 3;
    const value = this.page.get(place);
    // Who writes knows names; the file has the names of files.
    const item = several ? this.page.definition(node.items) : node;
    const names = several || item.or_words ? (this.page.form.names[item.reference] ?? []) : [];
    const asName = (slug) => names.find(([each]) => each === slug)?.[1] ?? slug;
    const asSlug = (words) => names.find(([, name]) => name === words.trim())?.[0] ?? words;
    const shown = several ? (value ?? []).map(asName).join("\n") : asName(value ?? "");
    if (control.localName === "select" && shown && ![...control.options].some((option) => option.value === shown)) control.append(optionOf(shown, shown));
    control.value = shown;
    const words = make("label", "field-label", ...this.labelWords(label, required));
    words.htmlFor = control.id;
    const box = make("div", "field", words, ...this.notes(place, several ? [...hints, LINES[item.reference] ?? "One on each line."] : hints), control);
    if (several && names.length) box.append(this.adder(names, control, label));
    if (isText(node) && node.maxLength >= LINE) box.append(this.counter(node, control), make("ul", "write-advice"));
    if (control.list_) box.append(control.list_);
    control.addEventListener("input", () => {
      const written = several ? control.value.split("\n").map((each) => each.trim()).filter(Boolean).map(asSlug) : asSlug(control.value);
      this.page.set(place, written);
      this.advise(box, control.value);
    });
    this.advise(box, control.value);
    return this.keep(place, box, control);
  }

  /** A list of names, of which the chosen one becomes another line. */
  adder(names, control, label) {
    const adder = make("select", "field-input", optionOf("", "Add one from the list"), ...names.map(([, name]) => optionOf(name, name)));
    adder.setAttribute("aria-label", `Add one from the list: ${label}`);
    adder.addEventListener("change", () => {
      if (adder.value) control.value = [control.value.trim(), adder.value].filter(Boolean).join("\n");
      adder.value = "";
      control.dispatchEvent(new Event("input"));
    });
    return adder;
  }

  controlOf(node, place) {
    const names = node.reference ? this.page.form.names[node.reference] : null;
    if (node.vocabulary || node.enum || (names && !node.or_words)) return this.select(node, names);
    if (isText(node) && node.maxLength > LINE) {
      const area = make("textarea", "field-input");
      area.rows = node.maxLength > 200 ? 4 : 2;
      return area;
    }
    const input = make("input", "field-input");
    input.type = node.reads === "date" ? "date" : node.reads === "web-address" ? "url" : "text";
    input.autocomplete = "off";
    if (node.reads === "number") input.inputMode = "numeric";
    if (names) {
      // Names to pick from, and any words besides.
      input.list_ = make("datalist", "", ...names.map(([, name]) => optionOf(name, name)));
      input.list_.id = `${idOf(place)}-names`;
      input.setAttribute("list", input.list_.id);
    }
    return input;
  }

  /** Terms or names as a list that folds out; districts under their areas. */
  select(node, names) {
    const none = optionOf("", "Choose");
    const control = make("select", "field-input", none);
    const options = names ?? this.options(node).map(({ slug, label }) => [slug, label]);
    if (node.vocabulary !== "districts") control.append(...options.map(([slug, label]) => optionOf(slug, label)));
    else {
      for (const [area, slugs] of this.page.form.areas) {
        const group = make("optgroup", "", ...options.filter(([slug]) => slugs.includes(slug)).map(([slug, label]) => optionOf(slug, label)));
        group.label = area;
        control.append(group);
      }
    }
    return control;
  }

  options(node) {
    return node.vocabulary ? this.page.form.terms[node.vocabulary] : node.enum.map((slug) => ({ slug, label: WORDS[slug] ?? slug }));
  }

  counter(node, control) {
    const count = make("p", "field-hint write-count");
    const tell = () => (count.textContent = `${[...control.value].length} of ${node.maxLength} characters`);
    control.addEventListener("input", tell);
    tell();
    return count;
  }

  advise(box, text) {
    const list = box.querySelector(".write-advice");
    list?.replaceChildren(...this.page.adviceOn(text).map((words) => make("li", "", words)));
  }

  /** The story under the fields. */
  story(place, question) {
    const control = make("textarea", "field-input write-story");
    control.id = idOf(place);
    control.name = "body";
    control.rows = 14;
    control.value = this.page.body;
    const label = make("label", "field-label", question);
    label.htmlFor = control.id;
    const box = make("div", "field", label, ...this.notes(place, []), control, make("ul", "write-advice"));
    const tell = () => box.querySelector(".write-advice").replaceChildren(...this.page.adviceOnStory(control.value).map((words) => make("li", "", words)));
    control.addEventListener("input", () => {
      this.page.setBody(control.value);
      tell();
    });
    tell();
    return this.keep(place, box, control);
  }

  // -------------------------------------------------------------- boxes to tick

  choices(node, place, label, hints, required, type) {
    const group = make("fieldset", "field-group", make("legend", "field-label", ...this.labelWords(label, required)), ...this.notes(place, hints));
    const value = this.page.get(place);
    const list = make("div", "write-choices");
    const boxes = this.options(node).map(({ slug, label: words, note }, at) => {
      const control = make("input", "choice-box");
      control.type = type;
      control.name = place.join(".");
      control.value = slug;
      control.id = at ? `${idOf(place)}-${at}` : idOf(place);
      control.checked = type === "checkbox" ? (value ?? []).includes(slug) : value === slug;
      control.addEventListener("change", () => {
        const chosen = boxes.filter((each) => each.checked).map((each) => each.value);
        this.page.set(place, type === "checkbox" ? chosen : chosen[0]);
      });
      const text = make("span", "", words, note ? make("span", "choice-note", note) : "");
      list.append(make("label", "choice", control, text));
      return control;
    });
    if (boxes.length > FEW) list.className = "write-many";
    group.append(boxes.length > FEW && !required ? this.unfolding(list, boxes) : list);
    // Where one of the values is 'not stated' there is a way back to it already.
    if (type === "radio" && !required && !node.enum?.includes("not-stated")) group.append(this.untick(boxes, place));
    return this.keep(place, make("div", "field", group), group);
  }

  /** A long list that nobody needs to read folds out; it is open where something is chosen. */
  unfolding(list, boxes) {
    const summary = make("summary", "");
    const tell = () => {
      const count = boxes.filter(({ checked }) => checked).length;
      summary.textContent = count ? `${count} of ${boxes.length} chosen` : `Choose from ${boxes.length}`;
    };
    list.addEventListener("change", tell);
    tell();
    const folded = make("details", "write-more", summary, list);
    folded.open = boxes.some(({ checked }) => checked);
    return folded;
  }

  untick(boxes, place) {
    const button = make("button", "write-small", "None of these");
    button.type = "button";
    button.addEventListener("click", () => {
      for (const box of boxes) box.checked = false;
      this.page.set(place, undefined);
    });
    return button;
  }

  // -------------------------------------------------------------- times

  /** A day, with a time unless it lasts all day. A time with an offset, which only a clock change needs, stays a text. */
  moment(place, label, hints, required) {
    const value = this.page.get(place) ?? "";
    const control = make("input", "field-input");
    control.id = idOf(place);
    control.name = place.join(".");
    const allDay = make("input", "choice-box");
    allDay.type = "checkbox";
    allDay.checked = /^\d{4}-\d{2}-\d{2}$/.test(value);
    const shape = () => (control.type = allDay.checked ? "date" : "datetime-local");
    shape();
    control.value = value.replace(" ", "T");
    if (value && !control.value) {
      control.type = "text";
      control.value = value;
    }
    const store = () => this.page.set(place, control.value.replace("T", " "));
    control.addEventListener("input", store);
    allDay.addEventListener("change", () => {
      const before = control.value;
      shape();
      control.value = allDay.checked ? before.slice(0, 10) : before && `${before.slice(0, 10)}T10:30`;
      store();
    });
    const words = make("label", "field-label", ...this.labelWords(label, required));
    words.htmlFor = control.id;
    const box = make("div", "field", words, ...this.notes(place, hints), control, make("label", "choice", allDay, make("span", "", "All day")));
    return this.keep(place, box, control);
  }

  // -------------------------------------------------------------- groups and rows of groups

  group(node, place, label, hints, required) {
    const group = make("fieldset", "field-group write-group", make("legend", "field-label", ...this.labelWords(label, required)), ...this.notes(place, hints));
    group.append(...this.parts(node, place));
    return this.keep(place, make("div", "field", group), group);
  }

  parts(node, place) {
    return Object.entries(node.properties).map(([name, each]) => this.field(each, [...place, name], { required: (node.required ?? []).includes(name) }));
  }

  /** What few need folds out; it is open where something stands in it. */
  folded(item, values, parts) {
    if (!parts.length) return "";
    const more = make("details", "write-more", make("summary", "", "More about it, if you like"), make("div", "write-more-fields", ...parts));
    more.open = Object.keys(item.properties).slice(FIRST).some((name) => values[name]);
    return more;
  }

  rows(node, place, label, hints, required) {
    const item = this.page.definition(node.items);
    const group = make("fieldset", "field-group write-rows", make("legend", "field-label", ...this.labelWords(label, required)), ...this.notes(place, hints));
    const list = make("ol", "write-list");
    const more = make("button", "button button-quiet", place[0] === "route" ? "Add a step" : "Add another");
    more.type = "button";
    const read = () => this.page.get(place) ?? [];
    const draw = (focus) => {
      list.replaceChildren(...read().map((_, at) => row(at)));
      more.disabled = read().length >= node.maxItems;
      if (focus !== undefined) (list.children[focus]?.querySelector("input, select, textarea") ?? more).focus();
    };
    const change = (rows, focus) => {
      this.page.set(place, rows);
      draw(focus);
    };
    const row = (at) => {
      const rows = read();
      const act = (words, does, isOff) => {
        const button = make("button", "write-small", words);
        button.type = "button";
        button.disabled = isOff;
        button.setAttribute("aria-label", `${words}: number ${at + 1}`);
        button.addEventListener("click", does);
        return button;
      };
      const moved = (by) => {
        const next = [...rows];
        [next[at], next[at + by]] = [next[at + by], next[at]];
        return next;
      };
      const actions = make(
        "p",
        "write-row-actions",
        act("Move up", () => change(moved(-1), at - 1), at === 0),
        act("Move down", () => change(moved(1), at + 1), at === rows.length - 1),
        act("Remove", () => change(rows.filter((_, each) => each !== at), Math.min(at, rows.length - 2)), false),
      );
      const parts = this.parts(item, [...place, at]);
      return make("li", "write-row", ...parts.slice(0, FIRST), this.folded(item, rows[at], parts.slice(FIRST)), actions);
    };
    more.addEventListener("click", () => change([...read(), {}], read().length));
    if (node.minItems && !read().length) this.page.set(place, Array.from({ length: node.minItems }, () => ({})), { quiet: true });
    draw();
    group.append(list, make("p", "", more));
    return this.keep(place, make("div", "field", group), group);
  }
}

function optionOf(value, words) {
  const option = make("option", "", words);
  option.value = value;
  return option;
}

/** An example in words; those of lists and groups show how a file is written, which the form does by itself. */
function exampleOf(node) {
  const example = node.examples?.[0] ?? "";
  return !example || /^[[{]/.test(example) || node.vocabulary || node.enum || node.reference || ["date", "date-and-time"].includes(node.reads) ? "" : `For example: ${example}`;
}
