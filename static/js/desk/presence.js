// Who else has the article open, and what somebody has saved since this page was.

import { element } from "./element.js";

const others = document.querySelector(".standing .others");
const notice = document.querySelector(".newer");

const show = (place, words, ...more) => {
  if (!place) return; // a page that one person alone may open
  if (place.dataset.words === words) return; // what is said already is not read out again
  place.dataset.words = words;
  place.replaceChildren(...(words ? [element("span", {}, words), ...more] : []));
};

export const showNews = ({ others: names, newer }) => {
  show(others, names.join(" "));
  if (!newer) return show(notice, "");
  const compare = element("a", { href: newer.compare, target: "_blank" }, "See what changed");
  return show(notice, newer.words, " When you save, both texts are shown and nothing is lost. ", compare);
};
