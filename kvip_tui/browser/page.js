// What the page adds to textual-serve's terminal: the title, downloads from here, paste by Ctrl+V,
// the cursor in its place, and finding back to the program when the connection was lost.
"use strict";
(() => {
  const RETRY_MS = 1000;
  let ended = false;

  const show = (state) => document.body && document.body.classList.add(state);

  async function findBack() {
    if (ended) {
      show("-ended");
      return;
    }
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.ok) {
        location.reload();
        return;
      }
    } catch (error) {
      // the server is not there, or not yet again
    }
    show("-gone");
    setTimeout(findBack, RETRY_MS);
  }

  const heard = (event) => {
    if (typeof event.data !== "string") return;
    const [kind, text] = JSON.parse(event.data);
    if (kind === "title" && text) document.title = text;
    if (kind === "ended") ended = true;
  };

  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", heard);
      this.addEventListener("close", findBack);
    }
  };

  const open = window.open.bind(window);
  const downloads = location.origin + "/download/";
  window.open = (url, target) => {
    if (!String(url).startsWith(downloads)) return open(url, target, "noopener,noreferrer");
    const link = document.createElement("a");
    link.href = "download/" + String(url).slice(downloads.length);
    link.download = "";
    document.body.append(link);
    link.click();
    link.remove();
    return null;
  };

  // The terminal would send Ctrl+V as a letter; left alone, the browser pastes.
  window.addEventListener(
    "keydown",
    (event) => {
      const paste = (event.ctrlKey || event.metaKey) && !event.altKey;
      if (paste && event.key.toLowerCase() === "v") event.stopImmediatePropagation();
    },
    true,
  );

  const focus = () => {
    const input = document.querySelector(".xterm-helper-textarea");
    if (input) input.focus();
  };
  window.addEventListener("load", () => {
    document.querySelector("#again").addEventListener("click", () => location.reload());
    setTimeout(focus, 0);
  });
  window.addEventListener("focus", focus);
})();
