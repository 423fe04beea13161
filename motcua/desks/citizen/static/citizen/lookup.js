// Opens a dossier from the address on a receipt: …#ma=<code>&khoa=<secret>. The fragment never reaches a server log,
// and is taken out of the address before the form is sent. Without this script one types both.
"use strict";

const form = document.querySelector("form.look-up");
const given = new URLSearchParams(window.location.hash.slice(1));

if (form && given.get("ma")) {
  form.elements.code.value = given.get("ma");
  form.elements.secret.value = given.get("khoa") || "";
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
  if (form.elements.secret.value) form.requestSubmit();
  else form.elements.secret.focus();
}
