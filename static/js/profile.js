// A contributor's profile: room left in the bio, and the square that is cut of the portrait.

// How much of a text there is room for, while it is typed.
for (const place of document.querySelectorAll("[data-count-of]")) {
  const field = document.getElementById(place.dataset.countOf);
  const output = place.querySelector("output");
  const count = () => {
    const left = field.dataset.most - [...field.value].length;
    output.value = left < 0 ? `${-left} characters too many` : `${left} characters left`;
    place.dataset.length = left < 0 ? "too-long" : "";
  };
  field.addEventListener("input", count);
  place.hidden = false;
  count();
}

const portrait = document.querySelector(".portrait-shown img");
const sliders = [...document.querySelectorAll("#id_focal_x, #id_focal_y")];
const aim = () => {
  portrait.style.objectPosition = sliders.map(({ value }) => `${value * 100}%`).join(" ");
};
if (portrait) for (const slider of sliders) slider.addEventListener("input", aim);
