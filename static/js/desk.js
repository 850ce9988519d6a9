// Every form of the desk: nothing typed is left behind by accident, the keys do what the buttons
// do, and the rich text editor and the autocompletes are known by their fields' labels.

import { form } from "./desk/form.js";
import { nameFields } from "./desk/names.js";
import { watchOver } from "./desk/changes.js";
import { listenToKeys } from "./desk/keys.js";

nameFields();
if (form) {
  watchOver();
  listenToKeys();
}
