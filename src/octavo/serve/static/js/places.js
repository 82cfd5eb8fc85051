// Where somebody stopped reading an article, or listening to a recording: kept in this browser, the last hundred.
import { say, words } from "./say.js";

const MOST = 100;
const NEAR_END = 30;
const read = () => JSON.parse(localStorage.getItem("places") ?? "{}");

function keep(key, place) {
  const all = read();
  delete all[key];
  if (place) all[key] = place;
  localStorage.setItem("places", JSON.stringify(Object.fromEntries(Object.entries(all).slice(-MOST))));
}

export function places() {
  for (const player of document.querySelectorAll("audio, video")) follow(player);
  const text = document.querySelector(".report .text");
  const key = location.pathname.match(/\/article\/(\d+)/)?.[1];
  if (!text || !key) return;
  const blocks = [...text.children].filter((block) => block.matches("p, ul, ol, blockquote, h2, h3, h4, figure, .table"));
  const fresh = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  const place = read()[`a${key}`];
  if (fresh && !location.hash && blocks[place]) {
    scrollTo(0, blocks[place].getBoundingClientRect().top + scrollY - innerHeight / 5);
    say(words.resumed, words.top, () => scrollTo(0, 0));
  }
  addEventListener("visibilitychange", () => document.hidden && keep(`a${key}`, stopped(blocks)));
  addEventListener("pagehide", () => keep(`a${key}`, stopped(blocks)));
}

// The first block in sight; none at the beginning, and none once the end was reached.
function stopped(blocks) {
  const end = blocks.at(-1)?.getBoundingClientRect().bottom ?? 0;
  const at = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 0);
  return end > innerHeight && at > 0 ? at : 0;
}

function follow(player) {
  const key = `m${player.currentSrc || player.src}`;
  let kept = 0;
  player.addEventListener("loadedmetadata", () => {
    player.currentTime = read()[key] ?? 0;
  });
  player.addEventListener("timeupdate", () => {
    if (Math.abs(player.currentTime - kept) < 5) return;
    kept = player.currentTime;
    keep(key, kept < player.duration - NEAR_END ? Math.floor(kept) : 0);
  });
  player.addEventListener("play", () => {
    for (const other of document.querySelectorAll("audio, video")) if (other !== player) other.pause();
  });
}
