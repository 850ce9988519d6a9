// The small panels: one at a time, shut by Escape or by a click elsewhere; a slot's words are shown
// on the board once its panel is shut.

import { arrangementOf, ask, board, boardFields, form } from "./board.js";
import { pickPhoto } from "../photo-picker.js";

const open = () => [...form.querySelectorAll("details.drop[open]")];

let before = "";

const shut = (panels) => {
  panels.forEach((panel) => { panel.open = false; });
};

const onToggle = ({ target: panel }) => {
  if (!panel.matches?.("details.drop")) return;
  if (panel.open) {
    shut(open().filter((other) => other !== panel));
    before = arrangementOf(boardFields());
  } else if (panel.matches(".slot-edit") && panel.isConnected && arrangementOf(boardFields()) !== before) ask();
};

const onKey = (event) => {
  const [panel] = open();
  if (event.key !== "Escape" || !panel) return;
  panel.open = false;
  panel.querySelector("summary").focus();
};

const choose = async (button) => {
  const field = button.parentElement.querySelector("input");
  const photo = await pickPhoto();
  if (photo) field.value = photo.id;
  button.focus();
};

const dress = () => {
  if (!document.getElementById("photo-picker")) return;
  board.querySelectorAll(".choose").forEach((button) => { button.hidden = false; });
};

export const editInPanels = () => {
  dress();
  document.addEventListener("front:shown", dress);
  form.addEventListener("toggle", onToggle, { capture: true });
  document.addEventListener("keydown", onKey);
  document.addEventListener("pointerdown", ({ target }) =>
    shut(open().filter((panel) => !panel.contains(target) && !target.closest("dialog"))));
  board.addEventListener("click", ({ target }) => target.closest(".choose") && choose(target.closest(".choose")));
};
