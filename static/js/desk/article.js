// The article's form: each module keeps one part of it.

import { form } from "./form.js";
import { autosave } from "./autosave.js";
import { orderBylines } from "./bylines.js";
import { askForKind } from "./change-kind.js";
import { keepChecking } from "./checks.js";
import { countWords } from "./count.js";
import { showLeadPhoto } from "./lead-photo.js";
import { foldPanels } from "./panels.js";
import { nameTheMainButton } from "./main-button.js";
import { showPreview } from "./preview.js";
import { previewSearch } from "./search-preview.js";
import { actBeside } from "./side-forms.js";
import { pickTags } from "./tags.js";
import { tellZones } from "./zones.js";

if (form?.querySelector(".columns")) {
  askForKind();
  countWords();
  foldPanels();
  keepChecking();
  nameTheMainButton();
  orderBylines();
  showLeadPhoto();
  pickTags();
  previewSearch();
  tellZones();
  actBeside();
  showPreview();
  autosave(); // after the others have put the form in order
}
