// The buttons over a body: one stop of the Tab key, arrows between them, Alt+F10 from the text and
// Escape back into it.

import { Extension } from "django-prose-editor/editor";

import { element } from "../desk/element.js";
import { editLink } from "./links.js";

const MAC = /mac|iphone|ipad/i.test(navigator.platform);

const chain = (editor) => editor.chain().focus();
const insideTable = (editor) => editor.isActive("table");
const insideGallery = (editor) => editor.isActive("gallery");

// icon: a name of Material Icons; text: words instead. Without an extension of the name `needs`, a
// button is left out.
const GROUPS = [
  [
    { label: "Heading", text: "Heading", needs: "heading", keys: "Mod-Alt-2", active: (e) => e.isActive("heading", { level: 2 }), run: (e) => chain(e).toggleHeading({ level: 2 }).run() },
    { label: "Subheading", text: "Subhead", needs: "heading", keys: "Mod-Alt-3", active: (e) => e.isActive("heading", { level: 3 }), run: (e) => chain(e).toggleHeading({ level: 3 }).run() },
  ],
  [
    { label: "Bold", icon: "format_bold", needs: "bold", keys: "Mod-b", active: (e) => e.isActive("bold"), run: (e) => chain(e).toggleBold().run() },
    { label: "Italic", icon: "format_italic", needs: "italic", keys: "Mod-i", active: (e) => e.isActive("italic"), run: (e) => chain(e).toggleItalic().run() },
    { label: "Link", icon: "link", needs: "link", keys: "Mod-k", opens: true, active: (e) => e.isActive("link"), run: editLink },
  ],
  [
    { label: "Bulleted list", icon: "format_list_bulleted", needs: "bulletList", keys: "Mod-Shift-8", active: (e) => e.isActive("bulletList"), run: (e) => chain(e).toggleBulletList().run() },
    { label: "Numbered list", icon: "format_list_numbered", needs: "orderedList", keys: "Mod-Shift-7", active: (e) => e.isActive("orderedList"), run: (e) => chain(e).toggleOrderedList().run() },
    { label: "Quote", icon: "format_quote", needs: "blockquote", keys: "Mod-Shift-b", active: (e) => e.isActive("blockquote"), run: (e) => chain(e).toggleBlockquote().run() },
    { label: "Footnote", text: "Note", needs: "footnote", keys: "Mod-Alt-n", active: (e) => e.isActive("footnote"), run: (e) => chain(e).writeFootnote().run() },
    { label: "Pull quote", icon: "format_size", needs: "pullQuote", keys: "Mod-Alt-q", active: (e) => e.isActive("pullQuote"), run: (e) => chain(e).toggleWrap("pullQuote").run() },
  ],
  [
    { label: "Photo", icon: "photo", needs: "photo", keys: "Mod-Alt-f", opens: true, active: (e) => e.isActive("photo"), run: (e) => e.commands.editPhoto() },
    { label: "Gallery", icon: "photo_library", needs: "gallery", keys: "Mod-Alt-g", opens: true, active: (e) => e.isActive("gallery"), run: (e) => e.commands.addToGallery() },
    { label: "Embed", icon: "smart_display", needs: "embed", keys: "Mod-Alt-e", opens: true, active: (e) => e.isActive("embed"), run: (e) => e.commands.editEmbed() },
    { label: "Table", icon: "table_chart", needs: "table", keys: "Mod-Alt-t", active: insideTable, run: (e) => insideTable(e) || chain(e).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run() },
    { label: "Divider", icon: "horizontal_rule", needs: "horizontalRule", keys: "Mod-Alt-r", run: (e) => chain(e).setHorizontalRule().run() },
  ],
  [
    { label: "Undo", icon: "undo", needs: "history", keys: "Mod-z", enabled: (e) => e.can().undo(), run: (e) => chain(e).undo().run() },
    { label: "Redo", icon: "redo", needs: "history", keys: "Mod-Shift-z", enabled: (e) => e.can().redo(), run: (e) => chain(e).redo().run() },
  ],
  [
    { label: "Row below", text: "+ Row", run: (e) => chain(e).addRowAfter().run() },
    { label: "Column after", text: "+ Column", run: (e) => chain(e).addColumnAfter().run() },
    { label: "Heading cells in this row", text: "Head row", run: (e) => chain(e).toggleHeaderRow().run() },
    { label: "Merge or split cells", text: "Merge", run: (e) => chain(e).mergeOrSplit().run() },
    { label: "Delete row", text: "− Row", run: (e) => chain(e).deleteRow().run() },
    { label: "Delete column", text: "− Column", run: (e) => chain(e).deleteColumn().run() },
    { label: "Delete table", text: "Delete table", run: (e) => chain(e).deleteTable().run() },
  ].map((item) => ({ ...item, needs: "table", shown: insideTable })),
  [
    { label: "Add a photo to the gallery", text: "+ Photo", opens: true, run: (e) => e.commands.addToGallery() },
    { label: "Photo earlier in the gallery", text: "Earlier", run: (e) => chain(e).movePhoto(-1).run() },
    { label: "Photo later in the gallery", text: "Later", run: (e) => chain(e).movePhoto(1).run() },
    { label: "Separate the gallery’s photos", text: "Separate", run: (e) => chain(e).separateGallery().run() },
  ].map((item) => ({ ...item, needs: "gallery", shown: insideGallery })),
];
const OURS = ["Mod-k", "Mod-Alt-g", "Mod-Alt-n", "Mod-Alt-q", "Mod-Alt-f", "Mod-Alt-e", "Mod-Alt-t", "Mod-Alt-r"];

