// Reads one of the data files of generator/search.py.

/** An address → what the file there says; the promise fails when it cannot be had whole. */
export async function readData(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}
