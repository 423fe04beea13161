// Rows that can be picked: how many are, and all of the page by one press. Without this script a link does the same.
"use strict";

const boxes = [...document.querySelectorAll(".ticked input")];
const told = document.querySelector("[data-picked]");
const all = document.querySelector("[data-pick-all]");

function picked() {
  const count = boxes.filter((box) => box.checked).length;
  if (told) told.textContent = count ? `Đã chọn ${count} hồ sơ` : "";
  if (all) all.textContent = count === boxes.length ? "Bỏ chọn tất cả" : "Chọn tất cả trang này";
}

all?.addEventListener("click", (event) => {
  event.preventDefault();
  const wanted = boxes.some((box) => !box.checked);
  for (const box of boxes) box.checked = wanted;
  picked();
});
for (const box of boxes) box.addEventListener("change", picked);
picked();
