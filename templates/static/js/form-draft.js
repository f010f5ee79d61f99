// What somebody has written so far, kept on this device and nowhere else. No DOM here, and the storage is passed in.

export class Draft {
  /** `storage`: as localStorage is; null where there is none. Then the draft lasts as long as the page does. */
  constructor(storage, key) {
    this.storage = storage;
    this.key = key;
    this.keeps = true;
  }

  /** {values, body, photo}, or null for nothing that can be used. */
  read() {
    try {
      const found = JSON.parse(this.storage.getItem(this.key));
      return isGroup(found) && isGroup(found.values) && typeof found.body === "string" ? found : null;
    } catch {
      return null;
    }
  }

  /** Whether it was kept. A device without room for the photograph keeps the words. */
  write({ values, body, photo }) {
    this.keeps = this.put({ values, body, photo }) || (Boolean(photo) && this.put({ values, body, photo: "" }));
    return this.keeps;
  }

  put(draft) {
    try {
      this.storage.setItem(this.key, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  remove() {
    try {
      this.storage.removeItem(this.key);
    } catch {
      // A device that keeps nothing has nothing to remove.
    }
  }
}

const isGroup = (value) => Boolean(value) && typeof value === "object" && !Array.isArray(value);
