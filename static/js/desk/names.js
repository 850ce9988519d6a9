// The rich text editor and the admin's autocompletes, known by the labels of their fields.

import { form } from "./form.js";

const textOf = (label) => label.textContent.trim().replace(/:$/, "");

const nameEditor = ({ detail: { editor, textarea } }) => {
  const [label] = textarea.labels;
  editor.view.dom.setAttribute("aria-label", textOf(label));
  label.addEventListener("click", () => editor.commands.focus());
};

const nameAutocomplete = (select) => {
  const [label] = select.labels;
  const box = select.nextElementSibling;
  const value = box.querySelector(".select2-selection--single .select2-selection__rendered");
  label.id ||= `${select.id}_label`;
  ["role", "aria-readonly"].forEach((name) => value?.removeAttribute(name));
  value?.parentElement.setAttribute("aria-labelledby", `${label.id} ${value.id}`);
  box.querySelector(".select2-search__field")?.setAttribute("aria-label", textOf(label));
};

const nameAutocompletes = ({ target }) => {
  const inside = target instanceof Element ? target : document;
  inside.querySelectorAll("select.select2-hidden-accessible").forEach(nameAutocomplete);
};

export const nameFields = () => {
  form?.addEventListener("prose-editor:ready", nameEditor);
  window.django?.jQuery(nameAutocompletes); // when the admin's own scripts have made them
  document.addEventListener("formset:added", nameAutocompletes);
};
