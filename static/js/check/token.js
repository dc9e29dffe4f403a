// The token in a code: the twin of `certificates/payload.py`. This file reads its form; who signed it is asked
// in keys.js.

import { read as readCbor, sameBytes, Tag, write } from "./cbor.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const [ALG, KID, EXP, IAT, CTI, OURS] = [1, 4, 4, 6, 7, -65537];
const [ES256, SIGN1, DAY, PLACES] = [-7, 18, 86400, 131072];
const LAST_DAY = 253402300800; // no date has five figures for its year

export class NotOurs extends Error {}

// The bytes behind the `#` of a link; the host before it means nothing.
export function fromLink(text) {
  const letters = text.trim().split("#").pop().toUpperCase();
  const bytes = [];
  let bits = 0, value = 0;
  for (const letter of letters) {
    const five = BASE32.indexOf(letter);
    if (five < 0) throw new NotOurs("letters");
    value = (value << 5 | five) & 0xfff;
    bits += 5;
    if (bits >= 8) bytes.push(value >> (bits -= 8) & 0xff);
  }
  if (bits >= 5 || value & (1 << bits) - 1) throw new NotOurs("rest");
  return Uint8Array.from(bytes);
}

// What a token says: { kid, number, salt, issuedOn, expiresOn, edition, index, commitment, toSign, signature }.
// `issuedOn` and `expiresOn` (the last day) are the first milliseconds of a day. Throws NotOurs.
export function readToken(bytes) {
  try {
    const [guarded, open, payload, signature] = readSign1(bytes);
    const headers = readCbor(guarded), claims = readCbor(payload);
    const kid = headers.get(KID);
    const [exp, iat, salt] = [EXP, IAT, CTI].map((name) => claims.get(name));
    const [edition, index, commitment] = claims.get(OURS);
    const again = write(new Tag(SIGN1, [
      write(new Map([[ALG, ES256], [KID, kid]])),
      new Map(),
      write(new Map([[EXP, exp], [IAT, iat], [CTI, salt], [OURS, [edition, index, commitment]]])),
      signature,
    ]));
    const isWhole = hasSize(kid, 4) && hasSize(salt, 8) && hasSize(commitment, 16) && hasSize(signature, 64)
      && salt[0] < 16 && isDay(exp) && isDay(iat) && isCount(edition) && isCount(index) && index < PLACES;
    if (!isWhole || !sameBytes(again, bytes)) throw new NotOurs("form");
    return {
      kid: Array.from(kid, (byte) => byte.toString(16).padStart(2, "0")).join(""),
      number: numberOf(salt),
      salt,
      issuedOn: iat * 1000,
      expiresOn: (exp - DAY) * 1000,
      edition,
      index,
      commitment,
      toSign: write(["Signature1", guarded, new Uint8Array(), payload]),
      signature,
    };
  } catch (error) {
    throw error instanceof NotOurs ? error : new NotOurs("form");
  }
}

function readSign1(bytes) {
  const tag = readCbor(bytes);
  if (!(tag instanceof Tag) || tag.number !== SIGN1 || tag.value.length !== 4) throw new NotOurs("form");
  return tag.value;
}

const hasSize = (value, size) => value instanceof Uint8Array && value.length === size;
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const isDay = (value) => isCount(value) && value % DAY === 0 && value < LAST_DAY;

// The printed number of 60 bits: twelve characters and Luhn's check character, in groups of four.
function numberOf(salt) {
  const value = salt.reduce((sum, byte) => sum << 8n | BigInt(byte), 0n);
  const fives = Array.from({ length: 12 }, (_, place) => Number(value >> BigInt(5 * (11 - place)) & 31n));
  const sum = fives.reverse().reduce((total, five, place) => {
    const doubled = five * 2;
    return total + (place % 2 ? five : Math.floor(doubled / 32) + doubled % 32);
  }, 0);
  const signs = [...fives.reverse(), (32 - sum % 32) % 32].map((five) => ALPHABET[five]).join("");
  return signs.match(/.{1,4}/g).join("-");
}
