// The button that publishes says “Schedule” while the time that is typed is to come.

import { form } from "./form.js";

const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: "America/New_York", dateStyle: "short", timeStyle: "medium" });

// As the clock in New York would be written: such times sort as text.
const typedIn = (when) => {
  const [date, time] = [...when.querySelectorAll("input")].map((input) => input.value.trim());
  const [hour, ...rest] = (time || "00:00").split(":");
  return `${date} ${[hour.padStart(2, "0"), ...rest].join(":")}`;
};

export const nameTheMainButton = () => {
  const button = form.querySelector(".actions [name=_publish]");
  const when = form.querySelector(".field-publish_at .datetime");
  // What readers have had is never given a time to come.
  if (!button || !when || form.querySelector(".change-kind")) return;
  const name = () => {
    button.value = typedIn(when) > clock.format(new Date()) ? "Schedule" : "Publish";
  };
  for (const event of ["input", "change", "focusin", "click"]) when.addEventListener(event, name);
};
