// The strip's form leaves the page, and the moves on it, where they are.

const desk = document.querySelector(".breaking-desk");

const showAsTyped = () => {
  const field = desk.querySelector("[name$=-text]");
  const shown = desk.querySelector("details .as-shown");
  shown.hidden = !field.value.trim();
  shown.querySelector("span").textContent = field.value;
};

const send = async (event) => {
  event.preventDefault();
  const { target, submitter } = event;
  const body = new FormData(target, submitter);
  body.set("part", "breaking");
  const response = await fetch(target.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
  // What the desk does not take this way it is given the plain way, which says why.
  if (!response?.ok) return target.submit();
  desk.innerHTML = await response.text();
  desk.querySelector("summary").focus();
};

export const announceInPlace = () => {
  desk.addEventListener("submit", send);
  desk.addEventListener("input", showAsTyped);
};
