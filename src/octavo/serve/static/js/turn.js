// Previous and next as they stood in the list that the reader came from, whatever list it was.
const WHERE = /(\/(?:article|story)\/\d+)(?:-[^/]*)?$/;
const number = (path) => path.match(WHERE)?.[1];

export function turn() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("main .card a");
    if (!link || !number(link.pathname)) return;
    const links = [...document.querySelectorAll("main .card .headline a")].filter((one) => number(one.pathname));
    sessionStorage.setItem("list", JSON.stringify(links.map((one) => [one.pathname, one.textContent])));
  });
  const list = JSON.parse(sessionStorage.getItem("list") ?? "[]");
  const at = list.findIndex(([path]) => number(path) === number(location.pathname));
  const bar = document.querySelector(".inlist");
  if (at < 0 || list.length < 2 || !number(location.pathname)) return;
  for (const [way, to] of [["prev", list[at - 1]], ["next", list[at + 1]]]) {
    if (!to) continue;
    const link = bar.querySelector(`[rel=${way}]`);
    link.href = to[0];
    link.append(Object.assign(document.createElement("bdi"), { textContent: to[1] }));
    link.hidden = false;
  }
  bar.hidden = false;
}
