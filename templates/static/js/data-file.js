// Reads the data files of generator/search.py.

/** An address → what the file there says; the promise fails when it cannot be had whole. `coming`: its host was asked already. */
export async function readData(url, coming = fetch(url)) {
  const response = await coming;
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

const LONGEST_WORK = 12; // milliseconds between two breaks; on a slow phone a frame is late then, and no letter
const breaks = new MessageChannel(); // a timer would wait four milliseconds more each time
const waiting = [];
let rested = 0;

/** A break when it is time for one, so that the page can answer whoever is typing. */
export async function rest() {
  if (performance.now() - rested < LONGEST_WORK) return;
  breaks.port1.onmessage = () => waiting.shift()();
  await new Promise((resolve) => {
    waiting.push(resolve);
    breaks.port2.postMessage(null);
  });
  rested = performance.now();
}
