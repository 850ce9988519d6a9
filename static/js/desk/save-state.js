// The words in the line over the form that say whether everything is saved; read out when they
// change. Whoever keeps drafts by itself says so here, too.

const line = document.querySelector(".save-state");

export const say = (words, { unsaved = false } = {}) => {
  if (!line || line.textContent === words) return;
  line.textContent = words;
  line.classList.toggle("unsaved", unsaved);
};
