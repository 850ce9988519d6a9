/** Shows the "Copy link" button where the browser can copy, and says when it has. */

const SAID_FOR = 2500; // milliseconds

function serve(button) {
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

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy-link]")) serve(button);
}