const spoken = (keys) =>
  keys.split("-").map((key) => ({ Mod: MAC ? "⌘" : "Ctrl", Alt: MAC ? "⌥" : "Alt", Shift: MAC ? "⇧" : "Shift" })[key] ?? key.toUpperCase()).join(MAC ? "" : "+");

const buttonOf = (item, editor) => {
  const face = item.text ?? element("span", { className: "material-icons", ariaHidden: "true" }, item.icon);
  const title = item.keys ? `${item.label} (${spoken(item.keys)})` : item.label;
  const button = element("button", { type: "button", title, ariaLabel: item.label, tabIndex: -1 }, face);
  if (item.opens) button.ariaHasPopup = "dialog";
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the text keeps the caret
  button.addEventListener("click", () => button.ariaDisabled !== "true" && item.run(editor));
  return button;
};

class Bar {
  constructor(editor) {
    this.editor = editor;
    const has = new Set(editor.extensionManager.extensions.map(({ name }) => name));
    this.groups = GROUPS.map((items) => items.filter(({ needs }) => has.has(needs)))
      .filter((items) => items.length)
      .map((items) => items.map((item) => ({ item, button: buttonOf(item, editor) })));
    this.dom = element("div", { className: "prose-menubar body-toolbar", role: "toolbar", ariaLabel: "Formatting" });
    this.dom.append(...this.groups.map((parts) =>
      element("div", { className: "group" }, ...parts.map(({ button }) => button))));
    this.dom.addEventListener("keydown", (event) => this.walk(event));
    this.dom.addEventListener("focusin", ({ target }) => this.stopAt(target));
    this.stopAt(this.buttons[0]);
    editor.on("transaction", () => this.later());
    this.show();
  }

  get buttons() {
    return [...this.dom.querySelectorAll(".group:not([hidden]) button")];
  }

  // Once a frame, however much is typed.
  later() {
    this.due ??= requestAnimationFrame(() => {
      this.due = null;
      if (!this.editor.isDestroyed) this.show();
    });
  }

  show() {
    const { editor } = this;
    for (const parts of this.groups) {
      for (const { item, button } of parts) {
        if (item.active) button.ariaPressed = String(Boolean(item.active(editor)));
        if (item.enabled) button.ariaDisabled = String(!item.enabled(editor));
      }
      const [{ item, button }] = parts;
      button.parentElement.hidden = Boolean(item.shown) && !item.shown(editor);
    }
    if (!this.buttons.some(({ tabIndex }) => tabIndex === 0)) this.stopAt(this.buttons[0]);
  }

  stopAt(one) {
    for (const button of this.dom.querySelectorAll("button")) button.tabIndex = button === one ? 0 : -1;
  }

  focus() {
    this.buttons.find(({ tabIndex }) => tabIndex === 0).focus();
  }

  walk(event) {
    const { buttons } = this;
    const place = buttons.indexOf(document.activeElement);
    const back = getComputedStyle(this.dom).direction === "rtl" ? 1 : -1;
    const steps = { ArrowLeft: place + back, ArrowRight: place - back, Home: 0, End: buttons.length - 1 };
    if (event.key === "Escape") this.editor.commands.focus();
    else if (event.key in steps) buttons.at(steps[event.key] % buttons.length).focus();
    else return;
    event.preventDefault();
  }
}

export const Toolbar = Extension.create({
  name: "toolbar",

  onCreate() {
    this.storage.bar = new Bar(this.editor);
    this.editor.view.dom.before(this.storage.bar.dom);
  },

  addKeyboardShortcuts() {
    const pressed = (keys) => ({ editor }) => {
      const item = GROUPS.flat().find((one) => one.keys === keys);
      if (!editor.extensionManager.extensions.some(({ name }) => name === item.needs)) return false;
      item.run(editor);
      return true;
    };
    return {
      ...Object.fromEntries(OURS.map((keys) => [keys, pressed(keys)])),
      "Alt-F10": () => {
        this.storage.bar.focus();
        return true;
      },
    };
  },
});
