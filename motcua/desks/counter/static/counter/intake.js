// The keyboard of the counter. Every step also works without this script: the form is sent and comes back filled.
"use strict";

const DRAFT = "motcua-tiep-nhan";
const PRINTING = "motcua-in";
const DAY = 24 * 60 * 60 * 1000;
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "request_key", "desk", "step", "choose", "scan", "duplicate"]);
const LATELY = 5 * 60 * 1000;
let typedAt = 0;
const form = document.getElementById("tiep-nhan");

if (document.querySelector('[data-draft="clear"]')) sessionStorage.removeItem(DRAFT);
if (form) start();
printNow();

function start() {
  if (form.dataset.draft === "clear") history.replaceState(null, "", location.pathname); // a reload keeps the new draft
  keepDraft();
  if (form.dataset.draft === "restore") restoreDraft();
  document.addEventListener("keydown", onKey);
  form.addEventListener("keydown", onEnter);
  form.addEventListener("submit", onSubmit);
  form.elements.procedure_query.addEventListener("input", searchSoon);
  form.elements.procedure_query.addEventListener("keydown", intoMatches);
  document.getElementById("tim-thay").addEventListener("keydown", amongMatches);
  form.elements.scan.addEventListener("input", scannedWhole);
  form.elements.scan.addEventListener("change", () => form.elements.scan.value && send("read"));
  form.addEventListener("change", (event) => event.target.name === "channel" && renewPromise());
  form.addEventListener("change", (event) => event.target.name === "competent_unit" && search());
  form.addEventListener("input", () => (typedAt = Date.now()));
  setInterval(() => Date.now() - typedAt < LATELY && renewPromise(), 60000); // not for ever: an idle session ends
  if (form.dataset.draft === "keep" && !document.getElementById("loi")) goOn();
}

// After a card was read one looks for the procedure, after a procedure was chosen one ticks its papers.
function goOn() {
  const paper = form.querySelector(".chosen input[type=checkbox]");
  (paper || form.elements.procedure_query).focus();
}

// «Save and print» opens a window at the press of the key, for later a browser would not let it; the page of the
// accepted dossier puts the receipt into it, and a page that came back instead closes it.

function openForPrint() {
  if (window.open("", PRINTING)) sessionStorage.setItem(PRINTING, "1");
}

function printNow() {
  const opened = sessionStorage.getItem(PRINTING);
  sessionStorage.removeItem(PRINTING);
  const receipt = document.querySelector("[data-print-now]");
  if (receipt) history.replaceState(null, "", location.pathname); // a reload prints no second time
  if (!opened) return;
  if (!receipt) return window.open("", PRINTING)?.close();
  receipt.target = PRINTING;
  receipt.requestSubmit();
  receipt.target = "_blank";
}

// Scan box: scanners that press no Enter have still typed the whole card when nothing follows for a moment.

let scanning = 0;

function scannedWhole() {
  clearTimeout(scanning);
  const text = form.elements.scan.value;
  if ((text.match(/\|/g) || []).length >= 6 || /#ma=.+&khoa=.+/.test(text)) scanning = setTimeout(() => send("read"), 250);
}

// Draft: kept in this tab alone, for the person who typed it, one day at most, until the dossier has its number.

function keepDraft() {
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  if (form.dataset.draft !== "keep") return;
  if (performance.getEntriesByType("navigation")[0].type === "reload") retype(); // what was typed since it was sent
  save();
}

function retype() {
  for (const [name, value] of kept()) {
    for (const input of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (input.type !== "checkbox") input.value = value;
      else if (input.value === value) input.checked = true;
    }
  }
}

function save() {
  const entries = [...new FormData(form)].filter(([name, value]) => !NOT_KEPT.has(name) && value !== "");
  sessionStorage.setItem(DRAFT, JSON.stringify({ of: form.dataset.draftOf, at: Date.now(), entries }));
}

function kept() {
  const draft = JSON.parse(sessionStorage.getItem(DRAFT) || "{}");
  if (draft.of === form.dataset.draftOf && Date.now() - draft.at < DAY) return draft.entries;
  sessionStorage.removeItem(DRAFT);
  return [];
}

function restoreDraft() {
  const entries = kept();
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
  if (sent) return event.preventDefault(); // a second press while the first is on its way
  if (event.submitter?.value === "print") openForPrint();
  sent = true;
}

window.addEventListener("pageshow", () => {
  sent = false;
});

// The promise, worked out again beside the form: another channel, or the minutes that have passed.
async function renewPromise() {
  if (sent || !form.querySelector(".chosen")) return;
  const typed = new URLSearchParams(new FormData(form));
  for (const name of ["scan", "procedure_query"]) typed.delete(name);
  typed.set("step", "preview");
  try {
    const answer = await fetch(form.action, { method: "POST", body: typed, credentials: "same-origin" });
    if (answer.status === 400) return send("preview"); // the page says what is wrong
    if (!answer.ok || answer.redirected || sent) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".slip");
    const slip = form.querySelector(".slip");
    if (fresh && !slip.contains(document.activeElement)) slip.replaceWith(document.adoptNode(fresh));
  } catch {
    // The network is away; what is shown stands, and saving works out the date anyway.
  }
}

// Keys

function isTyping(target) {
  return target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
}

function onKey(event) {
  if (event.ctrlKey && event.key === "Enter") {
    event.preventDefault();
    send(form.querySelector("button[name=step][value=print]") ? "print" : "preview");
  } else if (event.altKey && event.key.toLowerCase() === "u") {
    event.preventDefault();
    openBehalf();
  } else if (/^[0-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !isTyping(event.target)) {
    const paper = form.querySelector(`[data-paper="${event.key}"]`);
    if (paper) paper.click();
  }
}

function openBehalf() {
  const block = form.querySelector(".behalf");
  block.open = !block.open;
  if (block.open) form.elements.owner_name.focus();
}

// Enter reads the scan box, searches in the procedure box, and elsewhere goes on to the next input.
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
  waiting = setTimeout(search, 120);
}

async function search() {
  const found = document.getElementById("tim-thay");
  const words = form.elements.procedure_query.value.trim();
  const turn = (asked += 1);
  if (words.length < 2) {
    found.replaceChildren();
    return;
  }
  const asks = new URLSearchParams({ q: words, competent_unit: form.elements.competent_unit.value });
  const answer = await fetch(`${form.dataset.matches}?${asks}`, { credentials: "same-origin" });
  if (!answer.ok || turn !== asked) return;
  const fragment = new DOMParser().parseFromString(await answer.text(), "text/html");
  found.replaceChildren(...fragment.body.children);
}

const found = () => [...document.querySelectorAll("#tim-thay button")];

function intoMatches(event) {
  if (event.key !== "ArrowDown" || found().length === 0) return;
  event.preventDefault();
  found()[0].focus();
}

function amongMatches(event) {
  const buttons = found();
  const here = buttons.indexOf(event.target);
  if (here < 0 || !["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) return;
  event.preventDefault();
  const next = event.key === "Escape" ? undefined : buttons[here + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) next.focus();
  else if (event.key !== "ArrowDown") form.elements.procedure_query.focus();
}
