// The screen on which many photos are added.

import { dropOn, Uploader } from "./uploader.js";

const uploader = new Uploader(document.querySelector(".uploader"));

document.querySelector(".plain-upload").hidden = true;
document.querySelector(".by-script").hidden = false;
dropOn(document.body, (files) => uploader.take(files));
