// The dialog in which a photo is chosen from the library (templates/admin/_photo_picker.html).
//
//   const photo = await pickPhoto({ search: "harbour" });
//
// gives {id, thumbnail, alt, caption, credit, name, shortcomings}, or null when the dialog was
// closed without a choice. A page without the dialog, for somebody who may not see the library,
// gives null at once.

import { ask } from "./ask.js";
import { element } from "./element.js";
import { dropOn, Uploader } from "./uploader.js";

const TYPING_PAUSE = 200; // milliseconds

// Of what a photo lacks, what is still lacking where its alternative text is written anew.
export const lackingHere = (shortcomings, alt) =>
  shortcomings.filter((what) => what !== "No alternative text" || !alt.trim());

const dialog = document.getElementById("photo-picker");
const uploading = dialog?.querySelector(".upload-new"); // for who may add photos
const [words, list, more, status] = ["input", "ul", ".more", "[role=status]"].map((selector) =>
  dialog?.querySelector(selector));

let chosen = null;
let olderThan = null;
let asked = 0;
let pause;

const tile = (photo) => {
  const picture = element("img", { src: photo.thumbnail, alt: "", loading: "lazy" });
  const name = element("span", { className: "name", dir: "auto" }, photo.name);
  const credit = element("span", { className: "credit", dir: "auto" }, photo.credit);
  const lacking = element("span", { className: "lacking" }, photo.shortcomings.join(" · "));
  const button = element("button", { type: "button" }, picture, name, credit, lacking);
  button.addEventListener("click", () => choose(photo));
  return element("li", {}, button);
};

const counted = (count) =>
  count === 0 ? "No photo has these words." : `${count} photo${count === 1 ? "" : "s"}${more.hidden ? "" : ", and older ones"}`;

// An answer that comes after a later question was asked is not shown.
const show = async ({ before = null } = {}) => {
  const question = ++asked;
  try {
    const page = await ask(dialog.dataset.search, { q: words.value, ...(before && { before }) });
    if (question !== asked) return;
    if (!before) list.replaceChildren();
    const first = list.childElementCount;
    list.append(...page.photos.map(tile));
    olderThan = page.older_than;
    more.hidden = olderThan === null;
    status.textContent = counted(list.childElementCount);
    if (before) list.children[first]?.firstElementChild.focus();
  } catch (problem) {
    if (question !== asked) return;
    status.textContent = "The library cannot be reached. If you were logged out, log in in another tab and search again.";
  }
};

const STEPS = {
  ArrowRight: () => 1,
  ArrowLeft: () => -1,
  ArrowDown: (tiles) => columns(tiles),
  ArrowUp: (tiles) => -columns(tiles),
};

const columns = (tiles) => {
  const top = tiles[0].offsetTop;
  const below = tiles.findIndex((one) => one.offsetTop > top);
  return below === -1 ? tiles.length : below;
};

const walk = (event) => {
  const tiles = [...list.querySelectorAll("button")];
  const place = tiles.indexOf(document.activeElement);
  const to = tiles[place + (STEPS[event.key]?.(tiles) ?? NaN)];
  if (place === -1 || !to) return;
  event.preventDefault();
  to.focus();
};

const choose = (photo) => {
  chosen = photo;
  dialog.close();
};

// Beside the library, what is new to it.
const showNew = (isShown) => {
  uploading?.setAttribute("aria-pressed", isShown);
  dialog.querySelector(".found").hidden = isShown;
  const pane = dialog.querySelector(".new");
  if (pane) pane.hidden = !isShown;
};

const listenToFiles = () => {
  const uploader = new Uploader(dialog.querySelector(".uploader"), { use: choose });
  uploading.addEventListener("click", () => showNew(uploading.getAttribute("aria-pressed") === "false"));
  dropOn(dialog, (files) => {
    showNew(true);
    uploader.take(files);
  });
};

const listen = () => {
  words.addEventListener("input", () => {
    showNew(false);
    clearTimeout(pause);
    pause = setTimeout(show, TYPING_PAUSE);
  });
  list.addEventListener("keydown", walk);
  more.addEventListener("click", () => show({ before: olderThan }));
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  if (uploading) listenToFiles();
};

if (dialog) listen();

export const pickPhoto = ({ search = "" } = {}) => {
  if (!dialog) return Promise.resolve(null);
  chosen = null;
  words.value = search;
  showNew(false);
  list.replaceChildren();
  more.hidden = true;
  status.textContent = "";
  dialog.showModal();
  words.focus();
  show();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(chosen), { once: true });
  });
};
