/**
 * How a reader has the paper before them: by day or in the dark, the size of the text, and whether
 * the key “/” leads to the search. The choice stays in this browser. No module, and first of all: what is chosen holds before the first
 * paint, so that nothing flashes.
 */

(() => {
  const CHOICES = { scheme: ["light", "dark"], text: ["small", "large"], slash: ["off"] }; // what is not named is ""
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

  // Off for who speaks to the machine or strikes keys by accident (WCAG 2.1.4).
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || page.slash || event.defaultPrevented) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
    const words = document.querySelector("form.search input[type=search]");
    const link = document.querySelector(".folio-search a");
    if (!words && !link) return;
    event.preventDefault();
    if (words) words.select();
    else location.assign(link.href);
  });
})();
