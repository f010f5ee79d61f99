// One request to the hub: a form that becomes a ready e-mail and a text to copy or print. Nothing is sent by this page, and
// nothing that is written here is kept longer than the page is open.

import { copied } from "./copying.js";
import { readPeople } from "./people-file.js";
import { acting, faultsBox, fillFaultsBox, make } from "./elements.js";
import { kept, say } from "./hearts.js";
import { slugsIn } from "./kept.js";
import { mailOf, missingOf, requestText, subjectOf, UNSURE } from "./request.js";

const LONGEST_WORDS = 200;

class AskPage {
  constructor(main) {
    this.main = main;
    this.data = main.dataset;
    this.title = document.title;
    this.fields = new Map();
    this.names = new Map();
    const { searchParams } = new URL(location.href);
    this.fromAddress = slugsIn(searchParams, "people", "person");
    this.people = this.fromAddress.length ? this.fromAddress : [...kept.slugs];
    this.about = (searchParams.get("about") ?? "").slice(0, LONGEST_WORDS).trim();
    this.makeForm();
    this.showPeople();
    this.ready = make("section", "request-ready");
    this.ready.hidden = true;
    const place = main.querySelector(".request-main");
    place.querySelector(".request-plain").remove();
    for (const list of main.querySelectorAll(".request-choices")) list.remove(); // they are in the form now
    this.promise = main.querySelector(".request-promise");
    this.promise.append(make("p", "", "This page sends nothing. It makes an e-mail for you to send, and forgets your answers when you leave."));
    place.append(this.summary, this.form, this.ready);
    if (this.people.length || kept.slugs.length) void this.loadNames();
  }

  async loadNames() {
    try {
      for (const { slug, name } of (await readPeople(this.data)).who) this.names.set(slug, name);
    } catch {
      this.namesFailed = true; // codes are enough for the hub
    }
    this.namesThere = true;
    this.showPeople();
  }

  // -------------------------------------------------------------- the form

  makeForm() {
    this.summary = faultsBox();
    this.form = make("form", "request-form");
    this.form.noValidate = true;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    const texts = (selector) => [...this.main.querySelectorAll(selector)].map((each) => each.textContent);
    const activities = [...texts("[data-activity]"), UNSURE];
    this.peopleBox = make("div", "request-people");
    const button = make("button", "button", "Make my request");
    button.type = "submit";
    this.form.append(
      this.part("You", this.text("group", "School or group", "Such as a school, a Scout group or a home-education group", "organization"), this.text("town", "Town", "", "address-level2")),
      this.part(
        "Who it is for",
        this.choices("stages", "How old are they?", "Choose all that fit", texts("[data-stage]").map((stage) => [stage, stage]), "checkbox"),
        this.text("ages", "Year groups or ages, if you know them", "Such as: Year 9, or 11 to 14"),
        this.text("count", "About how many?", "Such as: 30"),
      ),
      this.part(
        "What you have in mind",
        this.select("activity", "What would you like somebody to do?", activities),
        this.text("when", "When?", "A date, or a few that would suit you"),
        this.choices("mode", "Where?", "", [["in-person", "At our place"], ["online", "Online, by a call that we set up"], ["either", "Either is fine"]], "radio"),
        this.area("aim", "What should young people take away from it?", "One sentence is enough"),
      ),
      this.part("Whom you would like to meet", this.peopleBox, this.area("about", "What kind of person are you looking for? (optional)", "Such as a job, a subject or a language", this.about)),
      this.part("Last of all", this.area("more", "Anything else the hub should know? (optional)", "Such as access, a language, or what you have planned already. No pupil’s name, please.")),
      make("p", "", button),
    );
  }

  part(title, ...fields) {
    return make("section", "request-part", make("h2", "request-part-title", title), ...fields);
  }

