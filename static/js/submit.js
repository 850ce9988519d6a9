// The form of a guest, who sends a piece without an account: nothing is kept before it is sent.

import { form } from "./desk/form.js";
import { countWords } from "./desk/count.js";
import { nameFields } from "./desk/names.js";

const typed = () => new URLSearchParams(new FormData(form)).toString();

const askBeforeLeaving = () => {
  let before;
  let leaving = false;
  const look = () => { before ??= typed(); };
  form.addEventListener("focusin", look); // when the editor and the other scripts have put it in order
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && before !== undefined && typed() !== before) event.preventDefault();
  });
};

nameFields();
countWords();
askBeforeLeaving();
