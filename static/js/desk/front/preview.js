// The preview in a frame over the desk, of what is on the screen, at the moment that is asked for.

import { element } from "../element.js";
import { form } from "./board.js";

const dialog = document.querySelector(".front-preview");
const holder = dialog.querySelector(".preview-holder");
const NAME = "front-preview";

export const openPreview = (button) => {
  if (!dialog.open) dialog.showModal();
  if (!holder.firstElementChild) holder.append(element("iframe", { name: NAME, title: "Preview" }));
  button.formTarget = NAME;
};

export const preparePreview = () => {
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    holder.replaceChildren();
    form.querySelector(".preview-drop > summary").focus();
  });
};
