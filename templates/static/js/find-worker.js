// Answers questions beside the page. The first message says what is searched; each other one is a call of Answers.

import { Answers } from "./find-answers.js";

let answers;

onmessage = async ({ data: { number, name, given, collection, files } }) => {
  if (!answers) {
    answers = new Answers(collection, files);
    postMessage({});
    return;
  }
  try {
    postMessage({ number, value: await answers[name](...given) });
  } catch (error) {
    postMessage({ number, failed: String(error) });
  }
};
