// The words in the line over the form that say whether everything is saved; read out when they
// change.

const line = document.querySelector(".save-state");

let draft = ""; // what is said of unsaved changes by who keeps drafts of them

export const say = (words, { unsaved = false } = {}) => {
  if (!line || line.textContent === words) return;
  line.textContent = words;
  line.classList.toggle("unsaved", unsaved);
};

export const sayUnsaved = () => say(draft || "Unsaved changes", { unsaved: true });

export const draftIs = (words) => {
  draft = words;
  if (words) sayUnsaved();
};
