/** What is known about a span: in a card beside the pointer, and in full in the side panel. */

/** Rows of a description list; absent values are left out. */
function facts(...pairs) {
  return make("dl", {}, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "")
    .flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
}

const longForms = (mention) => [
  mention.long_en && make("p", { class: "long", lang: "en" }, mention.long_en),
  mention.long_th && make("p", { class: "long", lang: "th" }, mention.long_th),
  !mention.long_en && !mention.long_th && make("p", { class: "long none" }, "no long form known"),
].filter(Boolean);

function translationOf(row, span) {
  const found = row.translations.find((one) => one.text && one.from <= span.from && span.to <= one.to);
  return found && make("span", { lang: found.lang, dir: "auto" }, found.text);
}

/** The spans at a mark: itself, those around it, those that fill it. */
function spansAt(mark) {
  const found = [];
  for (let node = mark; node?.matches?.("mark"); node = node.parentElement) found.push(node);
  for (const inner of mark.querySelectorAll("mark")) if (inner.textContent === mark.textContent) found.push(inner);
  return found;
}

function fillCard(card, mark) {
  card.replaceChildren(...spansAt(mark).map(({ layer, span, classList }) => make("div", { class: "fact" },
    make("p", {}, layer === "entity" ? labelTag(span.label) : make("span", { class: "scope" }, SCOPES[span.scope] ?? span.scope ?? ""),
      span.value ? make("span", { class: "value" }, span.value) : null, scoreTag(span.score),
      classList.contains("theirs") ? make("span", { class: "scope" }, "expected here") : null),
    layer === "acronym" ? longForms(span) : null)));
}

function showCard(mark) {
  const card = at("card");
  fillCard(card, mark);
  card.hidden = false;
  const where = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const width = card.offsetWidth;
  const above = where.top > card.offsetHeight + 12;
  card.style.left = `${Math.max(8, Math.min(where.left, innerWidth - width - 8))}px`;
  card.style.top = `${above ? where.top - card.offsetHeight - 6 : where.bottom + 6}px`;
}

function hideCard() {
  at("card").hidden = true;
}

/** The panel about the chosen mark. */
function spanDetails(row, mark) {
  return spansAt(mark).map(({ layer, span }) => make("section", { class: "chosen" },
    make("h3", {}, make("bdi", {}, row.text.slice(span.from, span.to))),
    layer === "acronym" ? longForms(span) : null,
    layer === "entity"
      ? facts(["label", [labelTag(span.label), ` ${span.label}`]], ["value", span.value], ["counted from", span.anchor],
        ["Thai name", span.name_th], ["English name", span.name_en], ...common(row, span))
      : facts(["kind", KINDS[span.kind] ?? span.kind], ["scope", SCOPES[span.scope] ?? span.scope], ["evidence", evidence(row, span)], ...common(row, span)),
    make("p", { class: "links" }, linkTo("All with this text",
      { tab: layer === "entity" ? "entities" : "acronyms", q: row.text.slice(span.from, span.to) }))));
}

const common = (row, span) => [
  ["score", scoreTag(span.score)], ["source", span.source], ["translation", translationOf(row, span)],
  ["characters", `${span.start}–${span.end}`],
];

function evidence(row, mention) {
  if (mention.definition_start === undefined) return null;
  const from = Math.min(mention.definition_start, mention.definition_end);
  return make("q", {}, row.text.slice(row.units(from), row.units(mention.definition_end)));
}

/** The panel while nothing is chosen: the document, and its short forms with both long forms. */
function documentDetails(row) {
  const known = new Map();
  for (const mention of row.acronyms) {
    const short = row.text.slice(mention.from, mention.to);
    const key = JSON.stringify([short, mention.long_th, mention.long_en]);
    if (mention.kind !== "title" && !known.has(key)) known.set(key, { short, mention });
  }
  return [
    make("section", {}, make("h3", {}, "Document"),
      facts(["language", row.lang], ["source", row.source], ...metadata(row), ["characters", count(row.text.length)])),
    known.size ? make("section", { class: "acronyms" }, make("h3", {}, "Short forms"), [...known.values()].map(({ short, mention }) =>
      make("div", { class: "entry" }, make("p", { class: "short" }, make("bdi", {}, short), mention.scope === "document" ? null : make("span", { class: "scope" }, ` ${mention.scope}`)),
        longForms(mention)))) : null,
  ].filter(Boolean);
}

function metadata(row) {
  try {
    return Object.entries(JSON.parse(row.metadata ?? "{}")).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
  } catch {
    return [["metadata", row.metadata]];
  }
}

/** A link that changes some of what is shown and clears the filters. */
function linkTo(text, changes) {
  const said = new URLSearchParams(Object.entries({ ...changes }).filter(([, value]) => value));
  return make("a", { href: `${location.href.split("#")[0]}#${said}` }, text);
}
