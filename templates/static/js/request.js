// From a teacher's answers to one request to the hub: what is missing, the text, the e-mail.
// No DOM here: tested by `node --test`.

export const LONGEST_MAIL = 1800; // characters of a mailto: address that every mail program takes
export const UNSURE = "Not sure yet: please advise";

const MODES = new Map([["in-person", "At our place"], ["online", "Online"], ["either", "At our place or online"]]);

export const NOTHING = { group: "", town: "", stages: [], ages: "", count: "", activity: "", when: "", mode: "", aim: "", about: "", more: "" };

/** Answers → what must still be said: [{field, words}] in the order of the form. */
export function missingOf(answers) {
  const missing = [];
  const need = (field, there, words) => there || missing.push({ field, words });
  need("group", tidy(answers.group), "Write the name of your school or group");
  need("town", tidy(answers.town), "Write which town it is in");
  need("stages", answers.stages.length || tidy(answers.ages), "Choose who it is for, or write their year groups or ages");
  need("count", tidy(answers.count), "Write about how many people it is for");
  need("activity", answers.activity, "Choose what you would like somebody to do");
  need("when", tidy(answers.when), "Write when you would like it to be");
  need("mode", MODES.has(answers.mode), "Choose where it should be");
  need("aim", tidy(answers.aim), "Write what young people should take away from it");
  return missing;
}

/** The request as a text. `people`: [{slug, name}], the name '' where it is not known. */
export function requestText(answers, people) {
  const who = [answers.stages.join(", "), tidy(answers.ages), /^\d+$/.test(tidy(answers.count)) ? `about ${tidy(answers.count)} people` : tidy(answers.count)];
  const rows = [
    ["School or group", [tidy(answers.group), tidy(answers.town)].filter(Boolean).join(", ")],
    ["Who it is for", who.filter(Boolean).join("; ")],
    ["What", tidy(answers.activity)],
    ["When", tidy(answers.when)],
    ["Where", MODES.get(answers.mode) ?? ""],
    ["What young people should take away", tidy(answers.aim)],
    ["We would like to meet", people.map(({ slug, name }) => `\n- ${name ? `${name} (${slug})` : slug}`).join("")],
    ["We are looking for", tidy(answers.about)],
    ["Anything else", tidy(answers.more)],
  ];
  return rows.filter(([, answer]) => answer).map(([label, answer]) => `${label}:${answer.startsWith("\n") ? "" : " "}${answer}`).join("\n");
}

export function subjectOf(answers) {
  const what = answers.activity && answers.activity !== UNSURE ? answers.activity : "an ambassador";
  const where = oneLine(answers.town);
  return `Request: ${oneLine(what)}${where ? `, ${where}` : ""}`.slice(0, 120);
}

/** An e-mail, ready to send: {url, tooLong}. One that is too long says where to put the text `instead`. */
export function mailOf(address, subject, text, instead = "(Please paste your request here.)") {
  const url = mailUrl(address, subject, text);
  if (url.length < LONGEST_MAIL) return { url, tooLong: false };
  return { url: mailUrl(address, subject, instead), tooLong: true };
}

function mailUrl(address, subject, body) {
  const write = (text) => encodeURIComponent(wellFormed(text));
  return `mailto:${address}?subject=${write(oneLine(subject))}&body=${write(body.replace(/\r?\n/g, "\r\n"))}`;
}

/** White space at the ends, empty lines and control characters go. */
export function tidy(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
    .replace(/\n\s*\n+/g, "\n")
    .trim();
}

const oneLine = (text) => tidy(text).replace(/\s+/g, " ");
const wellFormed = (text) => text.replace(/[\ud800-\udfff]/gu, "");
