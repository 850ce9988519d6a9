/** Shows what an article embeds of another site, once a reader has asked for it and not before. */

const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms allow-presentation";

export function show(button) {
  const frame = Object.assign(document.createElement("iframe"), {
    title: button.dataset.title,
    allow: "fullscreen; encrypted-media; picture-in-picture; clipboard-write",
    referrerPolicy: "strict-origin-when-cross-origin",
    src: button.dataset.frame,
  });
  frame.setAttribute("sandbox", SANDBOX);
  button.replaceWith(frame);
  frame.focus();
}
