// 'Write your Spotlight' and its sisters: one screen after the other, the card beside it, and three doors at the end. Nothing
// is sent by this page: it makes a file, and a person takes it through a door.

import { copied } from "./copying.js";
import { readData } from "./data-file.js";
import { acting, faultsBox, fillFaultsBox, make } from "./elements.js";
import { adviceOn, adviceOnProfile, adviceOnStory } from "./form-coach.js";
import { Draft } from "./form-draft.js";
import { Fields, idOf } from "./form-fields.js";
import { jpegOf, photographOf } from "./form-photo.js";
import { Preview } from "./form-preview.js";
import { faultsOf } from "./form-rules.js";
import { Screen, withoutDoubles } from "./form-screen.js";
import { deviceStorage } from "./kept.js";
import { editAddress, fileName, fileText, mailAddress, newFileAddress, pruned } from "./form-yaml.js";

const BODY = ["body"];
const LOOK = "look";
const PAUSE = 300; // milliseconds without a key before the draft is kept and the card drawn anew
const WHAT = { ambassador: "the profile", event: "the event", "case-study": "the story" };
const SLUG = /^[a-z0-9-]{1,80}$/;

class WritePage {
  constructor(main) {
    this.main = main;
    this.data = main.dataset;
    this.kind = this.data.kind;
    this.title = document.title;
    const asked = new URL(location.href).searchParams.get("change") ?? "";
    this.slug = SLUG.test(asked) ? asked : "";
    this.draft = new Draft(deviceStorage(), `draft:${new URL(this.data.records, location.href).pathname}${this.slug}`);
  }

  async start() {
    const published = this.slug ? readData(`${this.data.records}${this.slug}/written.json`).catch(() => null) : null;
    const files = [this.data.schema, this.data.form, this.data.screen].map((url) => readData(url));
    const [schema, form, screen, values] = await Promise.all([...files, published]);
    Object.assign(this, { schema, form: { ...form, ...screen }, published: values });
    if (this.slug && !this.published) {
      this.notFound = this.slug;
      this.slug = "";
    }
    const draft = this.draft.read();
    this.isOld = Boolean(draft);
    this.values = draft?.values ?? structuredClone(this.published?.values ?? {});
    this.body = draft?.body ?? this.published?.body.trim() ?? "";
    this.photo = draft?.photo ?? "";
    this.picture = null;
    if (this.photo) await this.takePhoto(jpegOf(this.photo));
    this.interview = this.form.interviews[this.kind];
    this.steps = [...this.interview.map(({ name }) => name), LOOK];
    this.screen = new Screen(this.form, this.data.collection, this.data.email);
    this.preview = new Preview(this.form, this.kind, this.main.querySelector(".write-marks"));
    this.build();
    addEventListener("hashchange", () => this.show(true));
    addEventListener("pagehide", () => this.isDirty && this.keep());
    this.show(false);
  }

  // -------------------------------------------------------------- what is written

  definition(node) {
    return node.$ref ? { ...this.schema.$defs[node.$ref.split("/").pop()], ...node } : node;
  }

  get(place) {
    return place.reduce((value, part) => value?.[part], this.values);
  }

  set(place, value, { quiet = false } = {}) {
    const inner = place.slice(0, -1).reduce((group, part, at) => (group[part] ??= typeof place[at + 1] === "number" ? [] : {}), this.values);
    if (value === undefined || value === "") delete inner[place.at(-1)];
    else inner[place.at(-1)] = value;
    if (!quiet) this.changed(place);
  }

  setBody(text) {
    this.body = text;
    this.changed(BODY);
  }

