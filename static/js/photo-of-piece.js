// The photo that was just sent is shown as soon as the worker has made it.

import { element } from "./desk/element.js";

const EVERY = 1_500; // milliseconds
const TRIES = 40;

const place = document.querySelector(".photo-shown");

const look = async (left) => {
  const response = await fetch(place.dataset.photo, { method: "HEAD", cache: "no-store" }).catch(() => null);
  if (response?.status === 200) {
    const picture = element("img", { src: place.dataset.photo, alt: "" });
    place.querySelector("[role=status]").replaceWith(picture);
  } else if (left) setTimeout(look, EVERY, left - 1);
};

export const showPhoto = () => {
  if (place?.querySelector("[role=status]")) look(TRIES);
};
