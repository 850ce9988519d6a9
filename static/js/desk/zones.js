// Beside each time of the form: how far New York is from Greenwich on the day that was typed.

import { form } from "./form.js";

const ZONE = "America/New_York";
const offsets = new Intl.DateTimeFormat("en-US", { timeZone: ZONE, timeZoneName: "shortOffset" });
const days = new Intl.DateTimeFormat("en-US", { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" });

const offsetAt = (moment) =>
  offsets.formatToParts(moment).find((part) => part.type === "timeZoneName").value.replace("GMT", "UTC").replace("-", "−");

// Read as if New York were in Greenwich: right but for the hours around a change of the clocks.
const typedIn = (datetime) => {
  const [date, time] = [...datetime.querySelectorAll("input")].map((input) => input.value);
  const moment = new Date(`${date}T${time || "12:00"}Z`);
  return Number.isNaN(moment.getTime()) ? null : moment;
};

const tell = (datetime) => {
  const moment = typedIn(datetime);
  const day = moment ? `${days.format(moment)} · ` : "";
  datetime.querySelector(".zone").textContent = `${day}New York time, ${offsetAt(moment ?? new Date())}`;
};

export const tellZones = () => {
  form.querySelectorAll(".datetime").forEach((datetime) => {
    tell(datetime);
    datetime.addEventListener("change", () => tell(datetime));
  });
};
