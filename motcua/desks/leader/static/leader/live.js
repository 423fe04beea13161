// Asks every second and a half whether dossiers changed, and puts new numbers where the old ones stand, which are marked
// for a moment and told in one sentence. A page that nobody sees asks nothing; after a failure it asks ever less often.
"use strict";

const EVERY = 1500, AT_MOST = 60000;
const place = document.getElementById("song");
const status = place.querySelector("[role=status]");
let version = place.dataset.version, wait = EVERY, timer = 0, changed = [];

function told(element) {
  const figure = element.closest(".figure"), row = element.closest("tr");
  if (figure) return figure.querySelector("dt").textContent.trim();
  return row ? row.cells[0].textContent.trim() : "";
}

function renew(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  const whole = old.nodeName !== fresh.nodeName || old.childNodes.length !== fresh.childNodes.length;
  if (whole || old.nodeType !== Node.ELEMENT_NODE) {
    const parent = old.parentElement, before = old.textContent.trim();
    old.replaceWith(fresh);
    if (before !== fresh.textContent.trim() && !parent.closest("small, .note, .chart-frame")) {
      changed.push({ element: parent, before, after: fresh.textContent.trim() });
    }
    return;
  }
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const pairs = [...old.childNodes].map((child, index) => [child, fresh.childNodes[index]]);
  for (const [one, other] of pairs) renew(one, other);
}

function put(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  changed = [];
  for (const part of fresh.querySelectorAll("[data-part]")) {
    renew(document.querySelector(`[data-part="${part.dataset.part}"]`), part);
  }
  for (const { element } of changed) {
    element.classList.remove("just-changed");
    void element.offsetWidth;
    element.classList.add("just-changed");
  }
  const said = changed.filter(({ element }) => element.closest(".figure b")).slice(0, 2);
  const words = said.map(({ element, before, after }) => `${told(element)}: ${before} thành ${after}`);
  if (changed.length) status.textContent = `Vừa đổi. ${words.join("; ") || document.querySelector("[data-part=sentence]").textContent.trim()}`;
}

async function look() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    const headers = { "If-None-Match": `"${version}"`, "Motcua-Unattended": "1" };
    const answer = await fetch(place.dataset.href, { headers, redirect: "manual" });
    if (answer.type === "opaqueredirect") {
      status.textContent = "Phiên làm việc đã hết; hãy tải lại trang để vào lại.";
      return;
    }
    if (!answer.ok && answer.status !== 304) throw new Error(String(answer.status));
    if (answer.ok) {
      put(await answer.text());
      version = answer.headers.get("ETag").replaceAll('"', "");
    }
    if (wait > EVERY) status.textContent = "";
    wait = EVERY;
  } catch {
    wait = Math.min(wait * 2, AT_MOST);
    status.textContent = "Chưa nối được với máy chủ; số liệu trên trang có thể đã cũ. Trang đang thử lại.";
  }
  timer = setTimeout(look, wait);
}

document.addEventListener("visibilitychange", look);
timer = setTimeout(look, EVERY);
