// The front page at the desk. Without it the form does everything by its buttons; with it they do
// the same without loading the page anew, and the mouse and the keys do what they do.

import { ask, form, startBoard } from "./board.js";
import { announceInPlace } from "./breaking.js";
import { dragByMouse } from "./dragging.js";
import { editInPanels } from "./editing.js";
import { findWhileTyping } from "./finder.js";
import { isLeaving, loseNothing } from "./keeping.js";
import { placeByHand } from "./placing.js";
import { openPreview, preparePreview } from "./preview.js";
import { watchReaders } from "./watch.js";

const IN_PLACE = new Set(["look", "move", "put", "strip", "find"]);

const onSubmit = (event) => {
  const { submitter } = event;
  if (submitter?.name === "preview") return openPreview(submitter);
  if (!IN_PLACE.has(submitter?.name)) return isLeaving();
  event.preventDefault();
  if (submitter.name !== "find") ask({ [submitter.name]: submitter.value });
};

startBoard();
form.classList.add("with-scripts");
form.addEventListener("submit", onSubmit);
placeByHand();
dragByMouse();
findWhileTyping();
editInPanels();
loseNothing();
preparePreview();
watchReaders();
announceInPlace();
