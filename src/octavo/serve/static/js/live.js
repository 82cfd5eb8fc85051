// Says that there is news for this page. One connection for each page that is looked at, none for those in the background.
export function live() {
  const line = document.getElementById("news");
  const address = line.dataset.live;
  if (!address || !("EventSource" in window)) return;
  let stream;
  let last = "";

  const open = () => {
    if (document.hidden || stream) return;
    stream = new EventSource(last ? `${address}&last=${last}` : address);
    stream.addEventListener("news", (event) => {
      last = event.lastEventId;
      const link = document.createElement("a");
      link.href = location.pathname + location.search;
      link.textContent = event.data;
      line.replaceChildren(link);
    });
  };
  const close = () => {
    stream?.close();
    stream = undefined;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
}
