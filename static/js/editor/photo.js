// A photo of the library in a body: its picture and credit are looked up; its caption and its
// alternative text are written here, and left empty are the library's own.

import { Node } from "django-prose-editor/editor";

import { ask } from "../desk/ask.js";
import { element } from "../desk/element.js";
import { lackingHere, pickPhoto } from "../desk/photo-picker.js";
import { fillIn } from "./dialogs.js";

const library = document.getElementById("photo-picker")?.dataset.search;
const known = new Map();
const dialog = document.getElementById("alt-dialog");

// What the library says of a photo; {} when it cannot be asked.
const lookUp = (id) => {
  if (!library) return Promise.resolve({});
  if (!known.has(id)) {
    const answer = ask(library, { id })
      .then(({ photos: [photo] }) => photo ?? { shortcomings: ["No such photo"] })
      .catch(() => known.delete(id) && {});
    known.set(id, answer);
  }
  return known.get(id);
};

/** Lets somebody choose a photo of the library, and uses it. */
export const choose = async (editor, use) => {
  const photo = await pickPhoto();
  if (photo) known.set(photo.id, Promise.resolve(photo));
  if (photo) use(photo);
  else editor.commands.focus();
};

// What the photo shows, in words for this place; undefined when nothing was said.
const describe = async ({ photo, alt }) => {
  const { thumbnail, alt: own } = await lookUp(photo);
  const picture = dialog.querySelector("img");
  picture.hidden = !thumbnail;
  if (thumbnail) picture.src = thumbnail;
  dialog.querySelector("[role=status]").textContent = own ? `In the library: ${own}` : "The library has no text for it.";
  return (await fillIn(dialog, { alt }))?.alt;
};

class PhotoView {
  constructor({ node, editor, getPos }) {
    const button = (label, onclick) => element("button", { type: "button", onclick }, label);
    const here = () => editor.commands.setTextSelection(getPos() + 1);
    this.picture = element("img", { alt: "", draggable: false });
    this.lacking = element("p", { className: "lacking" });
    this.credit = element("p", { className: "credit", dir: "auto" });
    this.contentDOM = element("figcaption");
    this.shown = element(
      "div",
      { className: "picture", contentEditable: "false" },
      this.picture,
      this.lacking,
      element(
        "p",
        { className: "tools" },
        button("Change", () => here() && editor.commands.editPhoto()),
        button("Describe", () => here() && editor.commands.describePhoto()),
        button("Remove", () => editor.chain().focus().setNodeSelection(getPos()).deleteSelection().run()),
      ),
    );
    this.credit.contentEditable = "false";
    this.dom = element("figure", { className: "body-photo" }, this.shown, this.contentDOM, this.credit);
    this.update(node);
  }

  update(node) {
    if (node.type.name !== "photo") return false;
    this.contentDOM.classList.toggle("is-empty", node.content.size === 0);
    const { photo, alt } = node.attrs;
    if (this.id !== photo || this.alt !== alt) this.look(photo, alt);
    return true;
  }

  async look(id, said) {
    Object.assign(this, { id, alt: said });
    const { thumbnail, alt = "", caption, credit = "", shortcomings = [] } = await lookUp(id);
    if (this.id !== id || this.alt !== said) return;
    if (thumbnail) Object.assign(this.picture, { src: thumbnail, alt: said || alt });
    this.lacking.textContent = lackingHere(shortcomings, said).join(" · ");
    this.credit.textContent = credit;
    this.contentDOM.dataset.placeholder = caption || "Caption";
  }

  stopEvent({ target }) {
    return target.matches?.("button");
  }

  ignoreMutation({ target, type }) {
    if (type === "selection") return false;
    return type === "attributes" || !this.contentDOM.contains(target);
  }
}

const isInPhoto = ({ $from, empty }) => empty && $from.parent.type.name === "photo";

export const Photo = Node.create({
  name: "photo",
  group: "block",
  content: "text*",
  marks: "bold italic link",
  isolating: true,
  draggable: true,

  addAttributes: () => ({
    photo: { default: null, rendered: false },
    alt: { default: "", rendered: false },
  }),

  parseHTML: () => [
    {
      tag: "figure[data-photo]",
      getAttrs: ({ dataset: { photo, alt = "" } }) => /^[1-9]\d*$/.test(photo) && { photo: Number(photo), alt },
      contentElement: (figure) => figure.querySelector("figcaption") ?? document.createElement("p"),
    },
  ],

  renderHTML: ({ node: { attrs: { photo, alt } } }) => [
    "figure",
    { "data-photo": photo, ...(alt && { "data-alt": alt }) },
    ["figcaption", 0],
  ],

  addNodeView: () => (props) => new PhotoView(props),

  addCommands() {
    return {
      editPhoto: () => ({ editor }) => {
        const insert = ({ id }) => editor.chain().focus().insertContent({ type: "photo", attrs: { photo: id } }).run();
        // What was said of the one before does not describe the next.
        const change = ({ id }) => editor.chain().focus().updateAttributes("photo", { photo: id, alt: "" }).run();
        choose(editor, editor.isActive("photo") ? change : insert);
        return true;
      },
      describePhoto: () => ({ editor }) => {
        describe(editor.getAttributes("photo")).then((alt) => {
          const words = alt?.trim().replace(/\s+/g, " ");
          const back = editor.chain().focus();
          if (words !== undefined) back.updateAttributes("photo", { alt: words });
          back.run();
        });
        return true;
      },
    };
  },

  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        const { selection } = editor.state;
        if (!isInPhoto(selection)) return false;
        const { $from } = selection;
        const isInGallery = $from.node(-1).type.name === "gallery";
        const after = $from.after($from.depth - Number(isInGallery));
        return editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run();
      },
      Backspace: ({ editor }) => {
        const { selection } = editor.state;
        if (!isInPhoto(selection) || selection.$from.parent.content.size) return false;
        return editor.chain().setNodeSelection(selection.$from.before()).deleteSelection().run();
      },
    };
  },
});
