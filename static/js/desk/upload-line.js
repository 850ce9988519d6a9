// One file on its way to the desk, and what became of it:
//
// "kept"     it is in the library; `photo` says as what, `same` and `alike` what is beside it
// "known"    the library has this very file: `same`. Nothing was kept.
// "refused"  `problem` says why
// "lost"     nothing came back, or nothing of use; it can be sent again

import { refreshToken, token } from "./line.js";

const PATIENCE = 10 * 60_000; // milliseconds, for thirty megabytes on a slow line

const post = (address, file, { keep, onProgress }) => new Promise((resolve) => {
  const body = new FormData();
  body.append("files", file, file.name);
  if (keep) body.append("keep", "1");
  const request = new XMLHttpRequest(); // which tells how far it has come
  request.open("POST", address);
  request.timeout = PATIENCE;
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("X-CSRFToken", token());
  request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
  request.addEventListener("loadend", () => resolve(request));
  request.send(body);
});

const told = ({ responseText }) => {
  try {
    return JSON.parse(responseText);
  } catch {
    return null;
  }
};

const isElsewhere = ({ responseURL }, address) =>
  responseURL !== "" && new URL(responseURL).pathname !== new URL(address, location).pathname;

const understood = (request, address) => {
  const { status } = request;
  if (isElsewhere(request, address)) {
    return { outcome: "lost", problem: "You are not logged in any more. Log in in another tab, then send it again." };
  }
  if (status === 403) return { outcome: "refused", problem: "You may not add photos." };
  if (status === 413) return { outcome: "refused", problem: "The file is too large for the desk." };
  if (status === 0) return { outcome: "lost", problem: "The desk cannot be reached." };
  return told(request) ?? { outcome: "lost", problem: "The desk is in trouble and did not take it." };
};

export const sendFile = async (address, file, how) => {
  let request = await post(address, file, how);
  if (request.status === 403) {
    await refreshToken().catch(() => {}); // an old token is refused as who may not is
    request = await post(address, file, how);
  }
  return understood(request, address);
};
