// The article as a search engine and a message with its link will show it, while it is written,
// with a word on what is too long for them.

import { element } from "./element.js";
import { form } from "./form.js";
import { leadPhoto } from "./lead-photo.js";

const PAUSE = 150; // milliseconds
const FITS = { seo_title: 60, seo_description: 155 }; // characters that search engines show

const value = (name) => form.elements[name]?.value.trim().replace(/\s+/g, " ") ?? "";

// The paper's rule for the word of an address (algemeiner/slugs.py), near enough to look at.
const slugOf = (text) =>
  text.toLowerCase().normalize("NFD")
    .replace(/(?<=[a-z])[\u0300-\u036f]+/g, "").replace(/[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]/g, "")
    .normalize("NFC")
    .replace(/[\s/.\u2010-\u2015\u05be]+/g, "-").replace(/[^\p{L}\p{M}\p{N}_-]/gu, "")
    .replace(/-{2,}/g, "-").replace(/^-|-$/g, "");

const content = () => ({
  seo_title: value("seo_title") || value("headline"),
  seo_description: value("seo_description") || value("dek"),
  headline: value("headline"),
  dek: value("dek"),
  slug: value("slug") || slugOf(value("headline")),
});

const sayLength = (name, text) => {
  const output = form.querySelector(`output[for=id_${name}]`);
  const over = text.length > FITS[name];
  output.textContent = `${text.length} of ${FITS[name]} characters${over ? ": search engines will cut it" : ""}`;
  output.classList.toggle("over", over);
};

const write = (part, texts) => {
  Object.entries(texts).forEach(([css, text]) => { part.querySelector(`.${css}`).textContent = text; });
};

const preview = (previews) => {
  const shown = content();
  const { host, path, paper } = previews.dataset;
  const day = form.elements.publish_at_0?.value.replaceAll("-", "/");
  const folders = (day ? `/${day}/` : path).split("/").filter(Boolean);
  write(previews.querySelector(".search-result"), {
    address: [host, ...folders, shown.slug].join(" › "),
    title: `${shown.seo_title || "No headline yet"} | ${paper}`,
    description: shown.seo_description,
  });
  write(previews.querySelector(".social-card"), { host, title: shown.headline || "No headline yet", description: shown.dek });
  const picture = previews.querySelector(".social-card img");
  const source = leadPhoto()?.thumbnail;
  if (source) picture.src = source;
  else picture.removeAttribute("src");
  Object.keys(FITS).forEach((name) => sayLength(name, shown[name]));
};

export const previewSearch = () => {
  const previews = form.querySelector(".previews");
  Object.keys(FITS).forEach((name) => {
    const output = element("output", { className: "length" });
    output.setAttribute("for", `id_${name}`);
    output.setAttribute("aria-live", "off");
    form.elements[name].after(output);
  });
  let pause;
  const later = ({ target }) => {
    if (target.name === "body") return;
    clearTimeout(pause);
    pause = setTimeout(() => preview(previews), PAUSE);
  };
  previews.hidden = false;
  preview(previews);
  form.addEventListener("input", later);
  document.addEventListener("lead-photo", later);
};
