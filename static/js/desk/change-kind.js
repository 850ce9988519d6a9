// Publishing a change to what readers have asks what kind of change it is: it waits for the answer
// and goes to the question. The server asks as well.

import { form } from "./form.js";

const fields = form?.querySelector(".change-kind");

const say = (words) => { fields.querySelector("#change-kind-asked").textContent = words; };

const ask = (event) => {
  const kind = fields.querySelector("[name=change_kind]:checked")?.value;
  const text = fields.querySelector("[name=change_text]");
  const isUntold = kind === "correction" && !text.value.trim();
  if (kind && !isUntold) return;
  event.preventDefault();
  const asked = kind ? text : fields.querySelector("[name=change_kind]");
  asked.focus();
  fields.scrollIntoView({ block: "nearest" });
  say(kind
    ? "Say what was wrong and what is right, then publish."
    : "Readers have this article. Say what this change is, then publish.");
};

export const askForKind = () => {
  if (!fields) return;
  fields.addEventListener("input", () => say(""));
  form.querySelectorAll("[name=_publish], [name=_override]").forEach((button) => button.addEventListener("click", ask));
};
