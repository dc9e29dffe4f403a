// Keeps the offline check page and its files, and nothing else. The address that loads this script says which
// (`self.kept`); whatever is not among them goes to the network as if this script were not there. Files are
// fetched without cookies: what is kept was shaped by nobody's sign-in.

const { version, files } = self.kept;
const SHELF = `check-${version}`;
const TRUST = "check-trust";

async function fill() {
  const shelf = await caches.open(SHELF);
  await shelf.addAll(files.map((file) => new Request(file, { cache: "no-cache", credentials: "omit" })));
  await self.skipWaiting();
}

async function sweep() {
  const old = (await caches.keys()).filter((name) => name.startsWith("check-") && ![SHELF, TRUST].includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request, path) {
  const shelf = await caches.open(SHELF);
  return await shelf.match(path) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(sweep()));
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method === "GET" && origin === self.location.origin && files.includes(pathname)) {
    event.respondWith(answer(event.request, pathname));
  }
});
