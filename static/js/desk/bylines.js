// The byline's rows: moved by buttons or by their grip, added and taken out. The numbers that the
// form sends are kept in step; without scripts they are typed.

import { element } from "./element.js";
import { form } from "./form.js";

const list = form?.querySelector(".bylines");
const panel = list?.closest(".panel-body");

const rows = () => [...list.children];

const nameOf = (row) => row.querySelector("select").selectedOptions[0]?.textContent.trim() ?? "";

const announce = (words) => { panel.querySelector("[role=status]").textContent = words; };

const number = () => {
  const named = rows().filter(nameOf);
  rows().forEach((row) => {
    const place = named.indexOf(row) + 1;
    row.querySelector(".field-position input").value = place || "";
    const name = nameOf(row) || "the empty row";
    row.querySelectorAll("button").forEach((button) => {
      button.setAttribute("aria-label", `${button.dataset.does} ${name}`);
    });
    row.querySelector(".up").setAttribute("aria-disabled", row === list.firstElementChild);
    row.querySelector(".down").setAttribute("aria-disabled", row === list.lastElementChild);
  });
};

const changed = () => {
  number();
  window.django.jQuery(form).trigger("change");
};

const settle = (row) => {
  changed();
  announce(`${nameOf(row) || "The empty row"} is now ${rows().indexOf(row) + 1} of ${rows().length}.`);
};

const move = (row, button, beside, where) => {
  if (!beside) return;
  beside[where](row);
  button.focus();
  settle(row);
};

const remove = (row) => {
  const name = nameOf(row) || "The empty row";
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  changed();
  announce(`${name} is taken out of the byline.`);
  (next?.querySelector(".remove") ?? panel.querySelector(".add")).focus();
};

const buttonOf = (does, css, sign, press) => {
  const button = element("button", { type: "button", className: css, title: does }, sign);
  button.dataset.does = does;
  button.addEventListener("click", () => press(button));
  return button;
};

const grip = (row) => {
  const handle = element("span", { className: "grip", draggable: true, title: "Drag" }, "⠿");
  handle.setAttribute("aria-hidden", "true"); // the buttons do the same
  handle.addEventListener("dragstart", (event) => {
    event.dataTransfer.setDragImage(row, 0, 0);
    event.dataTransfer.effectAllowed = "move";
    row.classList.add("dragged");
  });
  handle.addEventListener("dragend", () => {
    row.classList.remove("dragged");
    settle(row);
  });
  return handle;
};

const equip = (row) => {
  row.prepend(grip(row));
  row.append(
    buttonOf("Move up", "up", "↑", (button) => move(row, button, row.previousElementSibling, "before")),
    buttonOf("Move down", "down", "↓", (button) => move(row, button, row.nextElementSibling, "after")),
    buttonOf("Remove", "remove", "×", () => remove(row)),
  );
};

const add = () => {
  const total = form.querySelector(`[name=${list.dataset.prefix}-TOTAL_FORMS]`);
  const html = panel.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
  list.insertAdjacentHTML("beforeend", html);
  total.value = Number(total.value) + 1;
  const row = list.lastElementChild;
  equip(row);
  // The admin's own scripts make an autocomplete of it.
  row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: list.dataset.prefix } }));
  changed();
  row.querySelector(".select2-selection").focus();
};

// The row that is dragged goes where the pointer is.
const dragOver = (event) => {
  const row = list.querySelector(".dragged");
  const over = event.target.closest(".byline");
  if (!row) return;
  event.preventDefault();
  if (!over || over === row) return;
  const { top, height } = over.getBoundingClientRect();
  over[event.clientY < top + height / 2 ? "before" : "after"](row);
};

// After a refused save the rows come as they were sent; their numbers say where they belong.
const sortByNumber = () => {
  const place = (row) => Number(row.querySelector(".field-position input").value) || Infinity;
  list.append(...rows().sort((one, other) => place(one) - place(other)));
};

export const orderBylines = () => {
  list.classList.add("by-hand");
  sortByNumber();
  rows().forEach(equip);
  number();
  list.addEventListener("dragover", dragOver);
  list.addEventListener("drop", (event) => event.preventDefault());
  window.django.jQuery(list).on("change", "select", number);
  const button = panel.querySelector(".add");
  button.hidden = false;
  button.addEventListener("click", add);
};
