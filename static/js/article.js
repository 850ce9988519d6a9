/**
 * What an article's page does by itself: it says once that it was read, and offers what the browser
 * can do with its address. What only few readers need is fetched when the first of them does: a cold
 * reader waits for every file.
 */

const READ_AFTER = 8000; // milliseconds before somebody's eyes
const LOOK_EVERY = 1000;
const SAID_FOR = 2500;

/** Tells the paper that the article was read. Nothing goes with it that tells who the reader is. */
function countReading(article) {
  let seen = 0;
  const watch = setInterval(() => {
    if (document.visibilityState !== "visible" || document.prerendering) return;
    seen += LOOK_EVERY;
    if (seen < READ_AFTER) return;
    clearInterval(watch);
    const body = new URLSearchParams({ article: article.dataset.read });
    fetch(article.dataset.reads, { method: "POST", body, credentials: "omit", keepalive: true }).catch(() => {});
  }, LOOK_EVERY);
}

function offerCopy(button) {
  const label = button.textContent;
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  button.after(" ", status);
  button.hidden = false;

  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copyLink);
      status.textContent = "Copied";
    } catch {
      status.textContent = `${label} failed: the browser did not allow it`;
    }
    setTimeout(() => (status.textContent = ""), SAID_FOR);
  });
}

function offerShare(button) {
  const { url, title } = button.dataset;
  button.hidden = false;
  button.addEventListener("click", () => navigator.share({ url, title }).catch(() => {}));
}

/** Shows what another site has, when its button is pressed. */
function offerEmbed(button) {
  button.hidden = false;
  button.addEventListener("click", async () => (await import("./embeds.js")).show(button));
}

/** A form becomes a protected one with the first touch; sent before that, it is sent again after. */
function protect(form) {
  const load = () => import("./recaptcha.js").catch(() => {}); // without it, it is a plain link
  for (const touch of ["focusin", "pointerdown"]) form.addEventListener(touch, load, { once: true });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await load();
    // A form that still handles its submit event ignores a second submission.
    setTimeout(() => form.requestSubmit(event.submitter));
  }, { once: true });
}

const article = document.querySelector("article[data-read]");
if (article) countReading(article);
if (navigator.clipboard) document.querySelectorAll("[data-copy-link]").forEach(offerCopy);
if (navigator.share) document.querySelectorAll("button[data-share]").forEach(offerShare);
document.querySelectorAll("button[data-frame]").forEach(offerEmbed);
document.querySelectorAll("form[data-recaptcha-form]").forEach(protect);
if (document.querySelector("a[data-report]")) {
  document.addEventListener("selectionchange", () => import("./report.js"), { once: true });
}
