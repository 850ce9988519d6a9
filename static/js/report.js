/**
 * “Report an error” beside an article: who has selected a passage is offered to report that one.
 * Without this, or without a selection, the link at the foot asks about the whole.
 */

const LONGEST = 600; // characters of a passage

const link = document.querySelector("a[data-report]");
const body = document.querySelector(".article .body");

function selectedPassage() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return "";
  const { commonAncestorContainer: within } = selection.getRangeAt(0);
  return body.contains(within) ? selection.toString().trim().slice(0, LONGEST) : "";
}

function offered() {
  const offer = link.cloneNode();
  offer.className = "report-passage";
  offer.textContent = "Report an error in this passage";
  offer.hidden = true;
  document.body.append(offer);
  return offer;
}

if (link && body && !link.closest("[inert]")) {
  const offer = offered();
  const look = () => {
    const passage = selectedPassage();
    offer.hidden = !passage;
    if (!passage) return;
    const address = new URL(link.href);
    address.searchParams.set("passage", passage);
    offer.href = address;
  };
  document.addEventListener("selectionchange", look);
  look(); // at the selection that fetched this
}
