// Something of another site, by its address: recognised, shown as a card, never loaded here.
//
// The providers come with the field's configuration, out of articles/embeds.py.

import { Node } from "django-prose-editor/editor";

import { element } from "../desk/element.js";
import { fillIn } from "./dialogs.js";

const ADDRESSES = /https?:\/\/[^\s"'<>]+/g;

const parsed = (text) => {
  try {
    return new URL(text.trim());
  } catch {
    return null;
  }
};

const bare = (host) => host.replace(/^(www|m)\./, "");

/** {provider, address} of what an address shows, or null. As articles.embeds.recognise. */
export const recognise = (providers, text) => {
  const url = parsed(text);
  if (!url || !["http:", "https:"].includes(url.protocol)) return null;
  const told = bare(url.hostname) + url.pathname + url.search + url.hash;
  for (const provider of providers) {
    for (const { pattern, address } of provider.forms) {
      const match = new RegExp(`^(?:${pattern})$`).exec(told);
      if (match) return { provider, address: address.replace(/\{(\w+)\}/g, (_, name) => match.groups[name]) };
    }
  }
  return null;
};

/** The first thing that is recognised in an address, or in the code that a site gives to embed it. */
export const findIn = (providers, text) => {
  const addresses = text.replaceAll("&amp;", "&").match(ADDRESSES) ?? [];
  return addresses.map((address) => recognise(providers, address)).find(Boolean) ?? null;
};

/** Why an address is not recognised, in words. */
export const whyNot = (providers, text) => {
  const url = parsed(text.match(ADDRESSES)?.[0] ?? text);
  const host = bare(url?.hostname ?? "");
  const provider = providers.find(({ sites }) => sites.includes(host));
  if (provider) return `This is ${provider.label}’s, but not the whole address of one ${provider.noun}. Open the ${provider.noun} there and copy its address.`;
  const labels = providers.map(({ label }) => label);
  return `This is not an address that can be shown. It can be one of ${labels.slice(0, -1).join(", ")} or ${labels.at(-1)}.`;
};

const dialog = document.getElementById("embed-dialog");

const tell = (providers) => {
  const { address } = dialog.querySelector("form").elements;
  const found = findIn(providers, address.value);
  const said = found ? `${found.provider.label} ${found.provider.noun}: ${found.address}` : whyNot(providers, address.value);
  address.setCustomValidity(found || !address.value.trim() ? "" : said);
  dialog.querySelector("[role=status]").textContent = address.value.trim() ? said : "";
};

const ask = async (providers, { address = "", title = "" }) => {
  const form = dialog.querySelector("form");
  const listener = () => tell(providers);
  form.elements.address.addEventListener("input", listener);
  dialog.addEventListener("fill-in", listener, { once: true });
  const told = await fillIn(dialog, { address, title: title === address ? "" : title });
  form.elements.address.removeEventListener("input", listener);
  const found = told && findIn(providers, told.address);
  return found && nodeOf(found, told.title);
};

const nodeOf = ({ provider, address }, title = "") => ({
  type: "embed",
  attrs: { provider: provider.name, address, title: title.trim() || address },
});

const card = (providers, { attrs }, { change, remove }) => {
  const provider = providers.find(({ name }) => name === attrs.provider);
  const button = (label, onclick) => element("button", { type: "button", onclick }, label);
  return element(
    "figure",
    { className: "body-embed", contentEditable: "false" },
    element("p", { className: "provider" }, `${provider.label} ${provider.noun}`),
    element("p", { className: "title", dir: "auto" }, attrs.title),
    element("p", { className: "address", dir: "ltr" }, attrs.title === attrs.address ? "" : attrs.address),
    element("p", { className: "tools" }, button("Change", change), button("Remove", remove)),
  );
};

export const Embed = Node.create({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,

  addOptions: () => ({ providers: [] }),

  addAttributes: () => ({
    provider: { default: null, rendered: false },
    address: { default: null, rendered: false },
    title: { default: "", rendered: false },
  }),

  parseHTML() {
    const getAttrs = (figure) => {
      const link = figure.querySelector("a[href]");
      const found = link && recognise(this.options.providers, link.getAttribute("href"));
      if (found?.provider.name !== figure.dataset.embed) return false;
      return nodeOf(found, figure.textContent).attrs;
    };
    return [{ tag: "figure[data-embed]", getAttrs }];
  },

  renderHTML({ node: { attrs } }) {
    return ["figure", { "data-embed": attrs.provider }, ["a", { href: attrs.address }, attrs.title]];
  },

  renderText: ({ node }) => node.attrs.address,

  addNodeView() {
    return ({ editor, node, getPos }) => {
      const select = () => editor.commands.setNodeSelection(getPos());
      const dom = card(this.options.providers, node, {
        change: () => select() && editor.commands.editEmbed(),
        remove: () => editor.chain().focus().deleteRange({ from: getPos(), to: getPos() + 1 }).run(),
      });
      return { dom, stopEvent: ({ target }) => target.matches?.("button"), ignoreMutation: () => true };
    };
  },

  addCommands() {
    const { providers } = this.options;
    return {
      editEmbed: () => ({ editor, state }) => {
        if (!dialog) return false;
        const there = state.selection.node?.type === this.type ? state.selection.node.attrs : {};
        ask(providers, there).then((node) =>
          node ? editor.chain().focus().insertContent(node).run() : editor.commands.focus());
        return true;
      },
      // An address that comes alone, to a line of its own, is meant to be shown.
      embedAlone: (text) => ({ commands, state }) => {
        const { empty, $from } = state.selection;
        const line = $from.parent;
        const alone = empty && $from.depth === 1 && line.type.name === "paragraph" && line.content.size === 0;
        const found = alone && recognise(providers, text);
        return found ? commands.insertContent(nodeOf(found)) : false;
      },
    };
  },
});
