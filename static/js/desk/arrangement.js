// Rows in an order: moved by buttons or by dragging, shown or not. The numbers that the form sends
// are kept in step; without scripts they are typed.

import { element } from "./element.js";

const rowsOf = (list) => [...list.children];
const numberOf = (row) => row.querySelector("input[type=number]");
const nameOf = (row) => row.querySelector("label").textContent;
const isShown = (row) => row.querySelector("input[type=checkbox]").checked;

const number = (list) => {
  rowsOf(list).filter(isShown).forEach((row, place) => { numberOf(row).value = place + 1; });
  rowsOf(list).forEach((row) => {
    if (!isShown(row)) numberOf(row).value = "";
    row.classList.toggle("not-shown", !isShown(row));
    row.querySelector(".up").setAttribute("aria-disabled", row === list.firstElementChild);
    row.querySelector(".down").setAttribute("aria-disabled", row === list.lastElementChild);
  });
};

const tell = (list, words) => { list.parentElement.querySelector("[role=status]").textContent = words; };

const settle = (list, row) => {
  number(list);
  tell(list, isShown(row) ? `${nameOf(row)} is ${numberOf(row).value} ${list.dataset.shown}.` : `${nameOf(row)} is not shown.`);
};

const move = (list, row, button, beside, where) => {
  if (!beside) return;
  beside[where](row);
  button.focus();
  settle(list, row);
};

const button = (list, row, css, sign, does, beside, where) => {
  const made = element("button", { type: "button", className: css, title: does }, sign);
  made.setAttribute("aria-label", `${does}: ${nameOf(row)}`);
  made.addEventListener("click", () => move(list, row, made, row[beside], where));
  return made;
};

const shownBox = (list, row) => {
  const box = element("input", { type: "checkbox", checked: numberOf(row).value !== "" });
  box.addEventListener("change", () => settle(list, row));
  const label = element("label", { className: "shown" }, box, " shown");
  label.append(element("span", { className: "visually-hidden" }, `: ${nameOf(row)}`));
  return label;
};

const draggable = (list, row) => {
  row.draggable = true;
  row.addEventListener("dragstart", (event) => {
    event.dataTransfer.effectAllowed = "move";
    row.classList.add("dragged");
  });
  row.addEventListener("dragend", () => {
    row.classList.remove("dragged");
    settle(list, row);
  });
};

// The row that is dragged goes where the pointer is.
const dragOver = (list, event) => {
  const row = list.querySelector(".dragged");
  if (!row) return;
  event.preventDefault();
  const over = event.target.closest(".arrangement > li");
  if (!over || over === row) return;
  const { top, height } = over.getBoundingClientRect();
  over[event.clientY < top + height / 2 ? "before" : "after"](row);
};

const equip = (list) => {
  rowsOf(list).forEach((row) => {
    numberOf(row).hidden = true;
    row.append(
      shownBox(list, row),
      button(list, row, "up", "↑", "Move up", "previousElementSibling", "before"),
      button(list, row, "down", "↓", "Move down", "nextElementSibling", "after"),
    );
    draggable(list, row);
  });
  list.classList.add("by-hand");
  list.parentElement.querySelector(".help").hidden = true;
  list.addEventListener("dragover", (event) => dragOver(list, event));
  list.addEventListener("drop", (event) => event.preventDefault());
  number(list);
};

document.querySelectorAll(".arrangement").forEach((list) => {
  if (list.querySelector("input")) equip(list);
});
