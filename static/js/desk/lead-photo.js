// The lead photo as a picture, with what it lacks, and the library to choose another from. What
// the form sends is the admin's own field, which stays where there are no scripts.

import { element } from "./element.js";
import { form } from "./form.js";
import { lackingHere, pickPhoto } from "./photo-picker.js";

const panel = form?.querySelector("#panel-photo");
const select = panel?.querySelector("select");
const part = (selector) => panel.querySelector(`.lead-photo ${selector}`);

const caption = panel?.querySelector("[name=lead_caption]");
const alt = panel?.querySelector("[name=lead_alt]");

let shown = null;

const showWhatItLacks = () => {
  part(".lacking").textContent = lackingHere(shown?.shortcomings ?? [], alt.value).join(" · ");
};

const show = (photo) => {
  shown = photo;
  part("figure").hidden = !photo;
  part(".take-off").hidden = !photo;
  part(".choose").textContent = photo ? "Choose another …" : "Choose a photo …";
  // What readers get while nothing is written here.
  caption.placeholder = photo?.caption ?? "";
  alt.placeholder = photo?.alt ?? "";
  showWhatItLacks();
  if (photo) {
    part("img").src = photo.thumbnail;
    part("img").alt = photo.alt;
    part(".name").textContent = photo.name;
    part(".credit").textContent = photo.credit;
  } else {
    part("img").removeAttribute("src");
  }
  document.dispatchEvent(new CustomEvent("lead-photo", { detail: photo }));
};

const take = (photo) => {
  if (photo && ![...select.options].some((option) => option.value === String(photo.id))) {
    select.append(element("option", { value: photo.id }, photo.name));
  }
  select.value = photo?.id ?? "";
  show(photo);
  window.django.jQuery(select).trigger("change");
};

export const leadPhoto = () => shown;

export const showLeadPhoto = () => {
  const first = panel.querySelector("#lead-photo");
  panel.classList.toggle("with-picker", document.getElementById("photo-picker") !== null);
  show(first && JSON.parse(first.textContent));
  part(".choose").hidden = false;
  part(".choose").addEventListener("click", async () => {
    const photo = await pickPhoto();
    if (photo) take(photo);
    part(".choose").focus();
  });
  part(".take-off").addEventListener("click", () => {
    take(null);
    part(".choose").focus();
  });
  alt.addEventListener("input", showWhatItLacks);
};
