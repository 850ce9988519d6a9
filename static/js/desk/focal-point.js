// The focal point of a photo: a marker on the picture, which moves with the two sliders that the
// form sends, and the crops that come of it.

import { element } from "./element.js";

const STEP = 0.01;
const LEAP = 0.1; // with Shift

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const panel = document.querySelector(".focal");
const sliders = [...(panel?.querySelectorAll("input[type=range]") ?? [])];
const marker = element("span", { className: "marker", tabIndex: 0 });

const inside = (value) => Math.min(1, Math.max(0, value));

const percent = (value) => `${Math.round(value * 100)} %`;

const place = () => sliders.map((slider) => Number(slider.value));

const show = () => {
  const [x, y] = place();
  panel.style.setProperty("--focal-x", `${x * 100}%`);
  panel.style.setProperty("--focal-y", `${y * 100}%`);
  const said = [`${percent(x)} from the left`, `${percent(y)} from the top`];
  sliders.forEach((slider, axis) => {
    slider.setAttribute("aria-valuetext", said[axis]);
    slider.nextElementSibling.value = percent(slider.value);
  });
  marker.setAttribute("aria-valuenow", Math.round(x * 100));
  marker.setAttribute("aria-valuetext", said.join(", "));
};

const move = (to) => {
  sliders.forEach((slider, axis) => { slider.value = inside(to[axis]); });
  sliders[0].dispatchEvent(new Event("input", { bubbles: true }));
};

const pointAt = ({ clientX, clientY }) => {
  const box = marker.parentElement.getBoundingClientRect();
  move([(clientX - box.left) / box.width, (clientY - box.top) / box.height]);
};

const aim = (event) => {
  pointAt(event);
  marker.focus();
};

const drag = (event) => {
  if (marker.hasPointerCapture(event.pointerId)) pointAt(event);
};

const press = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const direction = MOVES[event.key];
  if (!direction && event.key !== "Home") return;
  event.preventDefault();
  const far = event.shiftKey ? LEAP : STEP;
  const to = place().map((value, axis) => value + (direction?.[axis] ?? 0) * far);
  move(direction ? to : sliders.map((slider) => slider.dataset.middle));
};

const describe = () => {
  const about = {
    role: "slider",
    "aria-label": "Focal point",
    "aria-roledescription": "marker",
    "aria-valuemin": 0,
    "aria-valuemax": 100,
    "aria-describedby": "focal-help",
  };
  Object.entries(about).forEach(([name, value]) => marker.setAttribute(name, value));
};

export const setFocalPoint = () => {
  if (!panel) return;
  describe();
  panel.querySelector(".aim").append(marker);
  panel.querySelectorAll(".crops, .by-marker").forEach((part) => { part.hidden = false; });
  panel.querySelector(".aim").addEventListener("click", aim);
  marker.addEventListener("pointerdown", ({ pointerId }) => marker.setPointerCapture(pointerId));
  marker.addEventListener("pointermove", drag);
  marker.addEventListener("keydown", press);
  panel.addEventListener("input", show);
  window.addEventListener("pageshow", show); // a browser may have put back what was moved
  show();
};
