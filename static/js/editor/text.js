// The library's elements of text, held to what the sanitizer keeps (articles/sanitize.py), and the
// pull quote.

import {
  Blockquote as AnyBlockquote,
  HardBreak as AnyHardBreak,
  Heading as AnyHeading,
  Link as AnyLink,
  ListItem as AnyListItem,
  Mark,
  Node,
  OrderedList as AnyOrderedList,
  TableCell as AnyTableCell,
  TableHeader as AnyTableHeader,
  wrappingInputRule,
} from "django-prose-editor/editor";

const LIST_OR_TEXT = "(paragraph | bulletList | orderedList)";

export const Heading = AnyHeading.extend({ marks: "italic link" });
export const ListItem = AnyListItem.extend({ content: `paragraph ${LIST_OR_TEXT}*` });
export const Blockquote = AnyBlockquote.extend({ content: `${LIST_OR_TEXT}+` });

// Control with Enter is the form's.
export const HardBreak = AnyHardBreak.extend({
  addKeyboardShortcuts() {
    return { "Shift-Enter": () => this.editor.commands.setHardBreak() };
  },
});

export const OrderedList = AnyOrderedList.extend({
  addAttributes() {
    const parse = (list) => Number(list.getAttribute("start")) || 1;
    const render = ({ start }) => (start > 1 && start < 1000 ? { start } : {});
    return { start: { default: 1, parseHTML: parse, renderHTML: render } };
  },
  addNodeView() {
    return null;
  },
  addInputRules() {
    const getAttributes = ([, start]) => ({ start: Number(start) });
    return [wrappingInputRule({ find: /^(\d{1,3})\.\s$/, type: this.type, getAttributes })];
  },
});

const span = (name) => ({
  default: 1,
  parseHTML: (cell) => Number(cell.getAttribute(name)) || 1,
  renderHTML: (attributes) => (attributes[name] > 1 ? { [name]: attributes[name] } : {}),
});
const CELL = {
  content: "paragraph+",
  addAttributes() {
    const width = { default: null, rendered: false }; // which prosemirror-tables asks for
    return { colspan: span("colspan"), rowspan: span("rowspan"), colwidth: width };
  },
};
export const TableCell = AnyTableCell.extend(CELL);
export const TableHeader = AnyTableHeader.extend(CELL);

const ALLOWED = /^(https?:\/\/|mailto:|\/(?!\/))/i;

export const Link = AnyLink.extend({
  addOptions() {
    return { ...this.parent(), isAllowedUri: (address) => ALLOWED.test(address ?? "") };
  },
  addAttributes() {
    return { href: { default: null, parseHTML: (link) => link.getAttribute("href") } };
  },
  addKeyboardShortcuts() {
    return {}; // the toolbar's
  },
});

// Where the stretch ends that has a mark of this type at a place; null outside of one.
const endOf = (type, place) => {
  if (!type.isInSet(place.marks())) return null;
  const { parent } = place;
  let index = place.index();
  let end = place.posAtIndex(index);
  for (; index < parent.childCount && type.isInSet(parent.child(index).marks); index++) end += parent.child(index).nodeSize;
  return Math.max(end, place.pos);
};

/**
 * A footnote, written where it belongs; readers get a number there and the note under the text.
 * Enter leads out of it.
 */
export const Footnote = Mark.create({
  name: "footnote",
  priority: 1100, // around links and all else in it
  parseHTML: () => [{ tag: "small" }],
  renderHTML: () => ["small", 0],

  addCommands() {
    const { name, type } = this;
    return {
      writeFootnote: () => ({ editor, chain, state }) => {
        if (editor.isActive(name)) return chain().extendMarkRange(name).unsetMark(name).run();
        const { empty, from } = state.selection;
        if (!empty) return chain().setMark(name).run();
        const text = "Note";
        const note = { type: "text", text, marks: [{ type: name }] };
        return chain().insertContentAt(from, note).setTextSelection({ from, to: from + text.length }).run();
      },
      leaveFootnote: () => ({ chain, state }) => {
        const end = endOf(type, state.selection.$to);
        const leave = ({ tr }) => Boolean(tr.removeStoredMark(type));
        return end !== null && chain().setTextSelection(end).command(leave).run();
      },
    };
  },

  addKeyboardShortcuts() {
    return { Enter: ({ editor }) => editor.commands.leaveFootnote() };
  },
});

/** Words out of the text, set large; a second paragraph says whose they are. */
export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+",
  defining: true,
  parseHTML: () => [{ tag: "aside" }],
  renderHTML: () => ["aside", 0],
});
