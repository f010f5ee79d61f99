// A heart on every person's card and profile puts them on the reader's own list, and the header says how many are on it.
// On every page, so it brings nothing but the list itself.

import { deviceStorage, Kept, MOST, slugInPath } from "./kept.js";

const SVG = "http://www.w3.org/2000/svg";
const HEART = "M19 14c1.49-1.46 3-3.21 3-5.5A5.5 5.5 0 0 0 16.5 3c-1.76 0-3 .5-4.5 2-1.5-1.5-2.74-2-4.5-2A5.5 5.5 0 0 0 2 8.5c0 2.3 1.5 4.05 3 5.5l7 7Z";

export const REFUSED = "This browser does not let us keep your list. It is lost when you leave this page.";
export const FULL = `Your list is full: it holds ${MOST} people. Take somebody off first.`;

const inBrowser = typeof document !== "undefined";
const home = inBrowser ? new URL(document.querySelector(".brand")?.href ?? "/", location.href).pathname : "/";

/** The list of this reader, one for all modules of the page. */
export const kept = inBrowser ? new Kept(deviceStorage(), `my-list:${home}`) : null;
export const myListUrl = `${home}my-list/`;

/** Tells every part of the page that the list is another now. */
export function listChanged() {
  document.dispatchEvent(new CustomEvent("list-changed"));
  if (kept.fault === "refused") show(REFUSED);
}

// ---------------------------------------------------------------- hearts

function makeHearts() {
  for (const card of document.querySelectorAll(".person-card")) {
    const link = card.querySelector(".card-link");
    const slug = link && slugInPath(link.pathname);
    if (!slug || card.querySelector(".heart")) continue;
    let foot = card.querySelector(".card-foot");
    if (!foot) {
      foot = document.createElement("p");
      foot.className = "card-foot";
      card.append(foot);
    }
    foot.append(aimHeart(heart(), slug, link.textContent.trim()));
  }
  const title = document.querySelector(".person-head h1");
  const slug = title && slugInPath(location.pathname);
  if (slug && !document.querySelector(".heart-large")) title.after(largeHeart(slug, title.textContent.trim()));
  showKept();
}

/** The button that keeps somebody on the list: whom, aimHeart says. */
export function heart() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "heart";
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", "icon heart-icon");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", HEART);
  picture.append(path);
  button.append(picture);
  button.addEventListener("click", () => toggle(button.dataset.slug, button.dataset.name));
  return button;
}

/** A heart and whom it keeps; it may have been for somebody else before. */
export function aimHeart(button, slug, name) {
  Object.assign(button.dataset, { slug, name });
  button.setAttribute("aria-label", `Keep ${name} on my list`);
  button.setAttribute("aria-pressed", String(kept.has(slug)));
  return button;
}

function largeHeart(slug, name) {
  const button = aimHeart(heart(), slug, name);
  button.className = "button heart-large";
  const words = document.createElement("span");
  words.className = "heart-words";
  button.append(words);
  return button;
}

function toggle(slug, name) {
  if (kept.has(slug)) {
    kept.remove(slug);
    say(`${name} is off your list.`);
  } else {
    kept.add(slug);
    if (!kept.has(slug)) {
      show(FULL);
      return;
    }
    say(`${name} is on your list.`);
  }
  listChanged();
}

function showKept() {
  for (const button of document.querySelectorAll(".heart, .heart-large")) {
    const on = kept.has(button.dataset.slug);
    button.setAttribute("aria-pressed", String(on));
    const words = button.querySelector(".heart-words");
    if (words) words.textContent = on ? "Kept on my list" : "Keep on my list";
  }
  showCount();
}

// ---------------------------------------------------------------- the header

function showCount() {
  const link = document.querySelector(".nav-kept .nav-link");
  if (link) link.textContent = kept.slugs.length ? `My list (${kept.slugs.length})` : "My list";
}

// ---------------------------------------------------------------- words

let status;
let notice;

/** For those who hear the page. */
export function say(words) {
  status.textContent = words;
}

/** For everybody, until it is closed. */
function show(words) {
  notice.firstChild.textContent = words;
  notice.classList.add("kept-notice-shown");
}

function makeStatus() {
  status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  notice = document.createElement("div");
  notice.className = "kept-notice";
  const words = document.createElement("p");
  words.setAttribute("role", "status");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button button-quiet";
  close.textContent = "Close";
  close.addEventListener("click", () => notice.classList.remove("kept-notice-shown"));
  notice.append(words, close);
  document.body.append(status, notice);
}

function begin() {
  makeStatus();
  makeHearts();
  document.addEventListener("list-changed", showKept);
  const again = () => {
    kept.read();
    document.dispatchEvent(new CustomEvent("list-changed"));
  };
  addEventListener("storage", (event) => (event.key === kept.key || event.key === null) && again());
  addEventListener("pageshow", (event) => event.persisted && again());
}

if (inBrowser) begin();
