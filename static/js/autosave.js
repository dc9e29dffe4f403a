// Saves a quiz by itself, over networks that fail and phones that are switched off. The page works without.
//
// What she answers is first kept on the phone (one entry a question, under the attempt's own id), then sent;
// it stays until the server has said that it is kept. Entries carry a count: the highest wins, so a posting
// that comes late or twice does no harm. Only this attempt's entries are ever sent: others may not be hers.
// IndexedDB, because what localStorage holds was lost when the browser was killed ten seconds later (decision 17).

const form = document.getElementById("paper");
const { attempt, sync } = form.dataset;
const status = document.getElementById("saving");
const say = (word) => { status.textContent = word ? status.dataset[word] : ""; };
const queue = {};
let count = Number(form.dataset.sequence);
let wait = 0;
let sending = false;
let timer;
let shelf;

const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function openShelf() {
  const opening = indexedDB.open("kept", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("answers");
  shelf = await settled(opening);
  const mine = IDBKeyRange.bound([attempt, ""], [attempt, "\uffff"]);
  for (const entry of await settled(shelf.transaction("answers").objectStore("answers").getAll(mine))) {
    if (!queue[entry.question]) queue[entry.question] = entry;
  }
}

// Written through to the disk: the battery may be empty a second later.
function onShelf(act) {
  try {
    act(shelf.transaction("answers", "readwrite", { durability: "strict" }).objectStore("answers"));
  } catch { /* no room, or none allowed: it is sent all the same, and the form's own button saves */ }
}

function id() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function fieldsOf(question) {
  const named = new URLSearchParams();
  for (const field of question.querySelectorAll("[name]")) {
    if (!/^(radio|checkbox)$/.test(field.type) || field.checked) named.append(field.name, field.value);
  }
  return named.toString();
}

function keep(question) {
  count += 1;
  const entry = { question: question.id, fields: fieldsOf(question), post: id(), sequence: count, said: new Date().toISOString() };
  queue[question.id] = entry;
  onShelf((answers) => answers.put(entry, [attempt, question.id]));
  say("waiting");
  clearTimeout(timer);
  timer = setTimeout(send, 500);
}

function restore() {
  for (const entry of Object.values(queue)) {
    count = Math.max(count, entry.sequence);
    const question = document.getElementById(entry.question);
    if (!question) continue;
    const said = new URLSearchParams(entry.fields);
    for (const field of question.querySelectorAll("[name]:not([type=hidden])")) {
      if (/^(radio|checkbox)$/.test(field.type)) field.checked = said.getAll(field.name).includes(field.value);
      else field.value = said.get(field.name) || "";
    }
  }
}

async function send() {
  const entry = Object.values(queue).sort((a, b) => a.sequence - b.sequence)[0];
  if (sending || !entry) return;
  sending = true;
  const body = new URLSearchParams(entry.fields);
  const csrfmiddlewaretoken = form.elements.csrfmiddlewaretoken.value;
  const about = { attempt, csrfmiddlewaretoken, post: entry.post, sequence: entry.sequence, said_at: entry.said };
  for (const [name, value] of Object.entries(about)) body.set(name, value);
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), 20000);
  let again;
  try {
    const reply = await fetch(sync, { method: "POST", body, redirect: "manual", keepalive: true, signal: stop.signal });
    again = reply.ok ? settle(entry, await reply.json()) : refused(reply);
  } catch {
    again = later();
  }
  clearTimeout(patience);
  sending = false;
  if (again) {
    clearTimeout(timer);
    timer = setTimeout(send, again);
  }
}

// The server has it. Something newer from another page counts instead? What she did here was last: say it again.
function settle(entry, reply) {
  wait = 0;
  count = Math.max(count, reply.highest);
  const question = document.getElementById(entry.question);
  if (queue[entry.question] === entry) {
    delete queue[entry.question];
    onShelf((answers) => answers.delete([attempt, entry.question]));
    if (reply.overtaken && question) {
      keep(question);
      say("elsewhere");
      return 500;
    }
  }
  const left = Object.keys(queue).length;
  say(reply.standing !== "accepted" ? "closed" : left ? "waiting" : "saved");
  return left ? 1 : 0;
}

function refused(reply) {
  if (reply.status >= 500 || reply.status === 429) return later();
  say("again"); // signed out, or an old page: what is kept is sent when she has signed in and opened it anew
  return 0;
}

function later() {
  say("waiting");
  wait = Math.min(wait ? wait * 2 : 1000, 15000);
  return wait;
}

form.addEventListener("input", (event) => {
  const question = event.target.closest(".question");
  if (question) keep(question);
});
addEventListener("online", send);
document.addEventListener("visibilitychange", send);
try {
  await openShelf();
} catch { /* a browser that keeps nothing: answers are sent as long as the page is open */ }
restore();
say(form.elements.post ? "ready" : "");
send();
