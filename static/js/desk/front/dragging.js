// By mouse: a found article or a slot onto a slot, a slot off the board, a strip onto another's place.

import { ask, board, form } from "./board.js";

let dragged = null; // the element

const targetOf = ({ target }) => {
  if (dragged?.matches(".board-strip > header")) return target.closest?.(".board-strip");
  return target.closest?.(".slot") ?? (dragged?.matches(".slot") ? target.closest?.(".beside") : null);
};

const clear = () => form.querySelectorAll(".over").forEach((one) => one.classList.remove("over"));

const start = (event) => {
  dragged = event.target.closest?.(".slot, .find, .board-strip > header");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.headline ?? dragged.textContent.trim());
  dragged.classList.add("taken");
};

const over = (event) => {
  const target = dragged && targetOf(event);
  clear();
  if (!target) return;
  event.preventDefault();
  target.classList.add("over");
};

const drop = (event) => {
  const target = dragged && targetOf(event);
  if (!target) return;
  event.preventDefault();
  if (target.matches(".beside")) ask({ move: `${dragged.dataset.place} off` });
  else if (target.matches(".board-strip")) ask({ strip: `${dragged.parentElement.dataset.strip} ${target.dataset.order}` });
  else if (target !== dragged) ask({ put: `${dragged.dataset.article} ${target.dataset.place}` });
};

const end = () => {
  dragged?.classList.remove("taken");
  dragged = null;
  clear();
};

export const makeDraggable = () => {
  form.querySelectorAll(".find").forEach((find) => { find.draggable = true; });
  board.querySelectorAll(".board-strip > header").forEach((header) => { header.draggable = true; });
};

export const dragByMouse = () => {
  makeDraggable();
  document.addEventListener("front:shown", makeDraggable);
  Object.entries({ dragstart: start, dragover: over, drop, dragend: end }).forEach(([name, listen]) =>
    form.addEventListener(name, listen));
};
