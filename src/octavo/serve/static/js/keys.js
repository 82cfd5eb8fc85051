// The keyboard: j k o s f l / g ?. Never while somebody writes, never with Control, Alt or Command.
const GO = { h: "/", l: "/latest", b: "/briefing", s: "/saved" };
const WRITING = "input, select, textarea, [contenteditable], dialog";
const SOON = 1500;

export function keys() {
  let went = -SOON;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.(WRITING)) return;
    const afterG = event.timeStamp - went < SOON;
    went = -SOON;
    if (afterG && GO[event.key]) {
      location.assign(document.querySelector(`a[href$="${GO[event.key]}"]`)?.href ?? GO[event.key]);
    } else if (event.key === "g") {
      went = event.timeStamp;
    } else if (KEYS[event.key]) {
      KEYS[event.key]();
    } else {
      return;
    }
    event.preventDefault();
  });
}

const cards = () => [...document.querySelectorAll("main .card")].filter((card) => card.checkVisibility());
const here = () => document.activeElement.closest?.("main .card");
const first = (...selectors) => selectors.map((one) => document.querySelector(one)).find(Boolean);

function step(by) {
  const all = cards();
  if (!all.length) {
    const way = by > 0 ? "next" : "prev";
    first(`.inlist a[rel=${way}]`, `main a[rel=${way}]`)?.click();
    return;
  }
  const at = all.indexOf(here());
  const top = all.findIndex((card) => card.getBoundingClientRect().top >= 0);
  const next = all[at < 0 ? Math.max(0, top) : Math.min(all.length - 1, Math.max(0, at + by))];
  const link = next.querySelector(".headline a");
  link.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: () => here()?.querySelector(".headline a").click(),
  s: () => (here() ?? document).querySelector(".keep:not([formaction])")?.click(),
  f: () => document.querySelector("[data-key=f]")?.click(),
  l: () => document.querySelector("[data-do=listen]")?.click(),
  "/": () => document.getElementById("q").focus(),
  "?": help,
};

async function help() {
  const answer = await fetch(document.querySelector('footer a[href$="/keys"]')?.href ?? "/keys");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const sheet = 'link[href$="tools.css"]';
  if (!document.querySelector(sheet)) document.head.append(document.adoptNode(page.querySelector(sheet)));
  const dialog = document.createElement("dialog");
  dialog.className = "sheet";
  dialog.append(document.adoptNode(page.querySelector(".keys")));
  dialog.setAttribute("aria-labelledby", "keys");
  // Read from its beginning: else the first link gets the focus, which is its last line.
  dialog.autofocus = true;
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => event.key === "?" && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