  changed(place) {
    this.isDirty = true;
    this.fields.show(place, "");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.keep();
      this.drawCard();
    }, PAUSE);
  }

  keep() {
    this.isDirty = false;
    const kept = this.draft.write({ values: this.values, body: this.body, photo: this.photo });
    this.saved.textContent = kept ? "Saved on this device." : "This device keeps nothing: don’t close the page before you have your file.";
  }

  adviceOn(text) {
    return this.kind === "event" ? [] : adviceOn(text);
  }

  adviceOnStory(text) {
    return this.kind === "ambassador" ? adviceOnStory(text) : adviceOn(text);
  }

  // -------------------------------------------------------------- the frame

  build() {
    const plain = this.main.querySelector(".write-plain");
    this.consent = this.main.querySelector(".write-consent");
    this.progress = make("summary", "write-progress");
    this.list = make("ol", "write-steps");
    this.folded = make("details", "write-nav", this.progress, this.list);
    const nav = make("nav", "", this.folded);
    nav.setAttribute("aria-label", "Questions");
    this.step = make("div", "write-step");
    this.card = make("div", "write-card");
    const aside = make("aside", "with-aside-side write-aside", make("h2", "side-title", "Your card so far"), this.card, this.draftBox());
    aside.setAttribute("aria-label", "Your card and your draft");
    plain.replaceWith(make("div", "with-aside", make("div", "with-aside-main write-main", ...this.news(), nav, this.step), aside));
    this.consent?.remove();
  }

  news() {
    if (this.notFound) return [notice(`There is nothing public called ‘${this.notFound}’ that could be changed here. You can write something new.`)];
    if (this.slug && !this.isOld) return [notice(`You are changing ${WHAT[this.kind]} ‘${this.slug}’. The site stays as it is until the hub takes your change.`)];
    return this.isOld ? [notice("Your draft from last time is here.")] : [];
  }

  draftBox() {
    this.saved = make("p", "", "What you write is kept on this device only.");
    this.saved.setAttribute("role", "status");
    const button = make("button", "button button-quiet", this.slug ? "Start again from the page" : "Delete my draft");
    button.type = "button";
    const sure = make("p", "", "Sure? ");
    const yes = make("button", "button", "Yes, delete it");
    yes.type = "button";
    yes.addEventListener("click", () => {
      this.draft.remove();
      this.isDirty = false;
      clearTimeout(this.timer);
      location.replace(location.href.split("#")[0]);
      if (location.hash) location.reload();
    });
    sure.append(yes);
    sure.hidden = true;
    button.addEventListener("click", () => {
      sure.hidden = !sure.hidden;
      if (!sure.hidden) yes.focus();
    });
    return make("section", "write-draft", make("h2", "side-title", "Your draft"), this.saved, make("p", "soft", "On a computer that others use too, delete it before you go."), make("p", "", button), sure);
  }

  drawCard() {
    const values = pruned(this.values);
    const parts = [this.preview.card(values, this.picture)];
    if (values.route?.some(({ step }) => step)) parts.push(make("h3", "write-route-title", "Your route"), this.preview.route(values.route));
    this.card.replaceChildren(...parts);
  }

  /** The step that the address names. */
  get at() {
    return Math.max(0, this.steps.indexOf(location.hash.slice(1)));
  }

  go(name) {
    if (location.hash === `#${name}`) this.show(true);
    else location.hash = name;
  }

  show(moves) {
    const { at } = this;
    const name = this.steps[at];
    this.fields = new Fields(this);
    const heading = make("h2", "section-title write-title");
    heading.tabIndex = -1;
    this.heading = heading;
    const step = this.interview[at];
    heading.textContent = step?.title ?? "Look at it, then hand it in";
    this.progress.textContent = step ? `Step ${at + 1} of ${this.interview.length}` : "The last step";
    this.list.replaceChildren(...this.steps.map((each, number) => this.stepLink(each, number, at)));
    this.folded.open = false;
    document.title = `${heading.textContent} – ${this.title}`;
    if (name === LOOK) this.showLook();
    else this.showQuestions(step, at);
    this.drawCard();
    if (moves) {
      this.main.querySelector(".write-news")?.remove();
      heading.focus({ preventScroll: true });
      this.folded.scrollIntoView({ block: "start" });
    }
  }

  stepLink(name, number, at) {
    const link = make("a", "", this.interview[number]?.title ?? "Look at it, then hand it in");
    link.href = `#${name}`;
    if (number === at) link.setAttribute("aria-current", "step");
    return make("li", "", link);
  }

  // -------------------------------------------------------------- one screen of questions

  showQuestions(step, at) {
    this.summary = faultsBox();
    const form = make("form", "write-form");
    form.noValidate = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.next(step, at);
    });
    form.append(...step.fields.map((name) => this.fieldOf(step, name)));
    const next = make("button", "button", "Go on");
    next.type = "submit";
    const skip = make("a", "button button-quiet", "Leave this for later");
    skip.href = `#${this.steps[at + 1]}`;
    const back = make("a", "button button-quiet", "Back");
    back.href = `#${this.steps[at - 1]}`;
    form.append(make("p", "write-buttons", next, skip, at ? back : ""));
    this.step.replaceChildren(this.heading, make("p", "write-words", step.words), this.summary, form);
  }

  fieldOf(step, name) {
    const question = step.asks[name] ?? "";
    if (name === "body") return this.fields.story(BODY, question);
    if (name === "consent") return this.consentField([name]);
    if (name === "photo") return this.photoField([name], question);
    return this.fields.field(this.schema.properties[name], [name], { question, required: this.schema.required.includes(name), helps: step.helps.includes(name) });
  }

  next(step, at) {
    const faults = this.faults().filter(({ place }) => step.fields.includes(place[0]));
    this.showFaults(faults);
    if (faults.length) this.summary.focus();
    else this.go(this.steps[at + 1]);
  }

  /** Everything that is wrong, with the build's rules and words, and every way to reach somebody. */
  faults() {
    const values = pruned(this.values);
    // While something else is wrong nothing is known about fields that must fit together.
    return withoutDoubles([...faultsOf(this.schema, values, this.form), ...this.screen.faultsOf(values, this.body, this.published?.reviewed)]);
  }

  showFaults(faults) {
    for (const { place } of this.fields.made.values()) this.fields.show(place, "");
    for (const { place, message } of [...faults].reverse()) {
      const made = this.fields.nearest(place);
      if (made) this.fields.show(made.place, message);
    }
    const links = faults.map(({ place, message }) => {
      const made = this.fields.nearest(place);
      return acting(sentence(message), made ? `#${idOf(made.place)}` : "#", () => focusIn(made));
    });
    fillSummary(this.summary, links);
  }

  // -------------------------------------------------------------- consent and photograph

  consentField(place) {
    const today = localDay();
    const consent = this.get(place) ?? {};
    const agree = (name, words, help) => {
      const control = make("input", "choice-box");
      control.type = "checkbox";
      control.id = name === "profile" ? idOf(place) : idOf([...place, name]);
      control.checked = Boolean(consent[name]);
      control.addEventListener("change", () => {
        const next = { ...this.get(place) };
        if (control.checked) Object.assign(next, { [name]: today, text: this.data.consent });
        else delete next[name];
        // Without a yes to the profile there is nothing to agree to.
        this.set(place, next.profile || next.photo || next.print ? next : undefined);
      });
      const since = consent[name] ? ` You agreed on ${consent[name]}.` : "";
      return make("label", "choice", control, make("span", "", words, make("span", "choice-note", help + since)));
    };
    const group = make("fieldset", "field-group", make("legend", "field-label", "I have read it, and I agree"), ...this.fields.notes(place, []));
    group.append(
      agree("profile", "Yes, publish my profile.", "Without this yes there is no page."),
      agree("photo", "Yes, publish my photograph.", "Only if you give one."),
      agree("print", "Yes, my page may be printed for schools and libraries.", "You can say no to this and yes to the rest."),
    );
    const box = make("div", "field", group);
    this.fields.keep(place, box, group);
    return make("div", "write-agree", this.consent ?? "", box);
  }

  photoField(place, question) {
    const control = make("input", "field-input");
    control.type = "file";
    control.accept = "image/jpeg,image/png,image/webp";
    control.id = idOf(place);
    const label = make("label", "field-label", question, " ", make("span", "field-optional", "(you can leave this out)"));
    label.htmlFor = control.id;
    const state = make("p", "", this.photoWords());
    state.setAttribute("role", "status");
    const gone = make("button", "write-small", "Take the picture away");
    gone.type = "button";
    gone.hidden = !this.get(place);
    gone.addEventListener("click", () => {
      Object.assign(this, { photo: "", picture: null });
      control.value = "";
      this.set(place, undefined);
      gone.hidden = true;
      state.textContent = this.photoWords();
      this.drawCard();
      control.focus();
    });
    control.addEventListener("change", async () => {
      const [file] = control.files;
      if (!file) return;
      if (!(await this.takePhoto(file))) {
        state.textContent = "This file is not a picture that we can read. Choose a JPEG, PNG or WebP file.";
        return;
      }
      this.set(place, this.photoName());
      gone.hidden = false;
      state.textContent = this.photoWords();
      this.drawCard();
    });
    const hint = "It is made smaller on this device, and the place and date that cameras write into pictures are left out.";
    const box = make("div", "field", label, ...this.fields.notes(place, [hint]), control, state, gone);
    return this.fields.keep(place, box, control);
  }

  /** Whether a file could be read as a picture. */
  async takePhoto(file) {
    try {
      const { picture, data } = await photographOf(file);
      Object.assign(this, { picture, photo: data });
      return true;
    } catch {
      return false;
    }
  }

  photoWords() {
    if (this.picture) return `Your picture is ready: ${this.picture.width} by ${this.picture.height} dots.`;
    return this.values.photo ? `The page’s picture stays: ${this.values.photo}.` : "";
  }

  photoName() {
    return this.fileName().replace(/\.md$/, ".jpg");
  }

  // -------------------------------------------------------------- the last screen

  fileName() {
    return this.slug ? `${this.slug}.md` : fileName(this.kind, pruned(this.values), this.kind === "ambassador" ? "my-profile" : "our-event");
  }

  showLook() {
    if (this.photo && this.values.photo) this.values.photo = this.photoName();
    const values = pruned(this.values);
    const page = make("section", "write-look", make("h3", "", "How it will look"), this.preview.page(values, this.body, this.picture, this.interview));
    const faults = this.faults();
    const parts = [this.heading];
    if (faults.length) {
      this.summary = faultsBox();
      fillSummary(this.summary, faults.map((fault) => this.faultLink(fault)));
      parts.push(make("p", "write-words", "Nearly there. This has to be mended before you hand it in:"), this.summary);
    }
    const advice = this.kind === "ambassador" ? adviceOnProfile(values, this.body) : [];
    if (advice.length) parts.push(this.adviceBox(advice));
    parts.push(page);
    if (!faults.length) parts.push(...this.doors(fileText(this.schema, this.values, this.body)));
    const back = make("a", "button button-quiet", "Back");
    back.href = `#${this.steps.at(-2)}`;
    parts.push(make("p", "write-buttons", back));
    this.step.replaceChildren(...parts);
  }

  faultLink({ place, message }) {
    const step = this.interview.find(({ fields }) => fields.includes(place[0])) ?? this.interview[0];
    return acting(`${step.title} ${sentence(message)}`, `#${step.name}`, () => {
      this.go(step.name);
      // The address changes first, and the screen with it.
      setTimeout(() => focusIn(this.fields.nearest(place)), PAUSE / 3);
    });
  }

  adviceBox(advice) {
    const links = advice.map(({ step, words }) => {
      const link = make("a", "", words);
      link.href = `#${step}`;
      return make("li", "", link);
    });
    return make("section", "write-coach", make("h3", "", "Could be better still"), make("ul", "", ...links));
  }

  doors(text) {
    const name = this.fileName();
    const path = `content/${this.data.collection}/${name}`;
    const title = make("h3", "", "Hand it in: choose a door");
    const intro = make("p", "", `All doors take the same file, ${name}. The hub reads it before anything is published.`);
    const doors = [this.doorDownload(name, text), this.doorMail(name, text)];
    if (this.data.repository) doors.unshift(this.doorRepository(path, text));
    const shown = make("pre", "write-file", text);
    shown.tabIndex = 0;
    shown.setAttribute("role", "region");
    shown.setAttribute("aria-label", "Your file");
    return [make("section", "write-doors", title, intro, ...doors, make("details", "", make("summary", "", "See the file"), shown))];
  }

  doorRepository(path, text) {
    const { repository, branch } = this.data;
    const { url, tooLong } = this.slug ? { url: editAddress(repository, branch, path), tooLong: true } : newFileAddress(repository, branch, path, text);
    const open = make("a", "button", tooLong ? "Copy it and open the file" : "Open a ready pull request");
    open.href = url;
    const parts = [make("h4", "", "Hand it in yourself")];
    if (tooLong) {
      const state = status();
      parts.push(make("p", "", this.slug ? "For this you need an account on GitHub. The button copies your text and opens your file there: put the new text in place of the old." : "For this you need an account on GitHub. Your text is too long for the address, so the button copies it and opens an empty file: put it in."));
      const picture = this.main.querySelector(".write-clicks")?.content.cloneNode(true);
      parts.push(picture ?? "");
      open.addEventListener("click", async (event) => {
        event.preventDefault();
        state.textContent = (await copied(text)) ? "Copied." : "It could not be copied: take the text under ‘See the file’.";
        location.assign(url);
      });
      return make("section", "write-door", ...parts, this.photoBesides(), make("p", "", open), state);
    }
    parts.push(make("p", "", "For this you need an account on GitHub. The page that opens is filled in: press the green button on it, and on each page that follows, until it says that your pull request is open."), this.photoBesides());
    return make("section", "write-door", ...parts, make("p", "", open));
  }

  get hasPhoto() {
    return Boolean(this.photo && this.values.photo);
  }

  /** The page for a new file takes one file, and no picture. */
  photoBesides() {
    return this.hasPhoto ? make("p", "", `Your photograph is a second file, ${this.photoName()}: download it below, and send it to ${this.data.email} or drop it into a comment on your pull request. Until it is there, the check says that it is missing; that is no fault of yours.`) : "";
  }

  doorDownload(name, text) {
    const links = [this.download(name, new Blob([text], { type: "text/markdown" }), "Download the file")];
    if (this.hasPhoto) links.push(this.download(this.photoName(), jpegOf(this.photo), "Download the photograph"));
    return make("section", "write-door", make("h4", "", "Keep it"), make("p", "", "Download it and give it to the hub another way."), make("p", "write-buttons", ...links));
  }

  download(name, blob, words) {
    const button = make("button", "button button-quiet", words);
    button.type = "button";
    button.addEventListener("click", () => {
      const link = make("a", "");
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    });
    return button;
  }

  doorMail(name, text) {
    const state = status();
    const copy = make("button", "button button-quiet", "Copy the text");
    copy.type = "button";
    copy.addEventListener("click", async () => {
      state.textContent = (await copied(text)) ? "Copied: now paste it into the e-mail." : "It could not be copied: take the text under ‘See the file’.";
    });
    const { url, tooLong } = mailAddress(this.data.email, name, text);
    const mail = make("a", "button button-quiet", "Write the e-mail");
    mail.href = url;
    const photo = this.hasPhoto ? " Attach the photograph too: you can download it above." : "";
    const words = tooLong
      ? `No account needed. Copy the text, begin an e-mail to ${this.data.email}, and paste the text into it.`
      : `No account needed. The button begins an e-mail to ${this.data.email} with everything in it. If nothing opens, copy the text and paste it into an e-mail.`;
    const buttons = tooLong ? [copy, mail] : [mail, copy];
    return make("section", "write-door", make("h4", "", `Send it to ${this.data.hub}`), make("p", "", words + photo), make("p", "write-buttons", ...buttons), state);
  }
}

// ---------------------------------------------------------------- small parts

function fillSummary(box, links) {
  const title = make("h3", "", links.length === 1 ? "One thing to mend" : `${links.length} things to mend`);
  title.id = "mend";
  fillFaultsBox(box, title, links);
}

function focusIn(made) {
  if (!made) return;
  const { control, box } = made;
  for (let folded = box.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  (control.localName === "fieldset" ? (control.querySelector("input, select, textarea, button") ?? control) : control).focus();
}

function notice(words) {
  return make("p", "notice notice-note write-news", words);
}

function status() {
  const line = make("p", "write-status");
  line.setAttribute("role", "status");
  return line;
}

const sentence = (message) => message[0].toUpperCase() + message.slice(1);

/** The reader's own day, as the file has it. */
function localDay() {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

const main = document.querySelector("[data-page=write]");
if (main) {
  new WritePage(main).start().catch((error) => {
    main.querySelector(".write-plain")?.prepend(notice("The form could not be fetched. You can write the file yourself, as told here, or load the page again."));
    throw error;
  });
}
