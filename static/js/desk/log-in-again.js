// The dialog over a form whose session has run out. The log-in is a small window; when it is done,
// or this page is looked at again, the page asks the desk once more.

const dialog = document.getElementById("logged-out");
const trouble = dialog?.querySelector(".trouble");

let onBack = () => {};

const openWindow = () => {
  window.open(dialog.dataset.logIn, "log-in-again", "popup,width=520,height=700");
};

if (dialog) {
  dialog.querySelector(".log-in").addEventListener("click", openWindow);
  dialog.querySelector(".later").addEventListener("click", () => dialog.close());
  new BroadcastChannel("accounts").addEventListener("message", () => onBack());
  window.addEventListener("focus", () => dialog.open && onBack());
}

export const whenBack = (react) => { onBack = react; };

export const askToLogIn = (problem = "") => {
  trouble.textContent = problem && `${problem} Log out there, and log in as yourself. Nobody else can save what you typed.`;
  if (!dialog.open) dialog.showModal();
};

export const isBack = () => dialog.close();
