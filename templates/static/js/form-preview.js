// The card and the page as they will look, in the classes of the real ones. Text only ever goes in by textContent.

import { make } from "./elements.js";
import { avatar } from "./find-cards.js";
import { slugOf } from "./form-yaml.js";

const NOTHING = "…";

export class Preview {
  /** `marks`: the template element that holds the marks of a route, one for each group. */
  constructor(form, kind, marks) {
    this.form = form;
    this.kind = kind;
    this.marks = marks;
  }

  label(vocabulary, slug) {
    return this.form.terms[vocabulary]?.find((term) => term.slug === slug)?.label ?? slug;
  }

  // -------------------------------------------------------------- the card of a list

  card(values, picture) {
    return this.kind === "ambassador" ? this.personCard(values, picture) : this.recordCard(values);
  }

  personCard(values, picture) {
    const name = make("bdi", "", values.name || "Your name");
    name.dir = "auto";
    const who = make("div", "person-card-who", make("h3", "card-title", name), make("p", "person-card-job", values.job_title || NOTHING));
    const summary = make("p", "card-summary", values.summary || NOTHING);
    summary.dir = "auto";
    const tags = make("ul", "tags", ...(values.subjects ?? []).slice(0, 3).map((slug) => make("li", "tag", this.label("subjects", slug))));
    const body = make("div", "card-body", summary, tags.children.length ? tags : "");
    const foot = values.district ? make("p", "card-foot", make("span", "with-icon", this.label("districts", values.district))) : "";
    return make("article", "card person-card", make("div", "person-card-face", this.face(values, picture)), who, body, foot);
  }

  face(values, picture) {
    if (!picture) return avatar(slugOf(values.name ?? "") || "you", values.name || "?");
    const canvas = make("canvas", "picture");
    const side = Math.min(picture.width, picture.height);
    canvas.width = canvas.height = Math.min(side, 400);
    canvas.getContext("2d").drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, canvas.width, canvas.height);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", values.photo_alt || "Your photograph");
    return canvas;
  }

  recordCard(values) {
    const line = [this.kind === "event" ? this.label("event-kinds", values.kind) : this.label("case-study-kinds", values.kind), values.starts ?? values.date, values.place?.name].filter(Boolean).join(" · ");
    return make("article", "card record-card", make("div", "card-body", make("h3", "card-title", values.title || "The title"), line ? make("p", "card-line", line) : "", make("p", "card-summary", values.summary || NOTHING)));
  }

  // -------------------------------------------------------------- the route, as components/route-line.html draws it

  route(steps) {
    const stops = steps.filter((step) => step.step).map((step) => this.stop(step));
    return make("ol", "route-line", ...stops);
  }

  stop({ step, what, where, year, age, note, as_was: asWas, today }) {
    const term = this.form.terms["route-steps"].find(({ slug }) => slug === step) ?? { label: step, group: "life" };
    const when = year ? year.replace("-now", " to now").replace("-", "–") : age ? `age ${age.replace("-", "–")}` : "";
    const head = make("p", "stop-head", make("span", "stop-step", term.label), when ? " " : "", when ? make("span", "stop-when", when) : "");
    const then = [asWas ? part("Then:", asWas) : "", today ? part("Today:", today) : ""].filter(Boolean);
    const line = (name, words) => (words ? make("p", name, words) : "");
    const text = make(
      "div",
      "stop-text",
      head,
      line("stop-what", what),
      line("stop-where", where),
      line("stop-level", term.level ? `Level ${term.level} qualification` : ""),
      line("stop-note", note),
      then.length ? make("p", "stop-then", ...then) : "",
    );
    const mark = this.marks?.content.querySelector(`.stop-${term.group}`)?.cloneNode(true) ?? "";
    return make("li", `stop stop-${term.group}`, mark, text);
  }

  // -------------------------------------------------------------- the page

  page(values, body, picture, interview) {
    if (this.kind !== "ambassador") return make("div", "write-page", this.recordCard(values), this.prose(body));
    const asks = Object.assign({}, ...interview.map(({ asks: each }) => each));
    const names = (step) => interview.find(({ name }) => name === step).fields;
    const name = make("bdi", "", values.name || "Your name");
    name.dir = "auto";
    const answers = (fields, kind) => fields.filter((field) => values[field]).map((field) => answer(asks[field], values[field], kind));
    return make(
      "div",
      "write-page",
      make("div", "write-page-head", make("div", "person-card-face", this.face(values, picture)), make("div", "", make("h3", "", name), make("p", "person-card-job", values.job_title ?? ""), make("p", "", values.summary ?? ""))),
      ...answers(names("day"), "answer-first"),
      make("h3", "", "The route so far"),
      this.route(values.route ?? []),
      ...(body.trim() ? [make("h3", "", "The story"), this.prose(body)] : []),
      ...answers(names("honest"), "answer-aside"),
    );
  }

  /** Headings, lists, paragraphs, strong and emphasised words: enough to see the shape. */
  prose(body) {
    const blocks = body.replace(/\r\n?/g, "\n").split(/\n{2,}/).map((each) => each.trim()).filter(Boolean);
    const box = make("div", "prose", ...blocks.map(block));
    box.dir = "auto";
    return box;
  }
}

const part = (label, words) => make("span", "stop-then-part", make("strong", "", label), ` ${words}`);

function answer(question, words, kind) {
  const text = make("p", "answer-text", words);
  text.dir = "auto";
  return make("section", `answer ${kind}`, make("h3", "answer-question", question), text);
}

function block(text) {
  const heading = /^#{2,4} (.*)$/.exec(text);
  if (heading) return make("h4", "", ...inline(heading[1]));
  const lines = text.split("\n");
  if (lines.every((line) => /^[-*] /.test(line))) return make("ul", "", ...lines.map((line) => make("li", "", ...inline(line.slice(2)))));
  if (lines.every((line) => /^\d+\. /.test(line))) return make("ol", "", ...lines.map((line) => make("li", "", ...inline(line.replace(/^\d+\. /, "")))));
  return make("p", "", ...inline(lines.join(" ")));
}

function inline(text) {
  return text.split(/(\*\*[^*]+\*\*|\*[^*]+\*|\[[^\]]+\]\([^)]*\))/).filter(Boolean).map((each) => {
    if (/^\*\*.+\*\*$/.test(each)) return make("strong", "", each.slice(2, -2));
    if (/^\*.+\*$/.test(each)) return make("em", "", each.slice(1, -1));
    return /^\[([^\]]+)\]\(/.exec(each)?.[1] ?? each;
  });
}
