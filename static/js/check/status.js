// The two status lists: one bit for each certificate, at a random place (`certificates/status_list.py`).

import { fromBase64 } from "./keys.js";

// Unpacks a list: "u", then base64url of gzip.
export async function unpack(text) {
  if (!text.startsWith("u")) throw new TypeError("list");
  const packed = new Blob([fromBase64(text.slice(1))]).stream();
  const plain = packed.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

// Whether the bit at a place is set; the first place is the leftmost bit.
export function isSet(bits, index) {
  if (index >= bits.length * 8) throw new RangeError("place");
  return Boolean(bits[index >> 3] & 0x80 >> (index & 7));
}
