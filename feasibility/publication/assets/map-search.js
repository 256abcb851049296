/* Search by name: a box with a list of what is found, worked by keyboard (ARIA combobox with a listbox). */
"use strict";

const FOUND_MAX = 10;

/* Small letters without accents and marks, so that a name is found however it is typed. */
function plain(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/['’]/g, "");
}

function searchBox(index, choose) {
  const box = document.getElementById("search");
  const list = document.getElementById("found");
  const said = document.getElementById("search-said");
  const entries = index.map((entry) => ({ ...entry, plain: plain(entry.name) }));
  let found = [];
  let active = -1;

  function matches(words) {
    const wanted = plain(words.trim());
    if (!wanted) return [];
    const begins = (entry) => entry.plain.startsWith(wanted) || entry.plain.includes(` ${wanted}`);
    const holding = entries.filter((entry) => entry.plain.includes(wanted));
    return [...holding.filter(begins), ...holding.filter((entry) => !begins(entry))];
  }

  function close() {
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function activate(number) {
    active = number;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === number)));
    const item = list.children[number];
    if (!item) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", item.id);
    return item.scrollIntoView({ block: "nearest" });
  }

  function take(number) {
    const entry = found[number];
    if (!entry) return;
    box.value = entry.name;
    close();
    said.textContent = choose(entry);
  }

  function offer() {
    const all = matches(box.value);
    found = all.slice(0, FOUND_MAX);
    list.replaceChildren(...found.map((entry, number) => {
      const item = document.createElement("li");
      item.id = `found-${number}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.append(text("span", entry.name), text("span", entry.kind, "kind"));
      item.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
      item.addEventListener("click", () => take(number));
      return item;
    }));
    active = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(Boolean(found.length)));
    if (!box.value.trim()) said.textContent = "";
    else if (!all.length) said.textContent = "Nothing of that name.";
    else said.textContent = all.length > FOUND_MAX ? `${all.length} found, the first ${FOUND_MAX} listed.` : `${all.length} found.`;
  }

  const moves = { ArrowDown: 1, ArrowUp: -1 };
  box.addEventListener("input", offer);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key in moves) {
      event.preventDefault();
      if (list.hidden) offer();
      if (found.length) activate((active + moves[event.key] + found.length + (active < 0 && event.key === "ArrowUp" ? 1 : 0)) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(active < 0 ? 0 : active);
    } else if (event.key === "Escape") {
      if (list.hidden) box.value = "";
      close();
    }
  });
}
