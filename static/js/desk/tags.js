// The tags: found by typing, taken off by their buttons. A new one whose name is nearly that of
// another is asked about first. What the form sends is the list of options underneath.

import { ask } from "./ask.js";
import { element } from "./element.js";
import { form } from "./form.js";

const PAUSE = 150; // milliseconds

const select = form?.querySelector("select.tag-picker");

const part = (tag, className, attributes = {}) => {
  const made = element(tag, { className });
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
};

const chips = part("ul", "chips");
const input = part("input", "tag-input", {
  id: "tag-input", type: "text", role: "combobox", autocomplete: "off", placeholder: "Find or add a tag",
  "aria-expanded": "false", "aria-controls": "tag-options", "aria-autocomplete": "list",
});
const list = part("ul", "tag-options", { id: "tag-options", role: "listbox", "aria-label": "Tags found" });
const question = part("div", "question", { role: "alert" });
const status = part("p", "visually-hidden", { role: "status" });

let found = { tags: [], near: [], may_add: false };
let asked = 0;
let pause;

const typed = () => input.value.trim().replace(/\s+/g, " ");
const options = () => [...list.children];
const active = () => list.querySelector("[aria-selected=true]");
const same = (one, other) => one.localeCompare(other, undefined, { sensitivity: "accent" }) === 0;
const isChosen = (tag) => [...select.options].some((option) => option.value === String(tag.id));
const changed = () => window.django.jQuery(select).trigger("change");

// What nobody sees else, unless there is nothing else to see.
const tell = (words, { isSeen = false } = {}) => {
  status.textContent = words;
  status.className = isSeen ? "help" : "visually-hidden";
};

const close = () => {
  list.replaceChildren();
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
};

const start = () => {
  input.value = "";
  found = { tags: [], near: [], may_add: false };
  question.replaceChildren();
  close();
};

const chip = (option) => {
  const button = element("button", { type: "button" }, "×");
  button.setAttribute("aria-label", `Take off ${option.text}`);
  button.addEventListener("click", () => takeOff(option));
  return element("li", {}, element("span", { dir: "auto" }, option.text), button);
};

const show = () => chips.replaceChildren(...[...select.options].map(chip));

const takeOff = (option) => {
  option.remove();
  show();
  changed();
  tell(`${option.text} is taken off.`);
  input.focus();
};

const take = (tag) => {
  if (!isChosen(tag)) select.append(new Option(tag.name, tag.id, true, true));
  start();
  show();
  changed();
  tell(`${tag.name} is a tag of this article.`);
  input.focus();
};

const make = async (name) => {
  const data = new FormData();
  data.set("name", name);
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const response = await fetch(select.dataset.make, { method: "POST", body: data });
  if (response.ok && !response.redirected) return take(await response.json());
  const problem = response.status === 400 ? (await response.json()).problem : "The tag could not be added. Are you still logged in?";
  question.replaceChildren(problem);
};

const buttonFor = (words, press) => {
  const button = element("button", { type: "button" }, words);
  button.addEventListener("click", press);
  return button;
};

const askFirst = (name) => {
  close();
  if (found.near.length === 0) return make(name);
  question.replaceChildren(
    element("p", {}, `There is “${found.near[0].name}” already: use it?`),
    ...found.near.map((tag) => buttonFor(`Use “${tag.name}”`, () => take(tag))),
    buttonFor(`Add “${name}” all the same`, () => make(name)),
  );
  question.querySelector("button").focus();
};

// `name` is what Enter takes it by when just that was typed.
const option = (words, choose, name = words) => {
  const made = element("li", { id: `tag-option-${list.childElementCount}`, dir: "auto" }, words);
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  made.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps its focus
  made.addEventListener("click", choose);
  made.choose = choose;
  made.name = name;
  list.append(made);
};

const offer = () => {
  const name = typed();
  close();
  if (!name) return tell("");
  found.tags.filter((tag) => !isChosen(tag)).forEach((tag) => {
    option(tag.also ? `${tag.name} (${tag.also})` : tag.name, () => take(tag), tag.also || tag.name);
  });
  const isThere = found.tags.some((tag) => same(tag.name, name) || same(tag.also, name));
  if (found.may_add && !isThere) option(`Add “${name}” as a new tag`, () => askFirst(name));
  list.hidden = list.childElementCount === 0;
  input.setAttribute("aria-expanded", String(!list.hidden));
  if (!list.hidden) return tell(`${found.tags.length} found.`);
  tell(found.tags.length ? "It is a tag of this article already." : "No tag is called that. An editor can add it.", { isSeen: true });
};

const find = async () => {
  const turn = ++asked;
  const name = typed();
  const answer = await ask(select.dataset.find, { q: name }).catch(() => null);
  if (answer === null) {
    question.replaceChildren("Tags cannot be looked up now. Are you still logged in?");
    return;
  }
  if (turn !== asked || name !== typed()) return;
  found = answer;
  offer();
};

const activate = (to) => {
  active()?.setAttribute("aria-selected", "false");
  to?.setAttribute("aria-selected", "true");
  to?.scrollIntoView({ block: "nearest" });
  if (to) input.setAttribute("aria-activedescendant", to.id);
};

const step = (by) => {
  const all = options();
  const place = all.indexOf(active()) + by;
  activate(all.at(place === -2 ? -1 : place % all.length));
};

const KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Escape: close,
  Enter: () => (active() ?? options().find((one) => same(one.name, typed())) ?? options().at(-1))?.choose(),
};

const press = (event) => {
  if (event.key === "Backspace" && input.value === "" && select.options.length) {
    takeOff(select.options[select.options.length - 1]);
  } else if (event.key in KEYS && !event.ctrlKey && !event.metaKey && typed()) {
    event.preventDefault();
    if (!list.hidden) KEYS[event.key]();
  }
};

export const pickTags = () => {
  const label = select.labels[0];
  label.htmlFor = input.id;
  const field = part("div", "tag-field");
  field.append(chips, input, list);
  select.after(field, question, status);
  select.hidden = true;
  list.hidden = true;
  show();
  input.addEventListener("input", () => {
    question.replaceChildren();
    clearTimeout(pause);
    pause = setTimeout(find, PAUSE);
  });
  input.addEventListener("keydown", press);
  input.addEventListener("blur", close);
};