  field(name, label, hint, control) {
    control.id = `ask-${name}`;
    control.name = name;
    const words = make("label", "field-label", label);
    words.htmlFor = control.id;
    const box = make("div", "field", words, ...this.hintAndFault(name, hint), control);
    this.fields.set(name, { box, control, hint });
    this.describe(name, false);
    return box;
  }

  hintAndFault(name, hint) {
    const parts = [];
    if (hint) {
      const words = make("p", "field-hint", hint);
      words.id = `ask-${name}-hint`;
      parts.push(words);
    }
    const fault = make("p", "field-error");
    fault.id = `ask-${name}-error`;
    fault.hidden = true;
    return [...parts, fault];
  }

  text(name, label, hint, autocomplete = "off") {
    const control = make("input", "field-input");
    control.type = "text";
    control.autocomplete = autocomplete;
    return this.field(name, label, hint, control);
  }

  area(name, label, hint, value = "") {
    const control = make("textarea", "field-input");
    control.rows = 3;
    control.value = value;
    return this.field(name, label, hint, control);
  }

  select(name, label, values) {
    const none = make("option", "", "Choose");
    none.value = "";
    const control = make("select", "field-input", none, ...values.map((value) => make("option", "", value)));
    return this.field(name, label, "", control);
  }

  choices(name, label, hint, options, type) {
    const group = make("fieldset", "field-group", make("legend", "field-label", label), ...this.hintAndFault(name, hint));
    options.forEach(([value, words], at) => {
      const control = make("input", "choice-box");
      control.type = type;
      control.name = name;
      control.value = value;
      control.id = at ? `ask-${name}-${at}` : `ask-${name}`;
      const line = make("label", "choice", control, make("span", "", words));
      group.append(line);
    });
    const box = make("div", "field", group);
    this.fields.set(name, { box, control: group, hint });
    this.describe(name, false);
    return box;
  }

  /** Which words belong to a field. */
  describe(name, isFaulty) {
    const { control, hint } = this.fields.get(name);
    const ids = [hint ? `ask-${name}-hint` : "", isFaulty ? `ask-${name}-error` : ""].filter(Boolean).join(" ");
    if (ids) control.setAttribute("aria-describedby", ids);
    else control.removeAttribute("aria-describedby");
    if (control.localName === "fieldset") return;
    if (isFaulty) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }

  // -------------------------------------------------------------- people

  showPeople() {
    const rest = kept.slugs.filter((slug) => !this.people.includes(slug));
    const parts = [];
    if (this.people.length) {
      const chips = this.people.map((slug) => {
        const button = make("button", "chip chip-button", `${this.words(slug)} ×`);
        button.type = "button";
        button.dataset.slug = slug;
        button.setAttribute("aria-label", `Leave out ${this.words(slug)}`);
        button.addEventListener("click", () => this.leaveOut(slug));
        return make("li", "", button);
      });
      const list = make("ul", "chips", ...chips);
      list.setAttribute("aria-label", "People you ask for");
      parts.push(list, make("p", "field-hint", "Press a name to leave somebody out. Your list on this device stays as it is."));
    } else {
      parts.push(make("p", "field-hint", "You ask for nobody by name. That’s fine: the hub looks for somebody who fits."));
    }
    if (rest.length) {
      const button = make("button", "button button-quiet", `Add the ${rest.length === 1 ? "one other person" : `${rest.length} people`} on my list`);
      button.type = "button";
      button.addEventListener("click", () => {
        this.people = [...this.people, ...rest];
        this.showPeople();
        this.peopleBox.querySelector("button")?.focus();
      });
      parts.push(make("p", "", button));
    }
    this.peopleBox.replaceChildren(...parts);
  }

  words(slug) {
    return this.names.get(slug) ?? (this.namesThere && !this.namesFailed ? `${slug} (not in the directory any more)` : slug);
  }

  leaveOut(slug) {
    const at = this.people.indexOf(slug);
    this.people = this.people.filter((each) => each !== slug);
    say(`${this.words(slug)} is left out.`);
    this.showPeople();
    const buttons = this.peopleBox.querySelectorAll("button");
    buttons[Math.min(at, buttons.length - 1)]?.focus();
  }

