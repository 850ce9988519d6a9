/**
 * How a reader has the paper before them: by day or in the dark, and the size of the text. The
 * choice stays in this browser. No module, and first of all: what is chosen holds before the first
 * paint, so that nothing flashes.
 */

(() => {
  const CHOICES = { scheme: ["light", "dark"], text: ["small", "large"] }; // what is not named is ""
  const page = document.documentElement.dataset;

  const kept = (name) => {
    try {
      return localStorage.getItem(name) ?? "";
    } catch {
      return ""; // a browser that keeps nothing
    }
  };

  const keep = (name, choice) => {
    try {
      if (choice) localStorage.setItem(name, choice);
      else localStorage.removeItem(name);
    } catch {
      // It holds for this page.
    }
  };

  const put = (name, choice) => {
    if (CHOICES[name].includes(choice)) page[name] = choice;
    else delete page[name];
    for (const button of document.querySelectorAll(`button[data-choose="${name}"]`)) {
      button.ariaPressed = String(button.value === (page[name] ?? ""));
    }
  };

  const putAll = () => {
    for (const name of Object.keys(CHOICES)) put(name, kept(name));
  };

  page.comfort = ""; // the buttons are there from the first paint on, and nothing moves
  putAll();
  addEventListener("storage", putAll); // chosen in another window
  document.addEventListener("DOMContentLoaded", putAll);
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("button[data-choose]");
    if (!button) return;
    keep(button.dataset.choose, button.value);
    put(button.dataset.choose, button.value);
  });
})();
