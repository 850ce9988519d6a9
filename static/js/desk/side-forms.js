// The small forms of the side column act by themselves, and leave what is typed beside them alone:
// the page that answers is read for the panel of the form and for what it says, nothing else.

const MESSAGES = "ul.messagelist";

const take = (page, id) => {
  const panel = page.getElementById(id);
  const here = document.getElementById(id);
  panel.open = here.open;
  here.replaceWith(panel);
  const said = page.querySelector(MESSAGES);
  document.querySelector(MESSAGES)?.remove();
  if (said) document.getElementById("content-start").prepend(said);
  panel.querySelector("summary").focus();
};

const send = async (event) => {
  event.preventDefault();
  const form = event.target;
  const body = new FormData(form, event.submitter);
  try {
    const response = await fetch(form.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.getElementById(form.dataset.panel)) throw new Error("not the article's page");
    take(page, form.dataset.panel);
  } catch {
    form.submit(); // as without this script: the browser says what is wrong, and asks before it leaves
  }
};

export const actBeside = () =>
  document.querySelectorAll("form[data-panel]").forEach((form) => form.addEventListener("submit", send));
