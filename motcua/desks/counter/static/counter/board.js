// The board asks every three seconds whether something happened; a new call is said aloud once a person turned it on.
"use strict";

const board = document.querySelector(".board");
const part = document.getElementById("bang");
const button = document.querySelector("[data-voice]");
let aloud = false;

const marks = () => new Set([...part.querySelectorAll("[data-mark]")].map((call) => call.dataset.mark));

function say(text) {
  const words = new SpeechSynthesisUtterance(text);
  words.lang = "vi-VN";
  words.rate = 0.9;
  speechSynthesis.speak(words);
}

async function look() {
  try {
    const answer = await fetch(`${board.dataset.href}?bang`, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const text = await answer.text();
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector(".board-part");
    if (!fresh || fresh.dataset.version === part.firstElementChild.dataset.version) return;
    const known = marks();
    part.replaceChildren(fresh);
    if (!aloud) return;
    for (const call of part.querySelectorAll("[data-mark]")) if (!known.has(call.dataset.mark)) say(call.dataset.voiceText);
  } catch {
    // The network is away; the next look may find it again.
  }
}

if (button && "speechSynthesis" in window) {
  button.hidden = false;
  button.addEventListener("click", () => {
    aloud = !aloud;
    button.setAttribute("aria-pressed", String(aloud));
    button.textContent = aloud ? "Tắt giọng đọc" : "Bật giọng đọc";
  });
}
setInterval(look, 3000);
