/** Statistics: figures of the whole run, as plain tables whose rows are bars. */

async function showStatistics(main) {
  const figures = await data.statistics();
  main.replaceChildren(make("section", { class: "statistics" },
    make("div", { class: "tiles" }, tiles(figures).map(([name, number]) => make("div", {}, make("b", {}, count(number)), make("span", {}, name)))),
    block("Entities by label", bars(byLabel(figures.entities), (label) => linkAround(labelTag(label), { tab: "entities", label }))),
    block("Entities by source", bars(bySource(figures.entities), (source) => linkAround(source || "unnamed", { tab: "entities", source }))),
    block("Scores of entities", histogram(figures.scores)),
    block("Short forms by scope", bars(figures.scopes, (scope) => linkAround(SCOPES[scope] ?? scope, { tab: "acronyms", scope }))),
    block("Most frequent short forms", bars(figures.shorts, (short) => linkAround(make("bdi", {}, short), { tab: "acronyms", q: short }))),
    block("Languages of documents", bars(figures.languages, (lang) => lang)),
    Object.keys(figures.rejected).length ? block("Rejected by reason", bars(figures.rejected, (reason) => linkAround(reason, { tab: "rejected" }))) : null,
    make("div", { class: "surfaces" }, make("h2", {}, "Most frequent names"), make("div", { class: "columns" }, Object.entries(figures.surfaces).map(([label, counts]) =>
      make("section", {}, make("h3", {}, labelTag(label)), bars(counts, (text) => linkAround(make("bdi", {}, text), { tab: "entities", label, q: text }))))))));
}

const tiles = (figures) => [["documents", figures.documents], ["characters", figures.characters], ["sentences", figures.sentences],
  ["entities", sum(Object.values(byLabel(figures.entities)))], ["short forms", sum(Object.values(figures.scopes))],
  ["rejected", sum(Object.values(figures.rejected))]];

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

const byLabel = (entities) => Object.fromEntries(Object.entries(entities).map(([label, sources]) => [label, sum(Object.values(sources))]));

function bySource(entities) {
  const counts = {};
  for (const sources of Object.values(entities)) {
    for (const [source, number] of Object.entries(sources)) counts[source] = (counts[source] ?? 0) + number;
  }
  return counts;
}

const block = (title, content) => make("section", { class: "block" }, make("h2", {}, title), content);

function linkAround(content, changes) {
  const link = linkTo("", changes);
  link.append(content);
  return link;
}

function bars(counts, name) {
  const entries = Object.entries(counts).sort(([, a], [, b]) => b - a);
  if (!entries.length) return nothing("none");
  const most = entries[0][1];
  return make("table", { class: "bars" }, make("tbody", {}, entries.map(([key, number]) => make("tr", { "data-label": key in LABEL_NAMES ? key : null }, make("th", { scope: "row" }, name(key)),
    make("td", {}, sized(make("span", { class: "bar", "aria-hidden": "true" }), "--share", number / most)), make("td", { class: "number" }, count(number))))));
}

/** Twenty columns from 0 to 1; a table to those who do not see it. */
function histogram(scores) {
  const most = Math.max(1, ...scores);
  return make("div", { class: "histogram", role: "img", "aria-label": `Scores: ${describe(scores)}` },
    make("div", { class: "bins" }, scores.map((number, bin) => sized(make("span", {
      title: `${(bin / scores.length).toFixed(2)}–${((bin + 1) / scores.length).toFixed(2)}: ${count(number)}`, class: number ? "" : "zero",
    }), "--share", number / most))),
    make("div", { class: "axis" }, ["0", "0.25", "0.5", "0.75", "1"].map((text) => make("span", {}, text))));
}

const describe = (scores) => scores.map((number, bin) => number && `${count(number)} from ${(bin / scores.length).toFixed(2)}`).filter(Boolean).join(", ") || "none";
