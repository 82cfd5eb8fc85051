// The service worker: pages from the network, and from this device where there is none. The server writes before this
// what changes with a release: VERSION, SHELL (files and pages that everything needs), PUSH (an address).
const SHELF = `shell-${VERSION}`;
const FRONTS = ["/", "/briefing", "/latest", "/saved"];
const FORMS = /^\/(save|follow|mute|seen|comments\/like)$/;
const PATIENCE = 6000;

importScripts(PUSH);

// A page's address without its language, its slug and its query: what it is kept under.
function keyOf(address) {
  const path = new URL(address, location.origin).pathname.replace(/^\/[a-z]{2}(?=\/)/, "");
  return path.replace(/^(\/(?:article|image)\/\d+)(?:-[^/]*)?(\/\d+)?.*$/, "$1$2");
}

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELF).then((cache) => cache.addAll(SHELL)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("shell-") && name !== SHELF) await caches.delete(name);
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  const act = { renew: () => self.skipWaiting(), refresh, replay }[event.data.do];
  if (act) event.waitUntil(act());
});

self.addEventListener("sync", (event) => event.waitUntil(replay()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  const key = keyOf(url);
  if (request.method === "POST" && FORMS.test(key)) event.respondWith(post(request, key));
  else if (request.method !== "GET") return;
  else if (request.mode === "navigate") event.respondWith(page(event, key, url));
  else if (key.startsWith("/static/")) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  else if (key.startsWith("/image/")) event.respondWith(picture(request, key));
});

// A page of the network; the one that is kept where the network fails or makes wait too long.
async function page(event, key, url) {
  const kept = await (await caches.open("kept")).match(key);
  const fresh = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  const late = new Promise((_, give) => kept && setTimeout(give, PATIENCE));
  try {
    const answer = await Promise.race([fresh, late]);
    if (answer.status > 501 && kept) throw new Error("the server is away");
    if (answer.ok && FRONTS.includes(key) && !url.search) event.waitUntil(keep(key, answer.clone()));
    return answer;
  } catch {
    if (!kept) return (await caches.match("/offline")) ?? Response.error();
    // What is read without a network is read all the same.
    const number = key.match(/^\/article\/(\d+)$/)?.[1];
    if (number) event.waitUntil(queue("/seen", [["read", number]]));
    return new Response((await kept.text()).replace("<html ", "<html data-kept "), { headers: kept.headers });
  }
}

async function picture(request, key) {
  try {
    return await fetch(request);
  } catch {
    return (await (await caches.open("pictures")).match(key)) ?? Response.error();
  }
}

async function keep(key, answer) {
  // A copy: an answer that came by a redirect may not be given to a page.
  const copy = new Response(await answer.blob(), { headers: answer.headers });
  await (await caches.open("kept")).put(key, copy);
}

async function post(request, key) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    const fields = [...new URLSearchParams(await copy.text())];
    await queue(key, fields.filter(([name]) => name !== "token"));
    if (request.mode !== "navigate") return new Response(null, { status: 202 });
    const next = new URL(fields.find(([name]) => name === "next")?.[1] ?? "/", location.origin);
    return Response.redirect(next.origin === location.origin ? next : "/", 303);
  }
}

async function queue(path, fields) {
  const entry = { path, fields, reader: await whose() };
  const key = `/queue/${String(Date.now()).padStart(15, "0")}-${crypto.randomUUID()}`;
  await (await caches.open("queue")).put(key, new Response(JSON.stringify(entry)));
  await self.registration.sync?.register("queue").catch(() => {});
}

async function whose() {
  return (await (await caches.open("kept")).match("/whose"))?.text();
}

async function told() {
  const answer = await fetch("/device.json", { cache: "no-store" });
  if (!answer.ok) throw new Error("the server is away");
  return answer.json();
}

// Sends what waits, oldest first, with a token that is good now. Each does the same when it is done twice.
let sending;
function replay() {
  sending ??= send().finally(() => (sending = undefined));
  return sending;
}

async function send() {
  const cache = await caches.open("queue");
  const waiting = (await cache.keys()).sort((one, other) => (one.url < other.url ? -1 : 1));
  if (!waiting.length) return;
  const { token, reader } = await told();
  let sent = 0;
  for (const one of waiting) {
    const entry = await (await cache.match(one)).json();
    if (entry.reader === undefined || entry.reader === reader) {
      const body = new URLSearchParams([...entry.fields, ["token", token]]);
      const answer = await fetch(entry.path, { method: "POST", body, redirect: "manual" });
      if (answer.status >= 500 || answer.status === 429) break;
      sent += answer.type === "opaqueredirect" && entry.path !== "/seen";
    }
    await cache.delete(one);
  }
  if (sent) for (const page of await self.clients.matchAll()) page.postMessage({ sent });
  await refresh();
}

// Brings what this device keeps to the present: the front pages, and what its reader saved, with pictures.
async function refresh() {
  const { reader, articles } = await told();
  const [cache, pictures] = await Promise.all([caches.open("kept"), caches.open("pictures")]);
  const wanted = new Set([...FRONTS, "/whose", ...articles.map(keyOf)]);
  for (const one of await cache.keys()) if (!wanted.has(keyOf(one.url))) await cache.delete(one);
  for (const one of await pictures.keys()) {
    if (!wanted.has(keyOf(one.url).replace(/^\/image\/(\d+).*/, "/article/$1"))) await pictures.delete(one);
  }
  await cache.put("/whose", new Response(reader));
  for (const path of FRONTS) await bring(path);
  for (const path of articles) {
    if (await cache.match(keyOf(path))) continue;
    const html = await bring(path);
    for (const [, address] of html?.matchAll(/src="(\/image\/[^"]+)"/g) ?? []) {
      const answer = await fetch(address.replaceAll("&amp;", "&"));
      if (answer.ok) await pictures.put(keyOf(address), answer);
    }
  }
}

async function bring(path) {
  const answer = await fetch(path, { headers: { "X-Purpose": "prefetch" } });
  if (!answer.ok || (answer.redirected && keyOf(answer.url) !== keyOf(path))) return undefined;
  await keep(keyOf(path), answer.clone());
  return answer.text();
}
