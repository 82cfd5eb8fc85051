// Reads aloud with the browser's own voices: sentence by sentence, the one that is read marked in the text; after an
// article the next of the queue. What is queued: the parts of a briefing, or the articles of a list.
const bar = document.querySelector(".listening");
const synth = window.speechSynthesis;
let parts = [];
let part = 0;
let sentence = 0;
let turn = 0;

export function listen() {
  if (parts.length) {
    toggle();
    return;
  }
  parts = queue();
  for (const button of bar.querySelectorAll("button")) button.onclick = () => ACTS[button.value]();
  const rate = bar.querySelector("select");
  rate.value = localStorage.getItem("rate") ?? "1";
  rate.onchange = () => {
    localStorage.setItem("rate", rate.value);
    speak();
  };
  addEventListener("pagehide", () => synth.cancel());
  bar.hidden = false;
  part = sentence = 0;
  speak();
}

const ACTS = {
  pause: toggle,
  back: () => move(-1),
  on: () => move(1),
  next: () => skip(1),
  stop: () => {
    turn += 1;
    synth.cancel();
    mark();
    bar.hidden = true;
    parts = [];
  },
};

function toggle() {
  const paused = switched();
  turn += 1;
  synth.cancel();
  if (!paused) speak();
}

function switched(to = !bar.classList.contains("paused")) {
  const button = bar.querySelector("[value=pause]");
  if (to !== bar.classList.contains("paused")) {
    [button.textContent, button.dataset.then] = [button.dataset.then, button.textContent];
  }
  return bar.classList.toggle("paused", to);
}

function move(by) {
  sentence += by;
  if (sentence < 0 && part > 0) {
    part -= 1;
    sentence = 0;
  }
  sentence = Math.max(0, sentence);
  speak();
}

function skip() {
  part += 1;
  sentence = 0;
  speak();
}

// What is to be read: of an article its own text, of a briefing each story, of a list the articles behind its links.
function queue() {
  const report = document.querySelector(".report, .story");
  if (report) return [{ root: report, blocks: blocksOf(report) }];
  const told = [...document.querySelectorAll(".told")];
  if (told.length) return told.map((root) => ({ root, blocks: blocksOf(root) }));
  return [...document.querySelectorAll("main .card .headline a")].map((link) => ({ link }));
}

function blocksOf(root) {
  const found = root.querySelectorAll("h1, .standfirst, .text > p, .text > h2, .text > h3, .text li, .text blockquote p, .told .headline, .told p, .happened .point > p:first-child");
  return [...found].filter((one) => !one.closest(".facts, .kicker, .go, .missing, .legend, .player, figure, form") && one.textContent.trim());
}

async function fetched(link) {
  const answer = await fetch(link.href, { headers: { "X-Purpose": "prefetch" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const root = page.querySelector(".report, .story");
  return { root, blocks: root ? blocksOf(root) : [], link };
}

function sentencesOf({ blocks, root }) {
  return blocks.flatMap((block) => {
    const language = block.closest("[lang]")?.lang || root.lang || document.documentElement.lang;
    const split = new Intl.Segmenter(language, { granularity: "sentence" });
    return [...split.segment(block.textContent)]
      .filter(({ segment }) => segment.trim())
      .map(({ segment, index }) => ({ block, language, text: segment, start: index }));
  });
}

async function speak() {
  const mine = (turn += 1);
  synth.cancel();
  switched(false);
  if (parts[part]?.link && !parts[part].blocks) parts[part] = await fetched(parts[part].link);
  if (mine !== turn) return;
  if (!parts[part]) {
    ACTS.stop();
    return;
  }
  const sentences = (parts[part].sentences ??= sentencesOf(parts[part]));
  const now = sentences[sentence];
  if (!now) {
    skip();
    return;
  }
  const link = parts[part].link;
  bar.querySelector("p").textContent = link ? `${link.textContent}: ${now.text}` : now.text;
  mark(now);
  const said = new SpeechSynthesisUtterance(now.text);
  said.lang = now.language;
  said.rate = Number(localStorage.getItem("rate") ?? 1);
  said.onend = () => {
    if (mine !== turn) return;
    sentence += 1;
    speak();
  };
  said.onerror = said.onend;
  synth.speak(said);
}

// The sentence in the page, by the browser's highlights: nothing is put into the text.
function mark(now) {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("spoken");
  if (!now?.block.isConnected) return;
  const range = document.createRange();
  range.setStart(...at(now.block, now.start));
  range.setEnd(...at(now.block, now.start + now.text.trimEnd().length));
  CSS.highlights.set("spoken", new Highlight(range));
  const box = range.getBoundingClientRect();
  if (box.top < 0 || box.bottom > innerHeight - bar.offsetHeight) now.block.scrollIntoView({ block: "center" });
}

function at(block, offset) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let left = offset;
  let node = walker.nextNode();
  while (node && left > node.length) {
    left -= node.length;
    node = walker.nextNode();
  }
  return [node ?? block, node ? left : 0];
}
