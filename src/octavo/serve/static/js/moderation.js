// The moderators' queue by keyboard: a approves, r rejects, x chooses; j, k and o are every list's. The buttons do it all
// without scripts too.
const WRITING = "input:not([type=checkbox]), select, textarea, dialog";
const PRESS = { a: "button[name=approve]", r: "button[name=reject]", x: "input[type=checkbox]" };

if (document.documentElement.dataset.keys !== "off") {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(WRITING)) return;
    const what = PRESS[event.key] && document.activeElement.closest?.(".case")?.querySelector(PRESS[event.key]);
    if (!what) return;
    event.preventDefault();
    what.click();
  });
}
