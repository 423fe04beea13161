// The keyboard of the counter. Every step also works without this script: the form is sent and comes back filled.
"use strict";

const DRAFT = "motcua-tiep-nhan";
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "request_key", "step", "choose"]);
const form = document.getElementById("tiep-nhan");

if (document.querySelector('[data-draft="clear"]')) sessionStorage.removeItem(DRAFT);
if (form) start();

function start() {
  keepDraft();
  if (form.dataset.draft === "restore") restoreDraft();
  document.addEventListener("keydown", onKey);
  form.addEventListener("keydown", onEnter);
  form.addEventListener("submit", onSubmit);
  form.elements.procedure_query.addEventListener("input", searchSoon);
  if (form.dataset.draft === "keep" && !document.getElementById("loi")) goOn();
}

// After a card was read one looks for the procedure, after a procedure was chosen one ticks its papers.
function goOn() {
  const paper = form.querySelector(".chosen input[type=checkbox]");
  (paper || form.elements.procedure_query).focus();
}

// Draft: kept in this tab alone, until the dossier has its number.

function keepDraft() {
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  if (form.dataset.draft === "keep") save();
}

function save() {
  const entries = [...new FormData(form)].filter(([name, value]) => !NOT_KEPT.has(name) && value !== "");
  sessionStorage.setItem(DRAFT, JSON.stringify(entries));
}

function restoreDraft() {
  const entries = JSON.parse(sessionStorage.getItem(DRAFT) || "[]");
  if (entries.length === 0) return;
  for (const [name, value] of entries) restore(name, value);
  if (form.elements.owner_name.value) form.querySelector(".behalf").open = true;
  if (entries.some(([name]) => name === "procedure")) send("preview");
}

function restore(name, value) {
  const inputs = form.querySelectorAll(`[name="${CSS.escape(name)}"]`);
  if (inputs.length === 1 && inputs[0].type !== "checkbox") {
    inputs[0].value = value;
  } else {
    carry(name, value);
  }
}

// What the page has no input for yet (the procedure, its papers) travels hidden and comes back as inputs.
function carry(name, value) {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = name;
  input.value = value;
  form.append(input);
}

function send(step) {
  const button = form.querySelector(`button[name=step][value=${step}]`);
  if (button) form.requestSubmit(button);
}

let sent = false;

function onSubmit(event) {
  if (sent) event.preventDefault(); // a second press while the first is on its way
  sent = true;
}

window.addEventListener("pageshow", () => {
  sent = false;
});

// Keys

function isTyping(target) {
  return target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
}

function onKey(event) {
  if (event.ctrlKey && event.key === "Enter") {
    event.preventDefault();
    send(form.querySelector("button[name=step][value=save]") ? "save" : "preview");
  } else if (event.altKey && event.key.toLowerCase() === "u") {
    event.preventDefault();
    openBehalf();
  } else if (/^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !isTyping(event.target)) {
    const paper = form.querySelector(`[data-paper="${event.key}"]`);
    if (paper) paper.click();
  }
}

function openBehalf() {
  const block = form.querySelector(".behalf");
  block.open = !block.open;
  if (block.open) form.elements.owner_name.focus();
}

// Enter reads the card in the scan box, searches in the procedure box, and elsewhere goes on to the next input.
function onEnter(event) {
  if (event.key !== "Enter" || event.ctrlKey || !event.target.matches("input, select")) return;
  const name = event.target.name;
  if (name === "scan" && event.target.value) return;
  event.preventDefault();
  if (name === "procedure_query") {
    const first = document.querySelector("#tim-thay button");
    if (first) first.click();
    else send("search");
    return;
  }
  const inputs = [...form.querySelectorAll("input:not([type=hidden]), textarea, select")].filter((i) => i.offsetParent);
  const next = inputs[inputs.indexOf(event.target) + 1];
  if (next) next.focus();
}

// Type-ahead

let waiting = 0;
let asked = 0;

function searchSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(search, 180);
}

async function search() {
  const found = document.getElementById("tim-thay");
  const words = form.elements.procedure_query.value.trim();
  const turn = (asked += 1);
  if (words.length < 2) {
    found.replaceChildren();
    return;
  }
  const answer = await fetch(`${form.dataset.matches}?q=${encodeURIComponent(words)}`, { credentials: "same-origin" });
  if (!answer.ok || turn !== asked) return;
  const fragment = new DOMParser().parseFromString(await answer.text(), "text/html");
  found.replaceChildren(...fragment.body.children);
}
