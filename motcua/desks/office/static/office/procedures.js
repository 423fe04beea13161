// What is still wrong with the draft is told while one types; without this script the button «Kiểm tra lại» does it.
"use strict";

const form = document.getElementById("soan-thu-tuc");
let waiting;
let asked = 0;

async function check() {
  const mine = ++asked;
  const data = new FormData(form);
  data.set("do", "check");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data });
    if (!answer.ok || mine !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["kiem-tra", "ban-ve"]) {
      const here = document.getElementById(id);
      const fresh = page.getElementById(id);
      if (here && fresh) here.replaceWith(fresh);
    }
  } catch {
    // The network is away; the button still checks when it is back.
  }
}

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(check, 600);
});
