// What the service worker does with messages of the browser's push service. sw.js runs before and after this: told()
// is its own, ICON and BADGE stand in its first line.
{
  const show = async (data) => {
    let message = {};
    try {
      message = data.json();
    } catch {
      // The browser was promised that every message is seen: one without words too.
    }
    if ("setAppBadge" in navigator) navigator.setAppBadge(message.unread ?? 0).catch(() => {});
    const tag = message.tag ?? "notices";
    await self.registration.showNotification(message.title ?? "Octavo", {
      body: message.body ?? "",
      tag,
      renotify: true,
      lang: message.lang ?? "",
      dir: message.dir ?? "auto",
      icon: ICON,
      badge: BADGE,
      data: message.url ?? "/notices",
    });
  };

  // The page it leads to: in a window that is open already, where there is one.
  const lead = async (address) => {
    if (address.origin !== location.origin) return;
    const all = await self.clients.matchAll({ type: "window" });
    const there = all.find((one) => one.url === address.href) ?? all[0];
    if (!there) {
      await self.clients.openWindow(address.href);
      return;
    }
    const page = there.url === address.href ? there : await there.navigate(address.href);
    await (page ?? there).focus();
  };

  const written = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  // The push service gave the browser another address: it is told to Octavo, with the token for forms that waited.
  const renew = async (before) => {
    const made = await self.registration.pushManager.subscribe(before.options);
    const keys = { key: written(made.getKey("p256dh")), auth: written(made.getKey("auth")) };
    const { token } = await told();
    const body = new URLSearchParams({ endpoint: made.endpoint, ...keys, token });
    await fetch("/notices/push", { method: "POST", body, redirect: "manual" });
  };

  self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(lead(new URL(event.notification.data, location.origin)));
  });
  self.addEventListener("pushsubscriptionchange", (event) => {
    if (event.oldSubscription) event.waitUntil(renew(event.oldSubscription));
  });
}
