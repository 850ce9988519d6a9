// Which panels of the side bar somebody has folded, remembered by their browser. One that has
// something to complain of is open.

const KEY = "desk.folded-panels";

const folded = () => new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]"));

const nameOf = (panel) => panel.id;

const remember = ({ target: panel }) => {
  const names = folded();
  if (panel.open) names.delete(nameOf(panel));
  else names.add(nameOf(panel));
  localStorage.setItem(KEY, JSON.stringify([...names]));
};

export const foldPanels = () => {
  const names = folded();
  document.querySelectorAll(".panels details.panel").forEach((panel) => {
    if (names.has(nameOf(panel))) panel.open = false;
    if (panel.querySelector(".errorlist")) panel.open = true;
    panel.addEventListener("toggle", remember);
  });
};
