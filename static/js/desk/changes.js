// Whether what is in the form is what was saved: said in the line over it, and asked about before
// the page is left.

import { form, whenChanged } from "./form.js";
import { isKept } from "./autosave.js";
import { say, sayUnsaved } from "./save-state.js";

const PAUSE = 400; // milliseconds without a key before the form is compared: it may be long

let before;
let refused;
let asSaved; // what is said of a form that nobody has changed
let pause;

export const typed = () => new URLSearchParams(new FormData(form)).toString();

export const isChanged = () => refused || typed() !== before;

const tell = () => {
  if (isChanged()) sayUnsaved();
  else say(asSaved);
};

export const watchOver = () => {
  refused = form.querySelector(".errornote") !== null || "unsaved" in form.dataset;
  before = typed();
  asSaved = document.querySelector(".standing .version, .writing-form") ? "Saved" : "Not saved yet";
  tell();
  whenChanged(() => {
    clearTimeout(pause);
    pause = setTimeout(tell, PAUSE);
  });
  let leaving = false;
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && isChanged() && !isKept()) event.preventDefault();
  });
};
