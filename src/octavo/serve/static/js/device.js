// The installed app: the service worker, what this device keeps for when there is no network, whose it is, the badge.
import { say, words } from "./say.js";

const OFTEN = 15 * 60 * 1000;

export function device() {
  whose();
  const unread = document.querySelector("[data-unread]");
  if (unread && "setAppBadge" in navigator) {
    navigator.setAppBadge(Number(unread.dataset.unread)).catch(() => {});
  }
  for (const form of document.querySelectorAll('form[action$="/sign-out"]')) form.addEventListener("submit", forget);
  if (document.documentElement.dataset.kept !== undefined) say(words.offline);
  if (!("serviceWorker" in navigator)) return;
  // Nothing of this is in a hurry: the page comes first.
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
}

// What was kept for one reader is gone before another one, or nobody, looks.
function whose() {
  const reader = words.reader;
  const before = localStorage.getItem("reader");
  if (before !== null && before !== reader) forget();
  localStorage.setItem("reader", reader);
}

function forget() {
  for (const name of ["places", "heard", "refreshed"]) localStorage.removeItem(name);
  sessionStorage.removeItem("list");
  if ("caches" in window) for (const name of ["kept", "pictures", "queue"]) caches.delete(name);
}

async function start() {
  const workers = navigator.serviceWorker;
  // Some browsers have none in private windows.
  const registration = await workers.register("/sw.js").catch(() => undefined);
  if (!registration) return;
  const renewed = () => {
    if (!registration.waiting || !workers.controller) return;
    say(words.newer, words.reload, () => {
      workers.addEventListener("controllerchange", () => location.reload(), { once: true });
      registration.waiting.postMessage({ do: "renew" });
    });
  };
  renewed();
  registration.addEventListener("updatefound", () => {
    registration.installing.addEventListener("statechange", renewed);
  });
  workers.addEventListener("message", ({ data }) => {
    if (data.sent) say(words.sent);
  });
  const ask = async (what) => (await workers.ready).active.postMessage({ do: what });
  addEventListener("online", () => ask("replay"));
  if (navigator.onLine) {
    ask("replay");
    if (Date.now() - (localStorage.getItem("refreshed") ?? 0) > OFTEN) {
      localStorage.setItem("refreshed", Date.now());
      ask("refresh");
    }
  }
}
