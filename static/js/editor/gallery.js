// Photos of the library that belong together: readers see them side by side. One photo alone is no
// gallery; the sanitizer takes it out.

import { Node } from "django-prose-editor/editor";

import { choose } from "./photo.js";

// The photo that the caret or the selection is in, and where it begins.
const photoAt = ({ selection: { $from, node } }) => {
  if (node?.type.name === "photo") return { node, from: $from.pos, to: $from.pos + node.nodeSize };
  if ($from.parent.type.name !== "photo") return null;
  return { node: $from.parent, from: $from.before(), to: $from.after() };
};

const add = (editor, { id }) => {
  const photo = { type: "photo", attrs: { photo: id } };
  const here = photoAt(editor.state);
  const chain = editor.chain().focus();
  if (here && editor.isActive("gallery")) chain.insertContentAt(here.to, photo);
  else if (here) chain.insertContentAt({ from: here.from, to: here.to }, { type: "gallery", content: [here.node.toJSON(), photo] });
  else chain.insertContent({ type: "gallery", content: [photo] });
  chain.run();
};

export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "photo*",
  isolating: true,
  parseHTML: () => [{ tag: "section", getAttrs: (section) => section.querySelector("figure[data-photo]") && null }],
  renderHTML: () => ["section", 0],

  addCommands() {
    return {
      addToGallery: () => ({ editor }) => {
        choose(editor, (photo) => add(editor, photo));
        return true;
      },
      // Before the one that it follows (-1), or after the one that follows it (1).
      movePhoto: (step) => ({ state, tr, chain }) => {
        const here = photoAt(state);
        if (!here) return false;
        const place = state.doc.resolve(here.from);
        const other = place.parent.maybeChild(place.index() + step);
        if (place.parent.type !== this.type || !other) return false;
        const to = here.from + step * other.nodeSize;
        tr.delete(here.from, here.to).insert(to, here.node);
        return chain().setTextSelection(to + 1).run();
      },
      separateGallery: () => ({ state, tr }) => {
        const { $from } = state.selection;
        let depth = $from.depth;
        while (depth && $from.node(depth).type !== this.type) depth -= 1;
        if (!depth) return false;
        tr.replaceWith($from.before(depth), $from.after(depth), $from.node(depth).content);
        return true;
      },
    };
  },
});
