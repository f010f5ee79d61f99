// Numbers that follow from a text, the same here and in generator/chance.py: the order of the day, the pattern of an avatar.

const encoder = new TextEncoder();

/** A text → 32 bits: FNV-1a over its UTF-8 bytes, then MurmurHash3's last mixing. */
export function hashed(text) {
  let state = 2166136261;
  for (const byte of encoder.encode(text)) state = Math.imul(state ^ byte, 16777619);
  state ^= state >>> 16;
  state = Math.imul(state, 0x85ebca6b);
  state ^= state >>> 13;
  state = Math.imul(state, 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** An endless row of numbers of 24 bits from a text: xorshift. */
export function* numbers(seed) {
  let state = hashed(seed) || 1;
  for (;;) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 8;
  }
}