  // -------------------------------------------------------------- from answers to the request

  answers() {
    const data = new FormData(this.form);
    const one = (name) => String(data.get(name) ?? "");
    return {
      group: one("group"), town: one("town"), stages: data.getAll("stages").map(String), ages: one("ages"), count: one("count"), activity: one("activity"),
      when: one("when"), mode: one("mode"), aim: one("aim"), about: one("about"), more: one("more"),
    };
  }

  submit() {
    const answers = this.answers();
    const missing = missingOf(answers);
    this.showMissing(missing);
    if (missing.length) {
      this.summary.focus();
      return;
    }
    this.showReady(answers);
  }

  showMissing(missing) {
    const faults = new Map(missing.map(({ field, words }) => [field, words]));
    for (const [name, { box }] of this.fields) {
      const words = faults.get(name) ?? "";
      const fault = box.querySelector(".field-error");
      fault.textContent = words;
      fault.hidden = !words;
      box.classList.toggle("field-faulty", Boolean(words));
      this.describe(name, Boolean(words));
    }
    document.title = missing.length ? `Something is missing – ${this.title}` : this.title;
    const links = missing.map(({ field, words }) => acting(words, `#ask-${field}`, () => document.getElementById(`ask-${field}`).focus()));
    const title = make("h2", "", missing.length === 1 ? "One thing is missing" : `${missing.length} things are missing`);
    title.id = "missing";
    fillFaultsBox(this.summary, title, links);
  }

  showReady(answers) {
    const text = requestText(answers, this.people.map((slug) => ({ slug, name: this.names.get(slug) ?? "" })));
    const subject = subjectOf(answers);
    const { url, tooLong } = mailOf(this.data.email, subject, text);
    const heading = make("h2", "section-title", "Your request is ready to send");
    heading.tabIndex = -1;
    const mail = make("a", "button", "Open it in my e-mail");
    mail.href = url;
    const address = make("a", "", this.data.email);
    address.href = `mailto:${this.data.email}`;
    const shown = make("pre", "request-text", text);
    shown.tabIndex = 0;
    shown.setAttribute("role", "region");
    shown.setAttribute("aria-label", "The text of your request");
    const actions = [
      mail,
      this.button("Copy the text", (event) => this.copy(text, shown, event.currentTarget)),
      this.button("Print", () => print()),
      this.button("Change something", () => this.change()),
    ];
    const parts = [heading, make("p", "request-next", "It isn’t sent yet. Open it in your e-mail and send it from there, or copy the text into an e-mail to ", address, ".")];
    if (tooLong) parts.push(make("p", "notice notice-warning request-long", "Your request is longer than many e-mail programs take from a page. Please copy the text first, then open the e-mail and paste it in."));
    parts.push(make("ul", "link-row request-actions", ...actions.map((action) => make("li", "", action))), make("p", "print-only", `For ${this.data.hub}: ${this.data.email}`), shown);
    this.ready.replaceChildren(...parts);
    this.promise.hidden = true;
    this.form.hidden = true;
    this.ready.hidden = false;
    heading.focus();
    heading.scrollIntoView({ block: "center" });
  }

  change() {
    this.ready.hidden = true;
    this.promise.hidden = false;
    this.form.hidden = false;
    this.fields.get("group").control.focus();
  }

  async copy(text, shown, button) {
    if (await copied(text)) {
      button.textContent = "The text is copied";
      say("The text is copied.");
      return;
    }
    getSelection().selectAllChildren(shown);
    button.textContent = "Please copy the marked text";
    say("Copying does not work here. The text is marked: please copy it yourself.");
  }

  button(words, act) {
    const button = make("button", "button button-quiet", words);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }
}

const main = typeof document === "undefined" ? null : document.querySelector("[data-page=ask]");
if (main) new AskPage(main);
