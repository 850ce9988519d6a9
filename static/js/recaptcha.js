/**
 * Protected forms: `form[data-recaptcha-form]` with an `input[data-recaptcha]` in it.
 *
 * Nothing is asked of Google before the reader touches the form. The token is asked for when the
 * form is sent, because it lives for two minutes only. Without one the form is sent all the same,
 * and the newsroom looks at it by hand.
 *
 * A form in a cached page holds no CSRF token and is a plain GET link to the real form. With
 * `data-csrf-url` and `data-post-action` it becomes a POST as soon as a token has been fetched.
 */

const TOKEN_WAIT = 4000; // milliseconds; after these the form is sent without a token
const NOTICE_AFTER = 700; // shorter waits are not worth a word
const LOCKED_FOR = 10_000; // how long a second press is ignored, should no new page come

let recaptcha; // a promise of Google's object, or of null where its script cannot be had

function loadRecaptcha({ script: address, sitekey }) {
  recaptcha ??= new Promise((resolve) => {
    const url = new URL(address, document.baseURI);
    url.searchParams.set("render", sitekey);
    const script = document.createElement("script");
    script.src = url;
    script.addEventListener("load", () => resolve(window.grecaptcha));
    script.addEventListener("error", () => {
      recaptcha = undefined; // the next touch may find the line mended
      resolve(null);
    });
    document.head.append(script);
  });
  return recaptcha;
}

async function askForToken({ dataset }) {
  const google = await loadRecaptcha(dataset);
  if (!google) return "";
  await new Promise((resolve) => google.ready(resolve));
  return google.execute(dataset.sitekey, { action: dataset.action });
}

async function fetchCsrfToken(url) {
  const response = await fetch(url, { headers: { Accept: "application/json" }, cache: "no-store" });
  const token = response.ok && (await response.json()).csrf_token;
  if (!token) throw new Error(`no CSRF token: ${response.status}`);
  return token;
}

function csrfInput(form) {
  const present = form.querySelector("input[name=csrfmiddlewaretoken]");
  if (present) return present;
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = "csrfmiddlewaretoken";
  form.append(input);
  return input;
}

/** Wait for a promise, but not for ever: after that the answer is `otherwise`. */
function within(milliseconds, promise, otherwise) {
  const late = new Promise((resolve) => setTimeout(resolve, milliseconds, otherwise));
  return Promise.race([promise, late]);
}

function nextTask() {
  return new Promise((resolve) => setTimeout(resolve));
}

class ProtectedForm {
  #form;
  #captcha;
  #status = document.createElement("p");
  #csrf; // a promise, from the first touch on, of the form's having become a POST
  #locked = false; // between a press and the page that answers it
  #passing = false; // until the second, real submission has gone by
  #unlocking;

  constructor(form) {
    this.#form = form;
    this.#captcha = form.querySelector("input[data-recaptcha]");
    this.#status.className = "form-status";
    this.#status.setAttribute("role", "status"); // read out politely, when nothing else is
    form.append(this.#status);
    for (const touch of ["focusin", "pointerdown", "input"]) {
      form.addEventListener(touch, () => this.#prepare());
    }
    form.addEventListener("submit", (event) => this.#onSubmit(event));
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.#unlock());
  }

  get #isPost() {
    return this.#form.getAttribute("method")?.toLowerCase() === "post";
  }

  #prepare() {
    loadRecaptcha(this.#captcha.dataset);
    return this.#becomePost();
  }

  #becomePost() {
    const { csrfUrl, postAction } = this.#form.dataset;
    if (!csrfUrl) return Promise.resolve();
    this.#csrf ??= fetchCsrfToken(csrfUrl).then(
      (token) => {
        csrfInput(this.#form).value = token;
        this.#form.setAttribute("action", postAction);
        this.#form.setAttribute("method", "post");
      },
      () => {
        this.#csrf = undefined; // stays the plain GET; the next touch tries again
      },
    );
    return this.#csrf;
  }

  #onSubmit(event) {
    if (this.#passing) {
      this.#passing = false;
      return;
    }
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (this.#locked) return;
    this.#lock();
    this.#send(event.submitter);
  }

  async #send(submitter) {
    const notice = setTimeout(() => this.#say("Sending, one moment…"), NOTICE_AFTER);
    const token = await within(TOKEN_WAIT, this.#token(), "");
    await nextTask(); // a form that still handles its submit event ignores a second submission
    clearTimeout(notice);
    this.#captcha.value = token;
    this.#captcha.disabled = !this.#isPost; // the browser's history is no place for it
    this.#unlocking = setTimeout(() => this.#unlock(), LOCKED_FOR);
    this.#passOn(submitter);
  }

  /** As pressed: with that button's name and value, and checked by the browser once more. */
  #passOn(submitter) {
    this.#passing = true;
    this.#form.requestSubmit(submitter);
    if (!this.#passing) return;
    this.#passing = false; // something was emptied while we waited: the browser says what
    this.#unlock();
  }

  async #token() {
    const asked = askForToken(this.#captcha).catch(() => "");
    const [token] = await Promise.all([asked, this.#prepare()]);
    return token;
  }

  #lock() {
    this.#locked = true;
    this.#form.setAttribute("aria-busy", "true");
  }

  #unlock() {
    clearTimeout(this.#unlocking);
    this.#locked = false;
    this.#form.removeAttribute("aria-busy");
    this.#say("");
  }

  #say(text) {
    this.#status.textContent = text;
  }
}

/** The checkbox of who has a second chance: it is on the page because the reader has acted. */
async function drawCheckbox(place) {
  const { script, v3Key, sitekey } = place.dataset;
  const google = await loadRecaptcha({ script, sitekey: v3Key });
  google?.ready(() => google.render(place, { sitekey }));
}

for (const place of document.querySelectorAll("[data-recaptcha-checkbox]")) drawCheckbox(place);
for (const form of document.querySelectorAll("form[data-recaptcha-form]")) new ProtectedForm(form);
