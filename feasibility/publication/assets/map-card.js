/* The card of a site: opened over the page, closed by Escape, printed on a sheet of its own. */
"use strict";

function siteCards(sides) {
  const dialog = document.getElementById("card");
  const page = document.getElementById("card-page");
  const sheet = document.getElementById("sheet-card");
  let openSite = null;
  let opener = null;

  /* A copy without ids, which must stay one of a kind. */
  function copyOf(siteId) {
    const copy = document.getElementById(`card-${siteId}`).cloneNode(true);
    copy.removeAttribute("id");
    return copy;
  }

  function tidy() {
    if (openSite) sides().forEach((side) => side.mark(openSite, false));
    openSite = null;
    page.replaceChildren();
  }

  function open(siteId) {
    if (dialog.open) return;
    tidy();
    openSite = siteId;
    opener = document.activeElement;
    page.replaceChildren(copyOf(siteId));
    const heading = page.querySelector("h2");
    heading.id = "card-name";
    dialog.showModal();
    dialog.scrollTop = 0;
    heading.focus({ preventScroll: true });
    sides().forEach((side) => side.mark(siteId, true));
  }

  dialog.addEventListener("close", () => {
    if (dialog.open) return; // told late of the last card, when the next is open
    tidy();
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); }); // beside the card
  document.getElementById("card-close").addEventListener("click", () => dialog.close());
  document.getElementById("card-print").addEventListener("click", () => {
    sheet.replaceChildren(copyOf(openSite));
    document.documentElement.classList.add("one-card");
    window.print();
  });
  window.addEventListener("afterprint", () => document.documentElement.classList.remove("one-card"));
  document.querySelectorAll("button.show").forEach((button) => {
    button.addEventListener("click", () => open(button.dataset.site));
  });
  return open;
}
