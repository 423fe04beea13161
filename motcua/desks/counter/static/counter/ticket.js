// The button that prints a number; without a script the browser's own menu does.
"use strict";

const button = document.querySelector("[data-print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
