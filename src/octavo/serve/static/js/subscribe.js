// Asks the browser to take pushed notices, and tells Octavo where to send them.
const form = document.getElementById("subscribe");
const line = document.getElementById("no-push");

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

if (form && "serviceWorker" in navigator && "PushManager" in window) begin();
guess();

async function begin() {
  const registration = await navigator.serviceWorker.ready;
  const there = await registration.pushManager.getSubscription();
  const known = there && [...document.querySelectorAll("[data-endpoint]")].find((one) => one.dataset.endpoint === there.endpoint);
  if (known) {
    known.querySelector(".this").hidden = false;
    known.querySelector("form").addEventListener("submit", () => there.unsubscribe());
    line.hidden = true;
    return;
  }
  line.hidden = true;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    subscribe(registration).catch((error) => {
      line.textContent = error.name === "NotAllowedError" ? line.dataset.denied : line.dataset.failed;
      line.hidden = false;
    });
  });
}

async function subscribe(registration) {
  const made = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytes(form.dataset.key),
  });
  const told = { endpoint: made.endpoint, key: text(made.getKey("p256dh")), auth: text(made.getKey("auth")) };
  for (const [name, value] of Object.entries(told)) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(field);
  }
  form.submit();
}

// The clock of whoever has chosen none yet, offered and not kept until they do.
function guess() {
  const zone = document.getElementById("zone");
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone.dataset.chosen && [...zone.options].some((one) => one.value === here)) zone.value = here;
}
