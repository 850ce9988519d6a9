// The page on which somebody from outside writes a piece: the parts of the desk's form that it has.

import { form } from "./desk/form.js";
import { autosave } from "./desk/autosave.js";
import { watchOver } from "./desk/changes.js";
import { countWords } from "./desk/count.js";
import { listenToKeys } from "./desk/keys.js";
import { nameFields } from "./desk/names.js";
import { showPhoto } from "./photo-of-piece.js";

if (form) {
  nameFields();
  countWords();
  watchOver();
  listenToKeys();
  showPhoto();
  autosave(); // after the others have put the form in order
}
