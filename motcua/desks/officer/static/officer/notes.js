// Writing @ and some letters in a note narrows the list of colleagues down; Enter takes the first of them.
// Without this script they are ticked in the list.
"use strict";

const note = document.querySelector("[data-note] textarea");
const people = [...document.querySelectorAll("[data-note] .ticks li")];

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

function nameOf(item) {
  return item.querySelector("label span").firstChild.textContent.trim();
}

function asked() {
  const found = /@([^@\n]{0,30})$/.exec(note.value.slice(0, note.selectionStart));
  return found ? found[1] : null;
}

function matching(text) {
  return people.filter((item) => folded(nameOf(item)).includes(folded(text)));
}

function narrow() {
  const text = asked();
  const shown = text === null ? people : matching(text);
  const listed = shown.length ? shown : people;
  for (const item of people) item.hidden = !listed.includes(item);
}

if (note && people.length) {
  note.addEventListener("input", narrow);
  note.addEventListener("keydown", (event) => {
    const text = asked();
    if (event.key !== "Enter" || event.isComposing || !text) return;
    const [first] = matching(text);
    if (!first) return;
    event.preventDefault();
    first.querySelector("input").checked = true;
    const end = note.selectionStart;
    note.setRangeText(`${nameOf(first)}, `, end - text.length - 1, end, "end");
    narrow();
  });
}
