// The checks before publishing, asked anew while somebody types, and their links to the fields.

import { form, whenChanged } from "./form.js";

const PAUSE = 2000; // milliseconds without a change

const list = form?.querySelector(".checks");
const status = list?.parentElement.querySelector("[role=status]");

let pause;
let asked = 0;

const show = (html) => {
  const isOpen = list.querySelector(".passed")?.open;
  list.innerHTML = html;
  if (isOpen) list.querySelector(".passed")?.setAttribute("open", "");
  const said = list.querySelector(".summary").textContent;
  if (status.textContent !== said) status.textContent = said;
};

// Where nothing can be had, or somebody has been logged out, what was last said stays.
const ask = async () => {
  const question = ++asked;
  try {
    const response = await fetch(list.dataset.address, { method: "POST", body: new FormData(form) });
    if (!response.ok || response.redirected) return;
    const html = await response.text();
    if (question === asked && !list.contains(document.activeElement)) show(html);
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem;
  }
};

const later = () => {
  clearTimeout(pause);
  pause = setTimeout(ask, PAUSE);
};

// What is focused in place of a field: the editor, an autocomplete's box, the photo's button.
const standIn = (field) => {
  const row = field.closest(".form-row, .byline") ?? field.parentElement;
  return [".ProseMirror", ".select2-selection", "button:not([hidden])"]
    .map((selector) => row.querySelector(selector))
    .find((element) => element?.checkVisibility());
};

const goTo = (event) => {
  const link = event.target.closest("a[data-field]");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const folded = field.closest("details");
  if (folded) folded.open = true;
  const isShown = field.checkVisibility() && !field.classList.contains("select2-hidden-accessible");
  const target = (isShown ? null : standIn(field)) ?? field;
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
};

export const keepChecking = () => {
  if (!list) return;
  whenChanged(later);
  form.addEventListener("submit", () => clearTimeout(pause));
  list.addEventListener("click", goTo);
};
