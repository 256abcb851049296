/* Who gains and who loses: a bar and a sentence for each employer beside a map, and rows of the tables below. */
"use strict";

const WAYS = [["shorter", "band-better-3"], ["the same", "band-same"], ["longer", "band-worse-3"]];

function gainBar(parts) {
  const space = "http://www.w3.org/2000/svg";
  const bar = document.createElementNS(space, "svg");
  bar.setAttribute("class", "bar");
  bar.setAttribute("aria-hidden", "true"); // the sentence beside it says the same
  let left = 0;
  parts.forEach((part, number) => {
    const piece = document.createElementNS(space, "rect");
    const shape = { x: `${left}%`, y: 0, width: `${part}%`, height: "100%", fill: `url(#${WAYS[number][1]})` };
    Object.entries(shape).forEach(([name, value]) => piece.setAttribute(name, value));
    left += part;
    bar.append(piece);
  });
  return bar;
}

function gainSentence(gain) {
  if (!gain.parts.length) return gain.shares[0];
  const shares = gain.shares.map((share, number) => `${share} ${WAYS[number][0]}`).join(", ");
  return `${shares}; mean ${gain.change}`;
}

function drawGains(holder, gains) {
  holder.replaceChildren(...gains.map((gain) => {
    const row = document.createElement("li");
    row.append(text("b", gain.employer, "employer"));
    if (gain.parts.length) row.append(gainBar(gain.parts));
    row.append(text("span", gainSentence(gain), "words"));
    return row;
  }));
}

/* Rows of the table of employers, for one option; the title tells two options apart. */
function gainRows(option, title) {
  return option.gains.map((gain) => {
    const row = document.createElement("tr");
    const head = text("th", gain.employer);
    head.scope = "row";
    row.append(head, ...(title ? [title] : []).map((words) => text("td", words)), ...[gain.staff, ...gain.shares, gain.change, gain.modes || "–"].map((words) => text("td", words)));
    return row;
  });
}
