// Whether somebody has arranged the front since this page was made.

import { ask } from "../ask.js";
import { element } from "../element.js";
import { form } from "./board.js";

const EVERY = 20_000; // milliseconds

const since = document.querySelector(".since");

let told = form.elements.namedItem("seen").value;

const look = async () => {
  if (document.visibilityState !== "visible") return;
  const now = await ask(form.dataset.live, {}).catch(() => null);
  const id = String(now?.id ?? "");
  if (now === null || id === told || id === form.elements.namedItem("seen").value) return;
  told = id;
  const link = element("a", { href: `${form.dataset.live}../preview/`, target: "_blank" }, "Look at it");
  since.replaceChildren(`${now.by} has arranged the front since, at ${now.at}. `, link, ". Your moves stay here; publishing them will show you both.");
};

export const watchReaders = () => {
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
};
