// The desk's small dialogs with a form each (templates/admin/_editor_dialogs.html).

/**
 * Opens a dialog with `values` in its fields. Gives what was in them when it was closed, with the
 * pressed button's value as `pressed`; null when it was left by Escape or Cancel.
 */
export const fillIn = (dialog, values) => {
  const form = dialog.querySelector("form");
  form.reset();
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  dialog.returnValue = "";
  dialog.dispatchEvent(new Event("fill-in"));
  dialog.showModal();
  return new Promise((resolve) => {
    const told = () => ({ ...Object.fromEntries(new FormData(form)), pressed: dialog.returnValue });
    dialog.addEventListener("close", () => resolve(dialog.returnValue ? told() : null), { once: true });
  });
};
