// Buttons that switch something (save, follow) do it where they stand; and what a toolbar offers beyond links.
import { say, words } from "./say.js";

const DONE = 202;

export function press() {
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || !(button.dataset.then || (button.form.dataset.save && !button.hasAttribute("formaction")))) return;
    event.preventDefault();
    send(event.target, button);
  });
  for (const button of document.querySelectorAll("button[data-do]")) {
    const act = ACTS[button.dataset.do];
    if (!act.able || act.able()) {
      button.hidden = false;
      button.addEventListener("click", () => act.run(button));
    }
  }
}

async function send(form, button) {
  const fields = new URLSearchParams(new FormData(form));
  if (button.name) fields.append(button.name, button.value);
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: fields, redirect: "manual" });
  } catch {
    say(words.offline);
    return;
  }
  if (answer.type === "opaqueredirect" || answer.status === DONE) {
    turned(button);
    if (answer.status === DONE) say(words.waiting);
    else navigator.serviceWorker?.controller?.postMessage({ do: "refresh" });
  } else {
    // It needs a word with the reader: let the browser show the page that says it.
    delete button.dataset.then;
    delete form.dataset.save;
    form.requestSubmit(button);
  }
}

function turned(button) {
  const { dataset, form } = button;
  const undone = button.name === "undo";
  if (form.dataset.save) {
    button.textContent = undone ? form.dataset.save : form.dataset.saved;
    button.name = undone ? "article" : "undo";
  } else {
    [button.textContent, dataset.then] = [dataset.then, button.textContent];
    button.name = undone ? "" : "undo";
    button.value ||= "1";
  }
  const title = button.closest(".card")?.querySelector(".headline")?.textContent;
  if (title) button.setAttribute("aria-label", `${button.textContent}: ${title}`);
}

const ACTS = {
  share: {
    able: () => "share" in navigator,
    run: ({ dataset }) => navigator.share({ title: dataset.title, url: dataset.url }).catch(() => {}),
  },
  copy: {
    able: () => "clipboard" in navigator,
    run: ({ dataset }) => navigator.clipboard.writeText(dataset.url).then(() => say(words.copied)),
  },
  listen: {
    able: () => "speechSynthesis" in window,
    run: (button) => import("./listen.js").then(({ listen }) => listen(button)),
  },
};
