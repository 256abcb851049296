/* Starts the page: reads its data, which are text and never run, and joins maps, cards, search and print. */
"use strict";

(function start() {
  const data = JSON.parse(document.getElementById("figures").textContent);
  let compared = null;
  const sides = () => (compared ? compared.sides() : []);
  const openCard = siteCards(sides);
  compared = comparison(data, openCard);
  printing(sides);

  searchBox(data.index, (entry) => {
    if (entry.kind === "Site") {
      openCard(entry.id);
      return `The card of ${entry.name} is open.`;
    }
    if (!entry.at) {
      document.querySelector(`tr[data-area="${CSS.escape(entry.id)}"]`).scrollIntoView({ block: "center" });
      return `${entry.name} has no outline on the map: see its row in the table.`;
    }
    sides().forEach((side) => {
      const words = document.createElement("div");
      words.append(text("strong", entry.name), text("div", entry.kind));
      side.point(entry.at, entry.kind === "Home area" ? side.areaWords(entry.id) : words);
    });
    return `${entry.name}, ${entry.kind.toLowerCase()}, is in the middle of the map.`;
  });

  // Another page may point at an option, at two, or at a site: map.html#option=…&beside=…&site=…
  const asked = new URLSearchParams(window.location.hash.slice(1));
  if (asked.has("option")) compared.choose(0, asked.get("option"));
  if (asked.has("beside")) {
    document.getElementById("sides-two").checked = true;
    compared.setTwo(true);
    compared.choose(1, asked.get("beside"));
  }
  compared.fillTables();
  if (data.sites.some((site) => site.id === asked.get("site"))) openCard(asked.get("site"));
  document.documentElement.classList.add("ready");
}());
