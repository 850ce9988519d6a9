// Nothing is lost: moves that are not kept are said, asked about before the page is left, held in
// this browser, and undone and done again step by step.

import { all, put, remove } from "../browser-copy.js";
import { arrangementOf, boardFields, form, isChanged, redo, say, take, undo } from "./board.js";


const person = document.querySelector("meta[name=person]").content;
const state = form.querySelector(".save-state");
const [undoButton, redoButton] = [".steps .undo", ".steps .redo"].map((selector) => form.querySelector(selector));
const offer = document.querySelector(".kept-here");

const own = (name) => form.elements.namedItem(name).value;
const keyOf = (basedOn) => `front-${basedOn}`;
const key = keyOf(own("based_on")); // so windows with different line-ups do not overwrite each other

let leaving = false;

const tell = ({ mayUndo = false, mayRedo = false } = {}) => {
  undoButton.disabled = !mayUndo;
  redoButton.disabled = !mayRedo;
  state.textContent = isChanged() ? "Moves that are not published or saved" : "";
};

const keepHere = () => {
  if (!isChanged()) return remove(key);
  return put({ key, person, at: Date.now(), based_on: own("based_on"), seen: own("seen"), fields: boardFields() });
};

const clock = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", timeZone: "America/New_York" });

const takeUp = async (record) => {
  offer.hidden = true;
  form.elements.namedItem("based_on").value = record.based_on;
  form.elements.namedItem("seen").value = record.seen;
  await take(record.fields);
  if (record.key !== key) remove(record.key);
  say("Your moves are on the board again. They are not published.");
};

const offerIt = async () => {
  // A page that comes after a save has what was kept.
  const kept = new URLSearchParams(location.search).get("kept");
  if (kept !== null) await remove(keyOf(kept));
  const mine = (await all()).filter((record) => record.key.startsWith(keyOf("")) && record.person === person);
  const record = mine.sort((one, other) => other.at - one.at)[0];
  if (!record || isChanged()) return;
  if (arrangementOf(record.fields) === arrangementOf(boardFields())) return remove(record.key);
  offer.hidden = false;
  offer.querySelector(".kept-at").textContent = `from ${clock.format(record.at)}, New York time,`;
  offer.querySelector(".take-up").addEventListener("click", () => takeUp(record));
  offer.querySelector(".forget").addEventListener("click", () => {
    offer.hidden = true;
    remove(record.key);
  });
};

const onKey = (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.matches("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  const act = key === "y" || (key === "z" && event.shiftKey) ? redo : key === "z" ? undo : null;
  if (!act) return;
  event.preventDefault();
  act();
};

export const isLeaving = () => { leaving = true; };

export const loseNothing = () => {
  form.querySelector(".steps").hidden = false;
  tell();
  undoButton.addEventListener("click", undo);
  redoButton.addEventListener("click", redo);
  document.addEventListener("keydown", onKey);
  document.addEventListener("front:changed", ({ detail }) => {
    tell(detail);
    keepHere();
  });
  form.addEventListener("input", () => keepHere());
  document.querySelector("[data-give-up]")?.addEventListener("click", () => {
    isLeaving();
    remove(key);
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && isChanged()) event.preventDefault();
  });
  if (form.hasAttribute("data-unsaved")) keepHere();
  offerIt();
};
