// The board on the screen is the desk's answer to what is typed: every move is asked of it, one
// after the other, and it sends the whole board back. So the rules of moving are in one place, and
// what a page without scripts does by its buttons is the same.

import { refreshToken } from "../line.js";

export const form = document.getElementById("front_form");
export const board = document.getElementById("board");

const said = document.getElementById("said");
const PATIENCE = 15_000; // milliseconds

let settled; // the board's fields as the desk last answered them
let saved; // and as they are kept
const past = [];
const future = [];
let turn = Promise.resolve();

const isTyped = (field) => field.name && field.type !== "submit" && field.type !== "button";
const entryOf = ({ name, value }) => [name, value];

export const boardFields = () =>
  [...form.elements].filter((field) => isTyped(field) && board.contains(field)).map(entryOf);

const otherFields = () =>
  [...form.elements]
    .filter((field) => isTyped(field) && !board.contains(field) && (field.type !== "radio" || field.checked))
    .map(entryOf);

export const arrangementOf = (fields) => JSON.stringify(fields.filter(([, value]) => value));

export const isChanged = () => form.hasAttribute("data-unsaved") || arrangementOf(boardFields()) !== saved;

export const say = (words) => { said.textContent = words; };

export const slots = () => [...board.querySelectorAll(".slot")];
export const slotAt = (place) => board.querySelector(`.slot[data-place="${place}"]`);

const bodyOf = (fields, command) => new URLSearchParams([...fields, ...Object.entries(command)]);

const fetchPart = (fields, command) => fetch(location.pathname, {
  method: "POST",
  body: bodyOf([...otherFields(), ...fields], command),
  redirect: "manual", // a way to the log-in page is an answer of its own
  signal: AbortSignal.timeout(PATIENCE),
});

const NOT_REACHED = "The desk cannot be reached: nothing has moved. Try again.";
const LOGGED_OUT = "You are not logged in any more: nothing has moved. Log in in another tab, and try again.";

// The HTML of a part of the page, null where the desk does not answer; why is said.
export const partOf = async (command, fields = boardFields()) => {
  try {
    let response = await fetchPart(fields, command);
    if (response.status === 403) {
      await refreshToken();
      response = await fetchPart(fields, command);
    }
    if (response.ok) return await response.text();
    say(response.type === "opaqueredirect" ? LOGGED_OUT : NOT_REACHED);
  } catch {
    say(NOT_REACHED);
  }
  return null;
};

// Where the focus was on the board, as far as it is there on the next one.
const focusKept = () => {
  const focused = board.contains(document.activeElement) ? document.activeElement : null;
  const strip = focused?.closest(".board-strip")?.dataset.strip;
  const place = focused?.closest(".slot")?.dataset.place;
  return () => (place && slotAt(place)) ?? (strip && board.querySelector(`[data-strip="${strip}"]`)) ?? (focused && board);
};

const focusOn = (part) => part?.querySelector(".grip:not([hidden]), .strip-tools button, summary")?.focus();

const show = (html) => {
  const made = document.createElement("template");
  made.innerHTML = html;
  const kept = focusKept();
  board.replaceChildren(made.content);
  const { words, movedTo: place } = board.firstElementChild.dataset;
  document.dispatchEvent(new CustomEvent("front:shown"));
  say(words);
  focusOn(place ? slotAt(place) : kept());
};

const answer = async (command, fields) => {
  board.setAttribute("aria-busy", "true");
  const html = await partOf({ ...command, part: "board" }, fields);
  board.removeAttribute("aria-busy");
  if (html !== null) show(html);
  return html !== null;
};

const tell = () => document.dispatchEvent(new CustomEvent("front:changed", {
  detail: { mayUndo: past.length > 0, mayRedo: future.length > 0 },
}));

const move = async (command) => {
  const before = settled;
  if (!(await answer(command, boardFields()))) return;
  settled = boardFields();
  if (arrangementOf(settled) !== arrangementOf(before)) {
    past.push(before);
    future.length = 0;
  }
  tell();
};

const step = async (from, to, words) => {
  const fields = from.at(-1);
  if (!fields || !(await answer({}, fields))) return;
  to.push(settled);
  from.pop();
  settled = boardFields();
  say(words);
  tell();
};

const inTurn = (act) => (turn = turn.then(act));

export const ask = (command = {}) => inTurn(() => move(command));
export const undo = () => inTurn(() => step(past, future, "Undone."));
export const redo = () => inTurn(() => step(future, past, "Done again."));

// Another board altogether, as one step that can be undone.
export const take = (fields) => inTurn(async () => {
  const before = settled;
  if (!(await answer({}, fields))) return;
  settled = boardFields();
  past.push(before);
  tell();
});

export const startBoard = () => {
  settled = boardFields();
  saved = arrangementOf(settled);
};
