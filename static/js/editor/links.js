// Where a link leads: an address that somebody types, or, at the desk, an article found in the archive.

import { ask } from "../desk/ask.js";
import { element } from "../desk/element.js";
import { fillIn } from "./dialogs.js";

const TYPING_PAUSE = 250; // milliseconds
const NO_ADDRESS = "This is no address. It could be https://example.org/page, name@example.org or /about/.";

const dialog = document.getElementById("link-dialog");
const [form, found, status] = ["form", "ul", "[role=status]"].map((name) => dialog?.querySelector(name));
let asked = 0;
let pause;

const completed = (typed) => {
  if (/^[a-z][a-z0-9+.-]*:/i.test(typed) || typed.startsWith("/")) return typed;
  return /^[^\s/@]+@[^\s/@]+$/.test(typed) ? `mailto:${typed}` : `https://${typed}`;
};

/** What was typed as an address to link to, the paper's own without its host; null if it is none. */
export const addressOf = (typed) => {
  const words = typed.trim();
  if (!words || /\s/.test(words)) return null;
  try {
    const url = new URL(completed(words), location.origin);
    if (url.protocol === "mailto:") return url.href;
    if (!["http:", "https:"].includes(url.protocol)) return null;
    if (url.origin === location.origin) return url.pathname + url.search + url.hash;
    return url.hostname.includes(".") ? url.href : null;
  } catch {
    return null;
  }
};

const entry = ({ headline, address, published }) => {
  const button = element(
    "button",
    { type: "button" },
    element("span", { className: "name", dir: "auto" }, headline),
    element("span", { className: "when" }, published),
  );
  button.addEventListener("click", () => {
    form.elements.address.value = address;
    dialog.close("set");
  });
  return element("li", {}, button);
};

const search = async () => {
  const question = ++asked;
  const words = form.elements.words.value.trim();
  let articles = [];
  let said = "";
  if (words) {
    try {
      ({ articles } = await ask(dialog.dataset.search, { q: words }));
      said = articles.length ? "" : "No published article has these words.";
    } catch {
      said = "The archive cannot be reached. If you were logged out, log in in another tab and search again.";
    }
  }
  if (question !== asked) return; // an answer that comes after a later question
  found.replaceChildren(...articles.map(entry));
  status.textContent = said;
};

const check = (event) => {
  const { address } = form.elements;
  if (event.submitter?.value !== "set") return;
  address.setCustomValidity(addressOf(address.value) ? "" : NO_ADDRESS);
  if (!address.reportValidity()) event.preventDefault();
};

const listen = () => {
  const { address, words } = form.elements;
  form.addEventListener("submit", check);
  address.addEventListener("input", () => address.setCustomValidity(""));
  dialog.addEventListener("fill-in", () => address.setCustomValidity(""));
  if (words) findBy(words);
};

const findBy = (words) => {
  words.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(search, TYPING_PAUSE);
  });
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    found.querySelector("button")?.focus();
  });
  dialog.addEventListener("fill-in", () => {
    asked += 1;
    found.replaceChildren();
    status.textContent = "";
  });
};

if (dialog) listen();

const set = (editor, address) => {
  const chain = editor.chain().focus().extendMarkRange("link");
  if (!address) return chain.unsetLink().run();
  if (!editor.state.selection.empty || editor.isActive("link")) return chain.setLink({ href: address }).run();
  const mark = { type: "link", attrs: { href: address } };
  return editor.chain().focus().insertContent({ type: "text", text: address, marks: [mark] }).run();
};

export const editLink = async (editor) => {
  if (!dialog) return;
  const { href = "" } = editor.getAttributes("link");
  dialog.querySelector("[value=remove]").hidden = !href;
  const told = await fillIn(dialog, { address: href ?? "" });
  if (told) set(editor, told.pressed === "set" ? addressOf(told.address) : "");
  else editor.commands.focus();
};
