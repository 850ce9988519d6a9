// How many words the body has, and how long they take to read. Counted when the keys rest: a long
// article is typed without waiting for it.

import { form } from "./form.js";

const PACE = 215; // words a minute
const PAUSE = 300; // milliseconds

// Joined by apostrophe, geresh, gershayim, maqaf or hyphen, it is one word.
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’׳״"־-][\p{L}\p{M}\p{N}]+)*/gu;

export const wordsIn = (text) => text.match(WORD)?.length ?? 0;

const said = (words) => {
  const minutes = Math.max(1, Math.round(words / PACE));
  return `${words.toLocaleString("en-US")} word${words === 1 ? "" : "s"} · ${minutes} min`;
};

// Whether the text is too short or too long, where the page says what the paper takes.
const lengthOf = (words, { fewest, most }) => {
  if (most && words > Number(most)) return "too-long";
  return fewest && words < Number(fewest) ? "too-short" : "right";
};

export const countWords = () => {
  const output = form.querySelector(".count output");
  const line = output.closest(".count");
  form.addEventListener("prose-editor:ready", ({ detail: { editor } }) => {
    let pause;
    const count = () => {
      const { doc } = editor.state;
      const words = wordsIn(doc.textBetween(0, doc.content.size, "\n", " "));
      output.textContent = said(words);
      line.dataset.length = lengthOf(words, line.dataset);
    };
    count();
    editor.on("update", () => {
      clearTimeout(pause);
      pause = setTimeout(() => requestIdleCallback(count), PAUSE);
    });
  });
};
