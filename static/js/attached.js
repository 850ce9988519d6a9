/**
 * Forms that files are attached to: the server is told that there are scripts, and so an editor.
 *
 * Files are weighed before they are sent: what is too large would be sent in vain.
 * `data-largest`: bytes; `data-too-large`: what to say.
 */

const inputs = document.querySelectorAll("input[type=file][data-largest]");

function isTooLarge({ files: [file], dataset }) {
  return file !== undefined && file.size > Number(dataset.largest);
}

function weigh(input) {
  input.setCustomValidity(isTooLarge(input) ? input.dataset.tooLarge : "");
  return input.reportValidity();
}

for (const input of inputs) {
  input.addEventListener("change", () => weigh(input));
  input.form.addEventListener("submit", (event) => {
    if (!weigh(input)) event.preventDefault();
  });
}

for (const input of document.querySelectorAll("input[name=scripted]")) input.value = "yes";
