/* Print: the maps take the size they have on an A4 sheet before the page is laid out, and their own again after. */
"use strict";

function printing(sides) {
  const root = document.documentElement;
  let views = [];

  // What is owed to the owners of the data stands once in the page, beside the map; each sheet has a copy.
  const owed = [...document.querySelectorAll(".legend .licence")].map((line) => line.textContent.trim()).join(" · ");
  document.querySelectorAll(".owed").forEach((place) => { place.textContent = owed; });

  window.addEventListener("beforeprint", () => {
    if (root.classList.contains("one-card")) return;
    views = sides().map((side) => [side, side.view()]);
    root.classList.add("on-paper");
    views.forEach(([side, view]) => side.resize(view));
  });
  window.addEventListener("afterprint", () => {
    root.classList.remove("on-paper");
    views.forEach(([side, view]) => side.resize(view));
    views = [];
  });
  document.getElementById("print").addEventListener("click", () => window.print());
}
