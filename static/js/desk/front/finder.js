// What can be put on the front, found while it is typed.

import { form, partOf, slots } from "./board.js";
import { makeDraggable } from "./dragging.js";
import { takeUp } from "./placing.js";
import { element } from "../element.js";

const PAUSE = 200; // milliseconds

const found = document.getElementById("found");
const words = document.getElementById("finder-q");
const section = document.getElementById("finder-in");

let asked = 0;
let pause;

// Where each of them stands on the board as it is now.
const mark = () => {
  const places = new Map(slots().filter((slot) => slot.matches(".by-hand")).map(({ dataset }) => [dataset.article, dataset.label]));
  found.querySelectorAll(".find").forEach((find) => {
    const place = places.get(find.dataset.article);
    find.querySelector(".already")?.remove();
    if (place) find.querySelector(".slot-meta").after(element("p", { className: "already" }, `On the front: ${place}`));
  });
};

const find = async () => {
  const question = ++asked;
  const html = await partOf({ part: "found" });
  if (html === null || question !== asked) return;
  found.innerHTML = html;
  makeDraggable();
  mark();
};

export const findWhileTyping = () => {
  document.querySelector(".finder-help").hidden = false;
  words.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(find, PAUSE);
  });
  section.addEventListener("change", find);
  document.addEventListener("front:shown", mark);
  form.addEventListener("click", (event) => {
    const button = event.target.closest(".find button");
    if (!button) return;
    event.preventDefault();
    takeUp(button.closest(".find"));
  });
};
