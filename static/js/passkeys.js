/**
 * Passkeys: `form[data-passkey="create"]` adds one, `form[data-passkey="get"]` shows one.
 *
 * What the browser is asked stands as JSON in the element `#{data-passkey-options}`, or is fetched
 * from `data-passkey-from` when the button is pressed. The answer is sent as the field "credential".
 * The forms are hidden, and `[data-without-passkeys]` is not, until this browser is known to do it.
 */

const able =
  window.PublicKeyCredential?.parseCreationOptionsFromJSON &&
  PublicKeyCredential.parseRequestOptionsFromJSON;

/** A passkey that is to log in alone must be kept by the authenticator, and ask who holds it. */
const ALONE = { residentKey: "required", requireResidentKey: true, userVerification: "required" };

async function optionsOf({ passkeyOptions, passkeyFrom }) {
  if (passkeyOptions) return JSON.parse(document.getElementById(passkeyOptions).textContent);
  const response = await fetch(passkeyFrom, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`no options: ${response.status}`);
  return (await response.json()).request_options;
}

function create(options, alone) {
  const selection = { ...options.authenticatorSelection, ...(alone && ALONE) };
  const asked = { ...options, authenticatorSelection: selection };
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
  return navigator.credentials.create({ publicKey });
}

function get(options) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return navigator.credentials.get({ publicKey });
}

async function ask({ dataset, elements }) {
  const { publicKey } = await optionsOf(dataset);
  const answer = dataset.passkey === "create" ? create(publicKey, elements.passwordless.checked) : get(publicKey);
  return JSON.stringify(await answer);
}

const WHY = {
  InvalidStateError: "This device has a passkey for your account already.",
  NotAllowedError: "The browser was told to stop, or waited too long. Try again.",
};

function serve(form) {
  const status = form.querySelector("[role=status]");
  let asking = false;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (asking) return;
    asking = true;
    status.textContent = "";
    try {
      form.elements.credential.value = await ask(form);
      form.submit();
    } catch (problem) {
      status.textContent = WHY[problem.name] ?? "That did not work here. Try again, or another way.";
    } finally {
      asking = false;
    }
  });
  form.hidden = false;
}

if (able) {
  for (const notice of document.querySelectorAll("[data-without-passkeys]")) notice.remove();
  for (const form of document.querySelectorAll("form[data-passkey]")) serve(form);
}
