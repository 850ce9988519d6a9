// Files on their way into the photo library: a request each and some at a time, so that one that is
// refused or lost harms no other (templates/admin/articles/photo/_uploader.html).

import { sendFile } from "./upload-line.js";
import { UploadRow } from "./upload-row.js";

const AT_ONCE = 3;

const SAID = { refused: "refused", known: "there already", lost: "to send again" };

const megabytes = (bytes) => Math.floor(bytes / 1024 / 1024);

/** `use`, where a photo is being chosen, is called with the one that was. */
export class Uploader {
  rows = [];
  sending = 0;

  constructor(root, { use } = {}) {
    this.root = root;
    this.address = root.dataset.address;
    this.acts = {
      use,
      again: (row) => this.again([row]),
      keepBoth: (row) => this.again([row], { keep: true }),
      leave: (row) => this.leave(row),
    };
    this.part("input[type=file]").addEventListener("change", ({ target }) => {
      this.take(target.files);
      target.value = ""; // so that the same file can be chosen again
    });
    this.part(".apply").addEventListener("click", () => this.applyToAll());
    this.part(".save-all").addEventListener("click", () => this.saveAll());
    this.part(".all-again").addEventListener("click", () => this.again(this.rows.filter(({ state }) => state === "lost")));
    window.addEventListener("beforeunload", (event) => {
      if (this.isUnfinished) event.preventDefault();
    });
  }

  part(selector) {
    return this.root.querySelector(selector);
  }

  get isUnfinished() {
    return this.sending > 0 || this.rows.some(({ state, isUnsaved }) => state === "waiting" || state === "lost" || isUnsaved);
  }

  take(files) {
    const rows = [...files].map((file) => new UploadRow(this.part("template"), file, this.acts));
    this.rows.push(...rows);
    this.part(".uploads").append(...rows.map(({ node }) => node));
    rows.forEach((row, place) => this.refuseUnsent(row, place));
    this.goOn();
  }

  /** What the desk would refuse anyway does not travel. */
  refuseUnsent(row, place) {
    const { most, largest } = this.root.dataset;
    if (row.file.size > largest) row.refused({ problem: `The file is too large: at most ${megabytes(largest)} MB.` });
    else if (place >= most) row.refused({ problem: `Not sent: ${most} files at once are the most. Choose it again with the next ones.` });
  }

  again(rows, how = {}) {
    rows.forEach((row) => {
      row.how = how;
      row.become("waiting", "Waits its turn.");
    });
    this.goOn();
  }

  leave(row) {
    const next = row.node.nextElementSibling ?? row.node.previousElementSibling;
    row.forget();
    this.rows = this.rows.filter((other) => other !== row);
    (next?.querySelector("button, a, input") ?? this.part("input[type=file]")).focus();
    this.goOn();
  }

  goOn() {
    for (const row of this.rows) {
      if (this.sending >= AT_ONCE) break;
      if (row.state === "waiting") this.send(row);
    }
    this.summarise();
  }

  async send(row) {
    this.sending += 1;
    row.start();
    const result = await sendFile(this.address, row.file, { ...row.how, onProgress: (share) => row.isAt(share) });
    this.sending -= 1;
    row.arrived(result);
    if (result.outcome === "kept") this.fillFromAll(row);
    this.goOn();
  }

  summarise() {
    const count = (state) => this.rows.filter((row) => row.state === state).length;
    const others = Object.entries(SAID).map(([state, said]) => [count(state), said]).filter(([number]) => number);
    const parts = [`${count("kept")} of ${this.rows.length} uploaded`, ...others.map((pair) => pair.join(" "))];
    this.part(".summary").textContent = this.rows.length ? parts.join(", ") : "";
    this.part(".for-all").hidden = count("kept") < 2;
    this.part(".all-again").hidden = count("lost") < 2;
  }

  // What they have in common

  get common() {
    const fields = [...this.part(".for-all").querySelectorAll("input")];
    return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  }

  get keptRows() {
    return this.rows.filter(({ state }) => state === "kept");
  }

  applyToAll() {
    this.keptRows.forEach((row) => row.take(this.common));
  }

  /** What comes in after the words for all were typed has them where its file said nothing. */
  fillFromAll(row) {
    row.take(Object.fromEntries(Object.entries(this.common).filter(([name]) => !row.fields[name].value)));
  }

  saveAll() {
    this.keptRows.filter(({ isUnsaved }) => isUnsaved).forEach((row) => row.save());
  }
}

/** Lets files be dropped anywhere on `surface`. */
export const dropOn = (surface, take) => {
  const holdsFiles = ({ dataTransfer }) => [...dataTransfer.types].includes("Files");
  const mark = (isOver) => document.documentElement.classList.toggle("dragging-files", isOver);
  surface.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(true);
  });
  surface.addEventListener("dragleave", ({ relatedTarget }) => {
    if (relatedTarget === null) mark(false);
  });
  surface.addEventListener("drop", (event) => {
    mark(false);
    if (!holdsFiles(event)) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
};
