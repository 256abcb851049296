/* One option, or two side by side: which is shown on which map, in which panel, and in the tables below. */
"use strict";

function comparison(data, openCard) {
  const options = new Map(data.options.map((option) => [option.id, option]));
  const root = document.documentElement;
  const sides = [];
  const titles = ["First option", "Second option"];
  const keys = ["a", "b"];
  const by = (name, number) => document.getElementById(`${name}-${keys[number]}`);

  const two = () => root.classList.contains("two");
  const open = () => sides.slice(0, two() ? 2 : 1);
  const chosen = (number) => options.get(by("option", number).value);

  // ---------------------------------------------------------------- panels and tables

  function fillTables() {
    const shown = two() ? [chosen(0), chosen(1)] : [chosen(0)];
    document.querySelectorAll(".options-shown").forEach((words) => {
      words.textContent = shown.map((option, number) => (two() ? `${titles[number]}: ${option.label}` : option.label)).join(". ");
    });
    document.querySelectorAll("#homes-rows tr").forEach((row) => {
      row.querySelectorAll(".change").forEach((cell, number) => {
        const change = shown[number] && shown[number].areas.find((item) => item.area === row.dataset.area);
        cell.textContent = change ? change.words : "–";
      });
    });
    document.getElementById("gains-rows").replaceChildren(
      ...shown.flatMap((option, number) => gainRows(option, two() ? titles[number] : "")),
    );
    document.querySelectorAll("#sites-rows tr").forEach((row) => {
      const using = shown.map((option, number) => option.sites.includes(row.dataset.site) && (two() ? titles[number] : "Yes"));
      row.querySelector(".used").textContent = using.filter(Boolean).join(", ") || "No";
    });
  }

  function fillSide(number) {
    const option = chosen(number);
    by("summary", number).textContent = option.summary;
    by("chosen", number).textContent = option.label;
    drawGains(by("gains", number), option.gains);
    sides[number].show(option);
  }

  // ---------------------------------------------------------------- layers, the same on both maps

  const boxes = [...document.querySelectorAll("input[data-layer]")];
  const within = document.getElementById("within");
  const reachOf = () => data.reaches.find((reach) => within && reach.key === within.value) || null;

  function takeLayers(side) {
    side.showReach(reachOf());
    boxes.forEach((box) => side.switchLayer(box.dataset.layer, box.checked));
  }

  boxes.forEach((box) => box.addEventListener("change", () => {
    sides.forEach((side) => side.switchLayer(box.dataset.layer, box.checked));
    if (box.dataset.layer === "tiles") document.getElementById("tiles-owner").hidden = !box.checked;
  }));
  if (within) within.addEventListener("change", () => sides.forEach((side) => side.showReach(reachOf())));

  // ---------------------------------------------------------------- sides

  function addSide(number) {
    const side = sideMap(by("map", number), data, openCard);
    sides.push(side);
    takeLayers(side);
    by("option", number).addEventListener("change", () => {
      fillSide(number);
      fillTables();
    });
    fillSide(number);
  }

  /* The second map is drawn when it is first asked for: a reader of one option does not wait for two. */
  function setTwo(on) {
    const view = sides[0].view();
    root.classList.toggle("two", on);
    document.querySelectorAll(".second").forEach((element) => { element.hidden = !on; });
    if (on && sides.length < 2) {
      const choice = by("option", 1);
      const first = choice.value;
      choice.replaceChildren(...[...by("option", 0).options].map((option) => option.cloneNode(true)));
      choice.value = first;
      addSide(1);
      sides.forEach((side) => side.resize(view));
      keepTogether(sides[0].map, sides[1].map);
    } else {
      open().forEach((side) => side.resize(view));
    }
    fillTables();
  }

  document.querySelectorAll("input[name=sides]").forEach((choice) => {
    choice.addEventListener("change", () => setTwo(document.getElementById("sides-two").checked));
  });

  addSide(0);
  return { sides: open, setTwo, fillTables, choose: (number, id) => {
    if (!options.has(id)) return;
    by("option", number).value = id;
    if (sides[number]) fillSide(number);
  } };
}
