// The trust bundle (keys, programmes, status lists) as this device keeps it. Whoever could swap it could forge
// certificates: so the first root key is pinned, and a bundle that it does not vouch for changes nothing.

import { areVouchedFor, fingerprint } from "./keys.js";

const SHELF = "check-trust";
const FORM = ["keys", "programmes", "lists", "root", "as_of"];

// What is kept, or undefined: { root, bundle }.
export async function kept(address) {
  const found = await (await caches.open(SHELF)).match(address);
  return found?.json();
}

// What to trust after a bundle arrived: { root, bundle } of it, or as before with `refused`: true when the
// pinned root does not vouch for its keys. One that is older than the kept one changes nothing, unless that
// one's moment has not come yet: then a clock was wrong.
export async function weigh(before, bundle, now) {
  if (FORM.some((name) => !bundle[name]) || !bundle.keys.length) return before;
  const root = before?.root ?? bundle.root;
  const isSame = await fingerprint(root) === await fingerprint(bundle.root);
  if (!isSame || !await areVouchedFor(bundle.keys, root)) return { ...before, refused: true };
  const moment = before && Date.parse(before.bundle.as_of);
  if (before && moment <= now && !(Date.parse(bundle.as_of) >= moment)) return before;
  return { root, bundle };
}

// Fetches the newest bundle and keeps it if it is to be trusted; returns what to trust from now on. Without a
// network that is what was kept.
export async function refresh(address) {
  const before = await kept(address);
  let bundle;
  try {
    const reply = await fetch(address, { credentials: "omit", cache: "no-store" });
    if (!reply.ok) return before;
    bundle = await reply.json();
  } catch {
    return before;
  }
  const after = await weigh(before, bundle, Date.now());
  if (after && !after.refused) {
    await (await caches.open(SHELF)).put(address, new Response(JSON.stringify(after)));
  }
  return after;
}
