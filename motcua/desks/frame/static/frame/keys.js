// Function keys lead where their links and buttons say: every element with data-key is pressed by its key.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (!/^F\d+$/.test(event.key)) return;
  const target = document.querySelector(`[data-key="${event.key}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
});

// After a refusal the summary of errors is read first.
const errors = document.getElementById("loi");
if (errors) errors.focus();
