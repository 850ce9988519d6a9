// What browsers, Word and Google Docs put into the clipboard, made into plain elements before the
// editor reads it. What the schema has no place for, the editor leaves out by itself.

import { Extension, Plugin } from "django-prose-editor/editor";

const NOTHING = "style, script, meta, link, title, xml, o\\:p, w\\:sdt, br.Apple-interchange-newline";
const HEADINGS = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" };
// "1.", "a)", "(iv)": Word writes the number of an item as text.
const NUMBERED = /^\(?([0-9]{1,3}|[a-z]|[ivx]+)[.)]/i;

const all = (body, selector) => [...body.querySelectorAll(selector)];

const renamed = (old, tag) => {
  const made = old.ownerDocument.createElement(tag);
  made.append(...old.childNodes);
  old.replaceWith(made);
  return made;
};

const unwrap = (old) => old.replaceWith(...old.childNodes);

const withoutComments = (body) => {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  comments.forEach((comment) => comment.remove());
};

const styleOf = (item) => item.dataset.style ?? "";
const listOf = (item) => /mso-list:\s*(l\d+)\s+level(\d)/i.exec(styleOf(item));

const markerOf = (item) => {
  const marker = all(item, "span").find((span) => /mso-list:\s*ignore/i.test(styleOf(span)));
  const text = marker?.textContent.trim() ?? "";
  marker?.remove();
  return text;
};

// Word's items are paragraphs that say their list and level; lists are built of each run of them.
const wordLists = (body) => {
  let open = []; // the lists that the next item may go into, the outermost first
  let previous = null;
  for (const item of all(body, "p, h1, h2, h3")) {
    const list = listOf(item);
    if (!list) continue;
    const level = Number(list[2]);
    const tag = NUMBERED.test(markerOf(item)) ? "ol" : "ul";
    if (item.previousElementSibling !== previous || !previous) open = [];
    open = open.slice(0, level);
    while (open.length < level) open.push(newList(open.at(-1), item, tag));
    const entry = document.createElement("li");
    item.before(entry);
    open.at(-1).append(entry);
    entry.append(renamed(item, "p"));
    [previous] = open;
  }
};

const newList = (outer, item, tag) => {
  const list = document.createElement(tag);
  if (outer) (outer.lastElementChild ?? outer.appendChild(document.createElement("li"))).append(list);
  else item.before(list);
  return list;
};

// What was said by a style, by the element for it.
const SAID = [
  { tag: "strong", elements: "b, strong", on: /(?<![-\w])font-weight:\s*(bold|[6-9]00)/i, off: /(?<![-\w])font-weight:\s*(normal|[1-5]00)/i },
  { tag: "em", elements: "i, em", on: /font-style:\s*italic/i, off: /font-style:\s*normal/i },
];

const withoutLooks = (body) => {
  for (const { tag, elements, on, off } of SAID) {
    all(body, elements).filter((one) => off.test(styleOf(one))).forEach(unwrap);
    for (const one of all(body, "span, a, p").filter((styled) => on.test(styleOf(styled)))) {
      const inside = document.createElement(tag);
      inside.append(...one.childNodes);
      one.append(inside);
    }
  }
};

const isEmpty = (paragraph) => !paragraph.textContent.trim() && !paragraph.querySelector("img, hr");

const tidied = (body) => {
  withoutComments(body);
  wordLists(body);
  all(body, NOTHING).forEach((one) => one.remove());
  // Google wraps everything in a <b> that is not bold, and parts paragraphs by line breaks.
  withoutLooks(body);
  all(body, "br").filter(({ parentElement }) => parentElement.matches("body, ul, ol")).forEach((one) => one.remove());
  all(body, "span").filter((span) => /mso-spacerun/i.test(styleOf(span))).forEach((span) => span.replaceWith(" "));
  all(body, 'a:not([href]), a[href^="#"], a[href^="file:"]').forEach(unwrap);
  all(body, "h1, h4, h5, h6").forEach((heading) => renamed(heading, HEADINGS[heading.tagName]));
  all(body, "p.MsoQuote, p.MsoIntenseQuote").forEach((quote) => {
    const wrapped = renamed(quote, "blockquote");
    const inside = document.createElement("p");
    inside.append(...wrapped.childNodes);
    wrapped.append(inside);
  });
  all(body, "p, h2, h3").filter((one) => isEmpty(one) && !one.closest("td, th")).forEach((one) => one.remove());
};

// The policy forbids styles and handlers even in a document that nobody sees, so they come under
// other names.
const inert = (html) =>
  html
    .replace(/<style\b[^]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)(?=\s*=)/gi, " data-$1"));

/** Clipboard HTML as plain elements. What the editor itself put there stays as it is. */
export const cleaned = (html) => {
  if (html.includes("data-pm-slice")) return html;
  const { body } = new DOMParser().parseFromString(inert(html), "text/html");
  tidied(body);
  return body.innerHTML;
};

export const Pasting = Extension.create({
  name: "pasting",
  priority: 1100, // before the link that an address alone would become
  addProseMirrorPlugins() {
    const { commands } = this.editor;
    const handlePaste = (view, { clipboardData }) =>
      commands.embedAlone?.(clipboardData.getData("text/plain")) ?? false;
    return [new Plugin({ props: { transformPastedHTML: cleaned, handlePaste } })];
  },
});
