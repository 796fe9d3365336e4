/** Entities, acronyms, rejected documents and differences: each a filtered table whose rows lead to the text. */

async function showTable(main, name, columns, ask, draw, noun, empty) {
  let made = main.querySelector(`table.${name}`);
  if (!made) {
    made = table(name, ...columns);
    main.replaceChildren(make("section", { class: "wide" }, make("p", { class: "total" }), made));
  }
  const body = made.querySelector("tbody");
  const first = await fillRows(body, ask, draw);
  if (!first) return;
  main.querySelector(".total").textContent = first.total ? many(first.total, noun).replace("entitys", "entities") : empty;
  made.classList.toggle("empty", !first.total);
}

const cell = (name, ...content) => make("td", { class: name }, content);
const quote = (name, text) => cell(name, make("div", {}, make("bdi", {}, textNodes(text, state.unseen))));

function rowLink(text, changes) {
  const link = linkTo("", { tab: "read", ...changes });
  link.dataset.row = "";
  link.append(make("bdi", {}, textNodes(text, state.unseen)));
  return link;
}

const showEntities = (main) => showTable(main, "entities", ["Before", "Entity", "After", "Label", "Score", "Source", "Document"],
  (range) => data.entities(range),
  (one) => make("tr", {}, quote("left", afterCut(one.left)), cell("span", rowLink(one.text, { doc: one.id, at: `e${one.start}-${one.end}` })),
    quote("right", one.right), cell("", labelTag(one.label)), cell("number", scoreTag(one.score)), cell("by", one.value ? `${one.source} · ${one.value}` : one.source),
    cell("doc", make("bdi", {}, one.id))),
  "entity", "No entity is like this.");

const showAcronyms = (main) => showTable(main, "acronyms", ["Short form", "Long forms", "Scope", "Mentions", "Evidence"],
  (range) => data.acronyms(range),
  (one) => make("tr", {}, cell("span", rowLink(one.short, { doc: one.evidence.id, at: `a${one.evidence.start}-${one.evidence.end}` }),
    make("span", { class: "kind" }, KINDS[one.kind] ?? one.kind)),
    cell("longs", longForms(one)),
    cell("scopes", Object.entries(one.scopes).map(([scope, number]) => make("span", { class: "scope", title: SCOPES[scope] ?? scope }, `${scope} ${count(number)}`))),
    cell("number", `${count(one.mentions)}`, make("span", { class: "kind" }, `in ${many(one.documents, "document")}`)),
    cell("evidence", make("bdi", {}, afterCut(one.evidence.left), make("b", {}, one.evidence.text), one.evidence.right), make("span", { class: "kind" }, one.evidence.source))),
  "reading", "No short form is like this.");

const showRejected = (main) => showTable(main, "rejected", ["Document", "Stage", "Reason", "Source"], (range) => data.rejected(range),
  (one) => make("tr", { tabindex: "-1", "data-row": "" }, cell("doc", make("bdi", {}, one.id)), cell("by", one.stage),
    cell("reason", make("b", {}, one.exception), make("bdi", {}, ` ${one.message}`)), cell("by", make("bdi", {}, one.source))),
  "rejected document", "No document was rejected.");

async function showDifferences(main) {
  await showTable(main, "differences", ["Kind", "Text", "Document"], (range) => data.differences(range),
    (one) => make("tr", {}, cell("what", DIFFERENCES[one.kind], make("span", { class: "kind" }, { sentences: "sentence start", acronyms: "short form", entities: "entity" }[one.layer])),
      cell("line", make("bdi", {}, afterCut(one.left), rowLink(one.text, { doc: one.id, at: one.at }), one.right), make("div", { class: "sides" }, sidesOf(one))), cell("doc", make("bdi", {}, one.id))),
    "difference", "No difference is like this.");
  const section = main.querySelector(".wide");
  if (!section.querySelector(".comparison")) {
    section.classList.add("beside");
    section.replaceChildren(comparison(), make("div", {}, section.querySelector(".total"), section.querySelector(".differences"), section.querySelector(".more") ?? []));
  }
}

/** What either side says: its label, and its text or long forms where these are what differs. */
function sidesOf(one) {
  if (one.layer === "sentences") return null;
  const side = (name, span, text) => span && make("p", {}, make("span", { class: "who" }, name), span.label ? labelTag(span.label) : null,
    one.kind === "boundary" ? make("bdi", {}, ` ${text}`) : null, one.kind === "long_form" ? longForms(span) : null);
  return [side("here", one.ours, one.oursText), side(meta.against, one.theirs, one.theirsText)].filter(Boolean);
}

function comparison() {
  const kinds = Object.keys(DIFFERENCES).filter((kind) => meta.comparison.some((row) => row.counts[kind]));
  return make("table", { class: "comparison" },
    make("caption", {}, `Beside ${meta.against}`, meta.unmatched ? ` · ${meta.unmatched}` : ""),
    make("thead", {}, make("tr", {}, ["label or layer", "same", ...kinds.map((kind) => DIFFERENCES[kind])].map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, meta.comparison.map((row) => make("tr", {}, make("th", { scope: "row" }, linkAround(row.layer === "entities" ? labelTag(row.name) : row.name, { tab: "differences", layer: row.layer, label: row.layer === "entities" ? row.name : "" })),
      make("td", {}, count(row.same)), kinds.map((kind) => make("td", { class: row.counts[kind] ? "" : "zero" }, count(row.counts[kind] ?? 0)))))));
}
