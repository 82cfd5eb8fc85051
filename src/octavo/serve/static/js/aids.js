// Opens what Octavo can do with an article where the reader is, and takes in a Writer's sentences as they come.
import { say, words } from "./say.js";

const NEXT = "<!-- next -->";
const place = document.querySelector(".aid-place");

export function aids() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-aid]");
    if (!link || !place || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".aid form.write")) return;
    event.preventDefault();
    write(event.target);
  });
}

async function open(link) {
  if (link.getAttribute("aria-current") && !link.closest(".aid")) {
    place.hidden = true;
    mark();
    return;
  }
  const url = new URL(link.href);
  url.searchParams.set("part", "on");
  let answer;
  try {
    answer = await fetch(url);
  } catch {
    say(words.offline);
    return;
  }
  if (!answer.ok) {
    location.assign(link.href);
    return;
  }
  place.innerHTML = await answer.text();
  place.hidden = false;
  mark(link.dataset.aid);
  place.focus({ preventScroll: true });
  const form = place.querySelector("form.write");
  if (form) write(form);
}

function mark(aid) {
  for (const one of document.querySelectorAll(".verbs a[data-aid]")) {
    if (one.dataset.aid === aid) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
}

// The answer is the same page that a browser without scripts would show; what of it is the Writer's is taken as it comes.
async function write(form) {
  const fields = new URLSearchParams(new FormData(form));
  fields.append("part", "on");
  const box = document.createElement("div");
  box.className = "writing";
  box.setAttribute("aria-live", "polite");
  box.setAttribute("aria-busy", "true");
  form.replaceWith(box);
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields });
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { value, done } = await reader.read();
      text += value ?? "";
      show(box, done ? text : text.slice(0, text.lastIndexOf(NEXT)));
      if (done) break;
    }
  } catch {
    say(words.offline);
  }
  box.setAttribute("aria-busy", "false");
}

function show(box, text) {
  const made = new DOMParser().parseFromString(text, "text/html").querySelector(".writing");
  for (const one of [...(made?.children ?? [])].slice(box.children.length)) box.append(document.adoptNode(one));
}
