// The preview beside an article's form: opened by its link, renewed when what is typed has been
// kept, at the place where its reader was.

import { form } from "./form.js";

const pane = document.getElementById("preview-pane");
const link = document.querySelector("a.preview-link");
const OPEN = "preview-open"; // in this tab, so that a save leaves the preview where it is

let frame = null;

const address = () => {
  const page = new URL(pane.querySelector("[data-page]").dataset.page, location);
  page.searchParams.set("draft", form.elements.namedItem("draft")?.value ?? "");
  page.searchParams.set("framed", "");
  return page.href;
};

const placeOf = (shown) => shown?.contentWindow?.scrollY ?? Number(sessionStorage.getItem("preview-place") ?? 0);

// The next page is loaded behind the one that is shown, so that nothing flashes.
const renew = () => {
  const next = document.createElement("iframe");
  next.title = "Preview";
  next.dataset.waiting = "";
  next.src = address();
  next.addEventListener("load", () => {
    next.contentWindow.scrollTo({ top: placeOf(frame), behavior: "instant" });
    frame?.remove();
    frame = next;
    delete next.dataset.waiting;
  }, { once: true });
  pane.querySelectorAll("iframe[data-waiting]").forEach((waiting) => waiting.remove());
  pane.querySelector(".preview-holder").append(next);
};

const open = () => {
  pane.hidden = false;
  sessionStorage.setItem(OPEN, location.pathname);
  renew();
};

const close = () => {
  pane.hidden = true;
  sessionStorage.removeItem(OPEN);
  pane.querySelectorAll("iframe").forEach((shown) => shown.remove());
  frame = null;
  link?.focus();
};

const toggle = () => {
  if (!pane.hidden) return close();
  open();
  pane.querySelector("input:checked").focus();
};

const onLink = (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  toggle();
};

const onKey = (event) => {
  if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.code !== "KeyP") return;
  event.preventDefault();
  toggle();
};

export const showPreview = () => {
  if (!pane) return;
  link?.addEventListener("click", onLink);
  document.addEventListener("keydown", onKey);
  pane.querySelector(".close").addEventListener("click", close);
  pane.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  document.addEventListener("desk:kept", () => pane.hidden || renew());
  window.addEventListener("pagehide", () => sessionStorage.setItem("preview-place", placeOf(frame)));
  if (sessionStorage.getItem(OPEN) === location.pathname) open();
};
