// Taking an article up and putting it into a slot: by Enter and the arrow keys, by buttons, by touch.

import { ask, board, form, say, slots } from "./board.js";

const letGoButton = form.querySelector(".let-go");

let taken = null; // {article, headline, element}

const grips = () => slots().map((slot) => slot.querySelector(".grip"));

const nameOf = ({ dataset }) => `${dataset.label}: ${dataset.headline || "empty"}`;

// What the button of each slot does now.
export const dressSlots = () => {
  slots().forEach((slot) => {
    const grip = slot.querySelector(".grip");
    grip.hidden = !taken && !slot.dataset.article;
    grip.textContent = taken ? "Put here" : "";
    grip.setAttribute("aria-label", taken ? `Put here, ${nameOf(slot)}` : `Take up ${nameOf(slot)}`);
    slot.draggable = Boolean(slot.dataset.article);
    slot.querySelector(".move-to")?.removeAttribute("hidden");
  });
};

export const takeUp = (element) => {
  const { article, headline } = element.dataset;
  if (!article) return;
  letGo();
  taken = { article, headline, element };
  element.classList.add("taken");
  form.classList.add("placing");
  letGoButton.hidden = false;
  dressSlots();
  say(`“${headline}” is taken up: choose its slot. The arrow keys lead to it, Enter puts it there, Escape lets it go.`);
  const start = board.contains(element) ? element : slots()[0];
  start.querySelector(".grip").focus();
};

const letGo = () => {
  taken?.element.classList.remove("taken");
  taken = null;
  form.classList.remove("placing");
  letGoButton.hidden = true;
  dressSlots();
};

export const cancel = () => {
  if (!taken) return;
  const { element, headline } = taken;
  letGo();
  say(`“${headline}” stays where it was.`);
  element.querySelector(".grip, button")?.focus();
};

export const putInto = (slot) => {
  const { article } = taken;
  letGo();
  return ask({ put: `${article} ${slot.dataset.place}` });
};

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

const walk = (event) => {
  if (!event.target.matches(".grip") || !(event.key in STEPS)) return;
  event.preventDefault();
  const all = grips().filter((grip) => !grip.hidden);
  all.at((all.indexOf(event.target) + STEPS[event.key]) % all.length).focus();
};

const onClick = (event) => {
  const slot = event.target.closest(".slot");
  if (!slot) return;
  if (taken && !event.target.closest("details")) {
    event.preventDefault();
    putInto(slot);
  } else if (event.target.closest(".grip, .move-to")) takeUp(slot);
};

export const placeByHand = () => {
  dressSlots();
  document.addEventListener("front:shown", dressSlots);
  board.addEventListener("click", onClick);
  board.addEventListener("keydown", walk);
  letGoButton.addEventListener("click", cancel);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && taken) cancel();
  });
};
