// On every page of the desk: what this browser has kept for want of the desk is delivered, what
// somebody else left in it goes, and nothing stays behind after a log-out.

import { keepNow } from "./autosave.js";
import { all, clear, remove } from "./browser-copy.js";
import { tell } from "./line.js";

const person = document.querySelector("meta[name=person]")?.content;
const logOut = document.getElementById("logout-form");
const offers = document.querySelector(".unsaved[data-address]");
const here = document.getElementById("autosave");
const ownKey = document.querySelector("input[name=draft]")?.value;

const isHere = ({ address }) => address === here?.dataset.keep;

const deliverOne = async (record) => {
  const { outcome } = await tell(record.address, record.message);
  if (outcome !== "told") return false;
  await remove(record.key);
  return true;
};

// What has no address stays for its own page to offer (front/keeping.js).
const mine = async () => (await all()).filter((record) => record.address && record.person === person && record.key !== ownKey);

const forgetOthers = async () => {
  for (const record of await all()) if (record.person !== person) await remove(record.key);
};

const deliver = async () => {
  const delivered = [];
  for (const record of await mine()) if (await deliverOne(record)) delivered.push(record);
  return delivered;
};

const offer = async () => {
  const response = await fetch(offers.dataset.address, { cache: "no-store" });
  if (response.ok && !response.redirected) offers.innerHTML = await response.text();
};

const leaveNothing = async (event) => {
  event.preventDefault();
  if (here) await keepNow();
  await deliver();
  const left = (await all()).some((record) => record.person === person);
  if (left && !window.confirm("Some of what you typed has not reached the desk. Log out and lose it?")) return;
  await clear();
  logOut.submit();
};

if (person) {
  await forgetOthers();
  if ((await deliver()).some(isHere) && offers) await offer();
  logOut?.addEventListener("submit", leaveNothing);
}
