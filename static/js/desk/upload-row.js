// A file in the list of what is being uploaded: how far it has come, what became of it, and the
// words of the photo that it is now.

import { element } from "./element.js";
import { tell } from "./line.js";

const LOST = {
  "logged-out": "You are not logged in any more. Log in in another tab, then save again.",
  shut: "You may not change this photo any more.",
  unreachable: "The desk cannot be reached. Save again.",
};

const button = (label, onclick) => element("button", { type: "button", onclick }, label);

const link = ({ address, name, thumbnail }) => element(
  "a",
  { href: address, target: "_blank", dir: "auto" },
  element("img", { src: thumbnail, alt: "" }),
  element("span", {}, name),
);

export class UploadRow {
  state = "waiting";
  isUnsaved = false;

  // `acts`: again(row), keepBoth(row), leave(row), use(photo) where a photo is being chosen.
  constructor(template, file, acts) {
    this.file = file;
    this.acts = acts;
    this.node = template.content.cloneNode(true).firstElementChild;
    this.form = this.part("form");
    this.part("h2").textContent = file.name;
    this.part("progress").setAttribute("aria-label", file.name);
    this.form.setAttribute("aria-label", file.name);
    this.form.addEventListener("input", () => this.touched());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    this.picture();
    this.become("waiting", "Waits its turn.");
  }

  part(selector) {
    return this.node.querySelector(selector);
  }

  get fields() {
    return this.form.elements;
  }

  picture() {
    const image = this.part(".sent");
    image.addEventListener("error", () => { image.hidden = true; }); // TIFF, and what is none
    image.src = URL.createObjectURL(this.file);
  }

  forget() {
    URL.revokeObjectURL(this.part(".sent").src);
    this.node.remove();
  }

  /** The photo as it is now, seen as it was sent until the desk has made it ready. */
  get card() {
    const { src, hidden } = this.part(".sent");
    return { ...this.photo, ...(!hidden && { thumbnail: src }) };
  }

  become(state, words, ...choices) {
    this.state = this.node.dataset.state = state;
    this.part(".outcome").textContent = words;
    this.part("progress").hidden = state !== "sending";
    this.part(".choices").replaceChildren(...choices);
  }

  start() {
    this.part("progress").removeAttribute("value");
    this.become("sending", "On its way …");
  }

  isAt(share) {
    this.part("progress").value = share;
    if (share === 1) this.part(".outcome").textContent = "It is being looked at …";
  }

  arrived(result) {
    this[result.outcome](result);
    this.beside(result);
  }

  kept({ photo, same }) {
    this.photo = photo;
    const open = element("a", { href: photo.address, target: "_blank" }, "Open the photo");
    const said = same.length ? "In the library, which had this very file already:" : "In the library.";
    this.become("kept", said, ...this.choice("Use this photo", () => this.useIt()), open);
    this.fill(photo.words);
    this.form.hidden = false;
  }

  known({ same: [photo] }) {
    const use = [button("Use that one", () => (this.acts.use ? this.acts.use(photo) : this.settle()))];
    const both = button("Keep both", () => this.acts.keepBoth(this));
    this.become("known", "The library has this very file already:", ...use, both);
  }

  settle() {
    this.become("known", "Not kept a second time. The library’s own is there:");
    this.part(".beside a").focus();
  }

  refused({ problem }) {
    this.become("refused", problem, button("Take off the list", () => this.acts.leave(this)));
  }

  lost({ problem }) {
    this.become("lost", problem, button("Try again", () => this.acts.again(this)));
  }

  choice(label, act) {
    return this.acts.use ? [button(label, act)] : [];
  }

  async useIt() {
    if (this.isUnsaved) await this.save();
    if (!this.isUnsaved) this.acts.use(this.card);
  }

  beside({ same = [], alike = [] }) {
    const others = same.length ? same : alike;
    this.part(".beside").hidden = others.length === 0;
    this.part(".beside").replaceChildren(...others.map((photo) => element("li", {}, link(photo))));
    if (alike.length && !same.length) this.part(".outcome").textContent = "In the library, which has pictures much like it:";
  }

  // The words

  fill(words) {
    Object.entries(words).forEach(([name, value]) => { this.fields[name].value = value; });
  }

  take(words) {
    const given = Object.entries(words).filter(([name, value]) => value && this.fields[name].value !== value);
    given.forEach(([name, value]) => { this.fields[name].value = value; });
    if (given.length) this.touched();
  }

  touched() {
    this.isUnsaved = true;
    this.say("Unsaved changes");
  }

  say(words) {
    this.part(".saving [role=status]").textContent = words;
    this.part(".saving").classList.toggle("unsaved", this.isUnsaved);
  }

  async save() {
    if (!this.form.reportValidity()) return;
    this.isUnsaved = false; // what is typed from here on is
    this.say("Saving …");
    const { outcome, news, problem } = await tell(this.photo.keep, Object.fromEntries(new FormData(this.form)));
    if (outcome === "told") {
      this.photo = news;
      this.fields.based_on.value = news.words.based_on;
      if (!this.isUnsaved) this.say("Saved");
      return;
    }
    this.isUnsaved = true;
    if (news?.words) this.fill(news.words); // what somebody else has saved is in it, too
    this.say(problem ?? LOST[outcome]);
  }
}
