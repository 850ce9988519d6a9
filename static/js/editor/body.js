// The editor of a body: django-prose-editor's parts, ours beside them, and the toolbar over it.
//
// Which extensions a field has is said in articles/sanitize.py. When an editor is there, its
// textarea says "prose-editor:ready" with {editor, textarea}, as the library's own presets do.

import * as library from "django-prose-editor/editor";
import { createTextareaEditor, initializeEditors } from "django-prose-editor/editor";

import { Embed } from "./embed.js";
import { Gallery } from "./gallery.js";
import { Pasting } from "./pasting.js";
import { Photo } from "./photo.js";
import * as text from "./text.js";
import { Toolbar } from "./toolbar.js";

const MARK = "data-django-prose-editor-body";
const KNOWN = { ...library, ...text, Photo, Gallery, Embed };

const configured = ([name, options]) =>
  typeof options === "object" ? KNOWN[name].configure(options) : KNOWN[name];

const create = (textarea) => {
  if (textarea.closest(".prose-editor")) return;
  const { extensions } = JSON.parse(textarea.getAttribute(MARK));
  const parts = [...Object.entries(extensions).map(configured), Pasting, Toolbar];
  const editor = createTextareaEditor(textarea, parts);
  const ready = new CustomEvent("prose-editor:ready", { detail: { editor, textarea }, bubbles: true });
  textarea.dispatchEvent(ready);
};

// Not before every other module of the page listens.
document.addEventListener("DOMContentLoaded", () => initializeEditors(create, `[${MARK}]`));
