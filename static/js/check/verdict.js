// What is said about a code and a name. Nothing is said of a certificate before both belong together.

import { isSigned } from "./keys.js";
import { commit } from "./names.js";
import { sameBytes } from "./cbor.js";
import { fromLink, NotOurs, readToken } from "./token.js";
import { isSet, unpack } from "./status.js";

const DAY = 24 * 60 * 60 * 1000;
const STALE = 30 * DAY;

// What is in a code that was scanned or typed: { token } when one of our keys signed it, else { refused } with
// "altered" (no code of ours), "unknown" (a key that is not known here) or "distrusted" (with `since`).
export async function readCode(text, bundle, now) {
  try {
    const token = readToken(fromLink(text));
    const key = bundle.keys.find(({ kid }) => kid === token.kid);
    if (!key) return { refused: "unknown" };
    if (!await isSigned(key.token, token.toSign, token.signature)) return { refused: "altered" };
    const since = key.distrusted_from && Date.parse(key.distrusted_from);
    return since && since <= now ? { refused: "distrusted", since } : { token };
  } catch (error) {
    if (error instanceof NotOurs) return { refused: "altered" };
    throw error;
  }
}

// The answer for a code and a name: { outcome, token, programme }; for another name only the
// outcome. The outcomes: "current" ("stale" when the lists are old), "expired", "withdrawn", "suspended", "name".
export async function judge(token, name, bundle, now) {
  if (!sameBytes(await commit(name, token.salt), token.commitment)) return { outcome: "name" };
  return { outcome: await standing(token, bundle, now), token, programme: bundle.programmes[token.edition] };
}

// Whether lists of that moment (ISO 8601) are too old to rely on.
export function isStale(asOf, now) {
  return now - Date.parse(asOf) > STALE;
}

async function standing(token, { lists, as_of: asOf }, now) {
  if (isSet(await unpack(lists.revocation), token.index)) return "withdrawn";
  if (isSet(await unpack(lists.suspension), token.index)) return "suspended";
  const latest = Math.max(now, Date.parse(asOf)); // a clock that is behind makes nothing valid again
  if (latest >= token.expiresOn + DAY) return "expired";
  return isStale(asOf, now) ? "stale" : "current";
}
