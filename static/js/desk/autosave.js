// What is typed into the form of an article or of a piece is kept: in this browser at once, at the desk when the keys
// rest. Nothing here runs while a key is pressed but the setting of a clock.

import { put, remove } from "./browser-copy.js";
import { form, whenChanged } from "./form.js";
import { tell } from "./line.js";
import { askToLogIn, isBack, whenBack } from "./log-in-again.js";
import { showNews } from "./presence.js";
import { draftIs } from "./save-state.js";

const HERE_AFTER = 700; // milliseconds
const DESK_AFTER = 2_000;
const AT_LEAST_EVERY = 8_000;
const BEAT = 15_000;
const BACK_OFF = [2_000, 4_000, 8_000, 15_000, 30_000, 60_000];
const LARGEST_LAST_WORD = 60_000; // bytes; of a page that is being left the browser sends 64 kB

const page = document.getElementById("autosave");
const { place = "the desk", thing = "article" } = page?.dataset ?? {}; // what they are called here

let known; // the fields as the desk has them, or as the page came
let sequence = 0;
let running = null; // one message at a time
let queued = null; // and one that waits for it
let failures = 0;
let reachedAt = "";
let changedAt = 0; // when the first change that is not at the desk was made
let hereClock, deskClock;
let passing = false; // a save that has been let through
let saving = false;
let isAnothers = false; // this browser, by now

const fieldsNow = () => {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || name === "csrfmiddlewaretoken" || name.startsWith("_")) continue;
    (fields[name] ??= []).push(value);
  }
  return fields;
};

const first = (name) => form.elements.namedItem(name)?.value ?? "";

const messageOf = (typed, more = {}) => ({
  person: first("person"),
  key: first("draft"),
  took_up: first("took_up"),
  based_on: first("based_on"),
  sequence: typed ? ++sequence : 0,
  typed,
  ...more,
});

const unkept = () => {
  const fields = fieldsNow();
  return JSON.stringify(fields) === known ? null : fields;
};

// A browser that somebody else has logged in with keeps nothing of this person's.
const putHere = async (message) => (isAnothers ? null : put({
  key: message.key,
  person: message.person,
  address: page.dataset.keep,
  message,
}));

const keepHere = () => {
  hereClock = undefined;
  const typed = unkept();
  if (typed && !passing) putHere(messageOf(typed));
};

const since = () => (reachedAt ? ` since ${reachedAt}` : "");

const SAID = {
  unreachable: () => `Not reached ${place}${since()}. What you type is kept in this browser.`,
  "logged-out": () => "Logged out. What you type is kept in this browser.",
  "other-person": (problem) => `${problem} What you type is kept in this page.`,
  shut: () => `You may not change this ${thing} any more. What you typed is kept in this browser.`,
  refused: (problem) => problem,
};

const heard = (news, typed) => {
  reachedAt = news.at;
  failures = 0;
  showNews(news);
  if (typed) {
    known = JSON.stringify(typed);
    document.dispatchEvent(new CustomEvent("desk:kept"));
  }
  if (unkept()) changedAt = performance.now();
  else {
    changedAt = 0;
    remove(first("draft"));
  }
  draftIs(typed || isChanged ? "Draft kept" : "");
};

let isChanged = false; // whether anything was ever kept of this page

const later = () => {
  clearTimeout(deskClock);
  deskClock = setTimeout(keepNow, BACK_OFF[Math.min(failures++, BACK_OFF.length - 1)]);
};

const answer = ({ outcome, news, problem }, typed) => {
  if (typed) isChanged = true;
  isAnothers = outcome === "other-person";
  if (isAnothers) remove(first("draft"));
  if (outcome === "told") heard(news, typed);
  else {
    draftIs(SAID[outcome](problem));
    keepHere();
  }
  if (outcome === "unreachable") later();
  if (outcome === "logged-out") askToLogIn();
  if (outcome === "other-person") askToLogIn(problem);
  return outcome;
};

const send = async () => {
  const typed = unkept();
  const message = messageOf(typed);
  if (typed) await Promise.race([putHere(message), new Promise((resolve) => setTimeout(resolve, 500))]);
  return answer(await tell(page.dataset.keep, message), typed);
};

const run = async () => {
  try {
    return await send();
  } finally {
    running = null;
  }
};

const message = () => {
  if (!running) return (running = run());
  queued ??= running.then(() => {
    queued = null;
    return (running = run());
  });
  return queued;
};

// Everything that is typed by now is at the desk, or it is known why not.
export const keepNow = async () => {
  clearTimeout(deskClock);
  deskClock = undefined;
  const outcome = await message();
  if (outcome === "told" && changedAt) schedule();
  return outcome;
};

const schedule = () => {
  if (!page || passing) return;
  changedAt ||= performance.now();
  hereClock ??= setTimeout(keepHere, HERE_AFTER);
  if (failures) return; // its own clock runs
  const waited = performance.now() - changedAt;
  clearTimeout(deskClock);
  deskClock = setTimeout(keepNow, Math.max(0, Math.min(DESK_AFTER, AT_LEAST_EVERY - waited)));
};

// Whether what is in the form can be taken up again from the desk.
export const isKept = () => Boolean(page) && isChanged && !unkept();

const beat = () => {
  if (document.visibilityState === "visible" && !running && !failures && !deskClock) keepNow();
};

const leave = () => {
  if (passing) return;
  const typed = unkept();
  const message = messageOf(typed, { leaving: true });
  if (typed) putHere(message);
  const size = new Blob([JSON.stringify(message)]).size;
  tell(page.dataset.keep, size > LARGEST_LAST_WORD ? { ...message, typed: null } : message, { keepalive: true });
};

// A save goes out only when the desk answers and knows who is there: a page that goes nowhere, or
// to the log-in, would take what was typed with it.
const beforeSaving = async (submitter) => {
  const outcome = await keepNow();
  saving = false;
  if (outcome === "told" || outcome === "refused") {
    passing = true;
    clearTimeout(deskClock);
    clearTimeout(hereClock);
    form.requestSubmit(submitter);
  } else if (outcome === "logged-out" || outcome === "other-person") afterLogIn = submitter;
  else if (outcome === "unreachable") draftIs(`Not saved: ${place} cannot be reached. What you typed is kept in this browser.`);
};

let afterLogIn = null; // the button that was pressed before it was seen that nobody is logged in

const onSubmit = (event) => {
  if (event.target !== form || passing) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (saving) return;
  saving = true;
  beforeSaving(event.submitter);
};

const goOn = async () => {
  if ((await keepNow()) !== "told") return;
  isBack();
  const submitter = afterLogIn;
  afterLogIn = null;
  if (submitter) beforeSaving(submitter);
};

export const autosave = () => {
  if (!page) return;
  known = JSON.stringify(fieldsNow());
  whenChanged(schedule);
  form.addEventListener("click", () => setTimeout(() => unkept() && schedule())); // what tells no event of its own
  document.addEventListener("submit", onSubmit, { capture: true });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && unkept() && keepNow());
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) passing = false; });
  window.addEventListener("online", () => failures && keepNow());
  whenBack(goOn);
  setInterval(beat, BEAT);
  keepNow();
};
