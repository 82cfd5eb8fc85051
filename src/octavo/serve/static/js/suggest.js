// What may be meant, under the search field while somebody types: a combobox with a list (WAI-ARIA 1.2). Enter without a
// choice searches for what was typed.
const MOMENT = 120;
const LEAST = 2;

export function suggest() {
  const field = document.querySelector(".search [name=q]");
  if (!field) return;
  const list = document.createElement("ul");
  Object.assign(list, { id: "offers", className: "offers", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.placeholder);
  field.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-controls", "offers"], ["aria-autocomplete", "list"],
    ["aria-expanded", "false"]]) {
    field.setAttribute(name, value);
  }
  let timer, asked = "", chosen = -1;

  const shut = () => show([]);
  const go = (item) => { location.href = item.dataset.to; };

  function show(found) {
    list.replaceChildren(...found.map(({ name, kind, to }, nth) => {
      const item = document.createElement("li");
      item.id = `offer-${nth}`;
      item.setAttribute("role", "option");
      item.dataset.to = to;
      const words = document.createElement("bdi");
      words.textContent = name;
      const what = document.createElement("small");
      what.textContent = kind;
      item.append(words, what);
      return item;
    }));
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  }

  function choose(nth) {
    chosen = nth;
    for (const [at, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(at === nth));
    if (nth < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", `offer-${nth}`);
  }

  async function ask() {
    const text = field.value.trim();
    asked = text;
    if (text.length < LEAST) return shut();
    try {
      const answer = await fetch(`${field.form.action}/suggestions?q=${encodeURIComponent(text)}`);
      if (answer.ok && asked === text && document.activeElement === field) show(await answer.json());
    } catch {
      shut();
    }
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, MOMENT); });
  field.addEventListener("blur", shut);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const item = event.target.closest("li");
    if (item) go(item);
  });
  field.addEventListener("keydown", (event) => {
    const many = list.children.length;
    if (event.key === "Escape" && many) shut();
    else if (event.key === "ArrowDown" && many) choose((chosen + 1) % many);
    else if (event.key === "ArrowUp" && many) choose(chosen < 1 ? many - 1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) go(list.children[chosen]);
    else return;
    event.preventDefault();
  });
}
