// The clip page plays by shot and shows what lies under the pointer; the queue page keeps itself up to date. Both pages
// work without it.
"use strict";
(() => {
  const player = document.getElementById("player");
  const lanes = document.getElementById("lanes");
  if (player) watch(player, lanes);
  if (document.getElementById("live")) keepUpToDate();
  addEventListener("beforeprint", () => {
    for (const group of document.querySelectorAll("details.group")) group.open = true;
  });

  function watch(player, lanes) {
    const links = [...document.querySelectorAll("a[data-start]")];
    const segments = links.filter(link => link.dataset.shot);
    const cards = [...document.querySelectorAll(".shot")];
    const starts = segments.map(link => Number(link.dataset.start));
    const frame = Number(lanes?.dataset.frame) || 1 / 25;
    const length = Number(lanes?.dataset.seconds) || 0;

    // Half a frame on, so that rounding shows the frame that is meant and not the one before.
    const seek = seconds => { player.currentTime = Math.max(0, Math.min(seconds + frame / 2, player.duration || length)); };
    for (const link of links) {
      link.addEventListener("click", event => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
        event.preventDefault();
        event.stopPropagation();
        seek(Number(link.dataset.start));
        if (link.closest(".shot")) {
          player.play().catch(() => {});
          player.scrollIntoView({block: "nearest"});
        }
      });
    }

    addEventListener("keydown", event => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea, button, summary")) return;
      if (event.target === player && event.key === " ") return; // the player's own
      const step = {ArrowLeft: -1, ArrowRight: 1, ",": -frame, ".": frame}[event.key];
      if (event.key === " " && !event.target.closest("a")) {
        if (player.paused) player.play().catch(() => {}); else player.pause();
      } else if (step) {
        if (Math.abs(step) < 1) player.pause();
        player.currentTime = Math.max(0, Math.min(player.currentTime + step, player.duration || length));
      } else if (/^[1-9]$/.test(event.key) && starts.length >= Number(event.key)) {
        seek(starts[Number(event.key) - 1]);
      } else {
        return;
      }
      event.preventDefault();
    });
    if (!lanes || !length) return;
    document.getElementById("keys").hidden = false;

    const playhead = document.getElementById("playhead");
    playhead.hidden = false;
    const show = () => {
      const now = player.currentTime;
      playhead.style.left = Math.min(100, 100 * now / length) + "%";
      const shot = starts.findLastIndex(start => start <= now + frame / 4);
      segments.forEach((segment, index) => segment.classList.toggle("now", index === shot));
      cards.forEach((card, index) => card.classList.toggle("now", index === shot));
    };
    const follow = () => { show(); if (!player.paused && !player.ended) requestAnimationFrame(follow); };
    for (const name of ["seeked", "timeupdate", "loadedmetadata"]) player.addEventListener(name, show);
    player.addEventListener("play", follow);
    show();

    const preview = document.getElementById("preview");
    const [tile, picture, clock] = [preview.querySelector(".tile"), preview.querySelector("img"), preview.querySelector("output")];
    const cues = (lanes.dataset.cues || "").split(" ").filter(Boolean).map(cue => cue.split(",").map(Number));
    const place = event => {
      const box = lanes.getBoundingClientRect();
      return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    };
    const peek = event => {
      const [share, box] = [place(event), lanes.getBoundingClientRect()];
      const seconds = share * length;
      const cue = cues.findLast(([start]) => start <= seconds);
      if (cue && picture) {
        const [, x, y, width, height] = cue;
        Object.assign(tile.style, {width: width + "px", height: height + "px"});
        Object.assign(picture.style, {left: -x + "px", top: -y + "px"});
      }
      clock.value = Math.floor(seconds / 60) + ":" + (seconds % 60).toFixed(2).padStart(5, "0");
      preview.hidden = false;
      const wide = preview.offsetWidth;
      preview.style.left = Math.max(0, Math.min(share * box.width - wide / 2, box.width - wide)) + "px";
    };
    lanes.addEventListener("pointermove", event => {
      if (event.pointerType === "mouse" || event.buttons) peek(event);
      if (event.buttons === 1) seek(place(event) * length - frame / 2);
    });
    for (const name of ["pointerleave", "pointercancel"]) lanes.addEventListener(name, () => { preview.hidden = true; });
    lanes.addEventListener("pointerup", event => { if (event.pointerType !== "mouse") preview.hidden = true; });
    lanes.addEventListener("click", event => seek(place(event) * length - frame / 2));
  }

  // Whatever is told of the queue, the page is asked for anew: one template, on the server.
  function keepUpToDate() {
    let isDue = false, isBusy = false;
    const renew = async () => {
      if (isBusy || document.hidden) { isDue = true; return; }
      [isDue, isBusy] = [false, true];
      const old = document.getElementById("live");
      try {
        const answer = await fetch(old.dataset.live, {headers: {Accept: "text/html"}});
        if (answer.ok) {
          const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
          const focused = document.activeElement?.closest("form")?.getAttribute("action");
          for (const log of old.querySelectorAll("details[open]")) {
            const same = log.id && fresh.querySelector("#" + CSS.escape(log.id));
            if (same) same.open = true;
          }
          old.replaceWith(document.adoptNode(fresh));
          if (focused) document.querySelector(`form[action="${CSS.escape(focused)}"] button`)?.focus();
        }
      } catch { /* the next event tries again */ }
      isBusy = false;
      if (isDue) setTimeout(renew, 300);
    };
    const events = new EventSource("/api/events");
    for (const name of ["job", "queue"]) events.addEventListener(name, renew);
    document.addEventListener("visibilitychange", () => { if (!document.hidden && isDue) renew(); });
    addEventListener("pagehide", () => events.close());
    // Ages grow also when nothing happens.
    setInterval(renew, 15000);
  }
})();
