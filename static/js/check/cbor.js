// As much CBOR (RFC 8949) as a token needs: whole numbers, bytes, texts, lists, maps and tags, in their one
// shortest form. What is written in any other form is refused.

export class Tag {
  constructor(number, value) {
    this.number = number;
    this.value = value;
  }
}

const UNSIGNED = 0, NEGATIVE = 1, BYTES = 2, TEXT = 3, LIST = 4, MAP = 5, TAG = 6;

function head(kind, value) {
  if (value < 24) return [kind << 5 | value];
  const size = value < 0x100 ? 1 : value < 0x10000 ? 2 : value < 0x100000000 ? 4 : 8;
  const bytes = [];
  for (let left = BigInt(value), n = 0; n < size; n += 1, left >>= 8n) bytes.unshift(Number(left & 0xffn));
  return [kind << 5 | 24 + Math.log2(size), ...bytes];
}

function parts(value) {
  if (Number.isSafeInteger(value)) return value < 0 ? head(NEGATIVE, -1 - value) : head(UNSIGNED, value);
  if (value instanceof Uint8Array) return [...head(BYTES, value.length), ...value];
  if (value instanceof Tag) return [...head(TAG, value.number), ...parts(value.value)];
  if (value instanceof Map) {
    const rows = Array.from(value, ([key, each]) => [parts(key), parts(each)]).sort(shorterFirst);
    return [...head(MAP, value.size), ...rows.flat(2)];
  }
  if (Array.isArray(value)) return [...head(LIST, value.length), ...value.flatMap(parts)];
  const text = new TextEncoder().encode(value);
  return [...head(TEXT, text.length), ...text];
}

function shorterFirst([a], [b]) {
  const place = a.findIndex((byte, index) => byte !== b[index]);
  return a.length - b.length || a[place] - b[place];
}

// The bytes of a value: a whole number, Uint8Array, text, list, Map or Tag.
export function write(value) {
  return Uint8Array.from(parts(value));
}

// The value that bytes say; throws RangeError for anything but one value in its one form.
export function read(bytes) {
  let place = 0;
  const take = (size) => {
    if (place + size > bytes.length) throw new RangeError("cut");
    place += size;
    return bytes.subarray(place - size, place);
  };
  const number = (low) => {
    if (low < 24) return low;
    if (low > 27) throw new RangeError("form");
    const value = take(2 ** (low - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
    if (!Number.isSafeInteger(value)) throw new RangeError("too great");
    return value;
  };
  const next = (depth) => {
    if (depth > 4) throw new RangeError("deep");
    const [first] = take(1);
    const kind = first >> 5, value = number(first & 31);
    if (kind === UNSIGNED) return value;
    if (kind === NEGATIVE) return -1 - value;
    if (kind === BYTES) return take(value).slice();
    if (kind === TEXT) return new TextDecoder("utf-8", { fatal: true }).decode(take(value));
    if (kind === TAG) return new Tag(value, next(depth + 1));
    if (kind > TAG || value > bytes.length) throw new RangeError("form");
    const item = () => next(depth + 1);
    if (kind === LIST) return Array.from({ length: value }, item);
    return new Map(Array.from({ length: value }, () => [item(), item()]));
  };
  const value = next(0);
  if (place !== bytes.length || !sameBytes(write(value), bytes)) throw new RangeError("form");
  return value;
}

export function sameBytes(one, other) {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}
