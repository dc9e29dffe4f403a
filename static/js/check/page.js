// The offline check page: a code, a name, an answer. Nothing that is typed or scanned is kept or sent. All its
// words stand in the page; this script only shows and hides them.

import { Camera } from "./camera.js";
import { fingerprint } from "./keys.js";
import { prepare, readFile } from "./picture.js";
import { refresh } from "./trust.js";
import { isStale, judge, readCode } from "./verdict.js";

const find = (id) => document.getElementById(id);
const form = find("check"), answer = find("answer"), record = find("record"), state = find("code-state");
const { trust: ADDRESS, worker: WORKER } = form.dataset;
const LOCALE = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: "long", timeZone: "UTC" });
const camera = new Camera(find("video"));
let trusted;
let code = "";

const say = (word = "") => { state.textContent = word && state.dataset[word]; };
const fill = (name, text) => document.querySelectorAll(`[data-slot=${name}]`).forEach((slot) => { slot.textContent = text; });

function forget() {
  code = "";
  answer.hidden = true;
  say();
}

function show(outcome) {
  for (const words of answer.querySelectorAll("[data-outcome]")) words.hidden = words.dataset.outcome !== outcome;
  answer.className = `result outcome ${answer.querySelector("[data-outcome]:not([hidden])").dataset.look}`;
  record.hidden = !["current", "stale", "expired", "withdrawn", "suspended"].includes(outcome);
  answer.hidden = false;
  answer.focus();
  answer.scrollIntoView({ block: "nearest" });
}

async function takeCode(text) {
  forget();
  code = text;
  if (!await read()) return;
  say("read");
  form.elements.name.focus();
}

// The token in the code, or undefined when it is refused. Asked anew for each answer: lists may be newer by then.
async function read() {
  const { refused, since, token } = await readCode(code, trusted.bundle, Date.now());
  if (refused) {
    fill("since", since ? day.format(since) : "");
    show(refused);
  }
  return token;
}

async function takeFile(file) {
  forget();
  say("looking");
  const text = await readFile(file);
  if (text) await takeCode(text);
  else say("nothing");
}

async function scan() {
  forget();
  find("viewer").hidden = false;
  find("scan").hidden = true;
  find("stop").focus();
  const text = await camera.look().catch(() => say("blind"));
  find("viewer").hidden = true;
  find("scan").hidden = false;
  find("scan").focus();
  if (text) await takeCode(text);
}

async function check() {
  const { link, name } = form.elements;
  code ||= link.value.trim();
  if (!code) {
    say("first");
    return;
  }
  const token = await read();
  if (token && !name.value.trim()) name.focus();
  else if (token) tell(await judge(token, name.value, trusted.bundle, Date.now()));
}

// What a match restates, so that it can be compared with the paper.
function tell(found) {
  if (found.token) {
    const { title, level, hours } = found.programme ?? { title: record.dataset.unknown };
    const { number, issuedOn, expiresOn } = found.token;
    const lines = { number, title, level, hours, issued: day.format(issuedOn), last: day.format(expiresOn) };
    for (const [slot, text] of Object.entries(lines)) fill(slot, text);
  }
  show(found.outcome);
}

async function renew() {
  trusted = await refresh(ADDRESS);
  find("refused").hidden = !trusted?.refused;
  if (!trusted?.bundle) return;
  const { as_of: asOf } = trusted.bundle;
  fill("as-of", day.format(Date.parse(asOf)));
  fill("root", await fingerprint(trusted.root));
  find("freshness").classList.toggle("warning", isStale(asOf, Date.now()));
  find("old").hidden = !isStale(asOf, Date.now());
}

async function begin() {
  if (!globalThis.DecompressionStream || !crypto.subtle) return; // too old: the other way stays in view
  const worker = navigator.serviceWorker;
  const working = worker?.register(WORKER).then(() => worker.ready).catch(() => undefined);
  const [sees] = await Promise.all([prepare().then(() => true, () => false), renew()]);
  find("pictures").hidden = !sees;
  find("waiting").hidden = true;
  find(trusted?.bundle ? "about" : "no-keys").hidden = false;
  form.hidden = !trusted?.bundle;
  find("kept").hidden = !await working;
  navigator.storage?.persist?.();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  check().catch(() => say("broken"));
});
form.elements.file.addEventListener("change", ({ target }) => { if (target.files[0]) takeFile(target.files[0]); });
form.elements.link.addEventListener("input", forget);
form.elements.name.addEventListener("input", () => { answer.hidden = true; });
find("scan").addEventListener("click", scan);
find("stop").addEventListener("click", () => camera.stop());
find("again").addEventListener("click", () => { form.reset(); forget(); form.querySelector("button").focus(); });
find("renew").addEventListener("click", renew);
addEventListener("online", renew);
addEventListener("pagehide", () => { form.reset(); forget(); camera.stop(); });
begin();
