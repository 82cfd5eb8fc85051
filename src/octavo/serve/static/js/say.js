// One quiet line over the foot of the page: it moves nothing, and goes when it is pressed or replaced.
const line = document.getElementById("say");
export const words = line.dataset;
let going;

export function say(text, label, act) {
  clearTimeout(going);
  line.replaceChildren(text);
  if (act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => {
      line.replaceChildren();
      act();
    });
    line.append(" ", button);
  }
  going = setTimeout(() => line.replaceChildren(), 8000);
}
