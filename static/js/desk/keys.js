// Ctrl+S saves, Ctrl+Enter does what the main button does, F1 and ? list the keys.

import { form } from "./form.js";

const list = document.getElementById("shortcuts");

const press = (selector) => form.querySelector(selector)?.click();

const isTypedInto = (element) =>
  element.isContentEditable || element.matches("input:not([type=submit]), textarea, select, [role=combobox], [role=searchbox]");

const held = (event) => (event.ctrlKey || event.metaKey) && !event.altKey;

const actOn = (event) => {
  if (document.querySelector("dialog[open]")) return null;
  if (held(event) && event.key.toLowerCase() === "s") return () => press(".submit-row :is(input[type=submit], button)");
  if (held(event) && event.key === "Enter") return () => press(".actions .primary");
  const asks = event.key === "F1" || (event.key === "?" && !held(event) && !isTypedInto(event.target));
  return asks && list ? () => list.showModal() : null;
};

export const listenToKeys = () => {
  // Before the rich text editor hears of it, which breaks a line at Ctrl+Enter.
  document.addEventListener("keydown", (event) => {
    const act = actOn(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, { capture: true });
  const button = form.querySelector("button.shortcuts");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => list.showModal());
};
