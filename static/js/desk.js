// The desk's forms: nothing typed is left behind by accident, Ctrl+S saves, and the rich text
// editor and the autocompletes are known by their fields' labels.

const form = document.querySelector("#content-main > form[method=post]");

const typed = () => new URLSearchParams(new FormData(form)).toString();

const watchOver = () => {
  const refused = form.querySelector(".errornote") !== null;
  const before = typed();
  let leaving = false;
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (refused || typed() !== before)) event.preventDefault();
  });
};

const saveByKey = (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  form.querySelector(".submit-row input[type=submit]").click();
};

// The label of a field; in a table the head of its column.
const labelOf = (field) =>
  field.labels[0] ?? form.querySelector(field.closest("td").className.replace("field-", "th.column-"));

const textOf = (label) => label.textContent.trim().replace(/:$/, "");

const nameEditor = ({ detail: { editor, textarea } }) => {
  const label = labelOf(textarea);
  editor.view.dom.setAttribute("aria-label", textOf(label));
  label.addEventListener("click", () => editor.commands.focus());
};

const nameAutocomplete = (select) => {
  const label = labelOf(select);
  const box = select.nextElementSibling;
  const value = box.querySelector(".select2-selection--single .select2-selection__rendered");
  label.id ||= `${select.id}_label`;
  ["role", "aria-readonly"].forEach((name) => value?.removeAttribute(name));
  value?.parentElement.setAttribute("aria-labelledby", `${label.id} ${value.id}`);
  box.querySelector(".select2-search__field")?.setAttribute("aria-label", textOf(label));
};

const nameAutocompletes = ({ target }) => {
  const inside = target instanceof Element ? target : form;
  inside.querySelectorAll("select.select2-hidden-accessible").forEach(nameAutocomplete);
};

if (form?.querySelector(".submit-row input[type=submit]")) {
  watchOver();
  document.addEventListener("keydown", saveByKey);
  form.addEventListener("prose-editor:ready", nameEditor);
  window.django.jQuery(nameAutocompletes); // when the admin's own scripts have made them
  document.addEventListener("formset:added", nameAutocompletes);
}
