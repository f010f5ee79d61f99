// Somebody who answers the page's questions (find-answers.js): in a worker, so that typing is never held up; where there can
// be none, the same code on the page.

import { rest } from "./data-file.js";

// The one script that a worker of this site may run.
const script = new URL("./find-worker.js", import.meta.url).href;
const policy = globalThis.trustedTypes?.createPolicy("find-worker", { createScriptURL: () => script });

/** The list that is searched and the addresses of its data files → its Answers; each call is a promise. */
export async function answersFor(collection, files) {
  try {
    return await inWorker(collection, files);
  } catch {
    const { Answers } = await import("./find-answers.js");
    return new Answers(collection, files, rest);
  }
}

function inWorker(collection, files) {
  const worker = new Worker(policy ? policy.createScriptURL("") : script, { type: "module" });
  const waiting = new Map();
  let last = 0;
  const call = (name) => (...given) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      worker.postMessage({ number: last, name, given });
    });
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => {
      event.preventDefault(); // the page does without it
      reject(new Error("no worker"));
    };
    worker.onmessage = ({ data: { number, value, failed } }) => {
      if (!number) return resolve({ open: call("open"), makeReady: call("makeReady"), ask: call("ask"), elsewhere: call("elsewhere") });
      const { resolve: answer, reject: fail } = waiting.get(number);
      waiting.delete(number);
      return failed ? fail(new Error(failed)) : answer(value);
    };
    worker.postMessage({ collection, files });
  });
}
