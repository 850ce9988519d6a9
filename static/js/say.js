// A word to the editors goes out only when the paper answers and knows who is there: a page that goes
// nowhere, or to the log-in, would take what was written with it.

import { refreshToken } from "./desk/line.js";
import { askToLogIn, isBack, whenBack } from "./desk/log-in-again.js";

const AWAY = "The paper cannot be reached, and nothing was sent. What you wrote is still here.";

const { page } = document.getElementById("logged-out").dataset;
const passing = new WeakSet();

const who = async () => {
  const options = { method: "HEAD", redirect: "manual", cache: "no-store" };
  const response = await fetch(page, options).catch(() => null);
  if (!response) return "unreachable";
  return response.type === "opaqueredirect" ? "logged-out" : "there";
};

const look = async (event) => {
  const { target: form, submitter } = event;
  if (passing.delete(form)) return;
  event.preventDefault();
  const outcome = await who();
  form.querySelector(".form-status").textContent = outcome === "unreachable" ? AWAY : "";
  if (outcome === "logged-out") askToLogIn();
  if (outcome === "there") {
    passing.add(form);
    form.requestSubmit(submitter);
  }
};

for (const form of document.querySelectorAll("form.say:has(textarea)")) form.addEventListener("submit", look);

// Where a form is kept while it is typed into, it asks by itself (desk/autosave.js).
if (!document.getElementById("autosave")) {
  whenBack(async () => {
    await refreshToken();
    if ((await who()) === "there") isBack();
  });
}
