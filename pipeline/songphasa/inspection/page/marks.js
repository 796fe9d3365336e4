/** A document's text as nodes: paragraphs, sentence numbers, and spans as nested marks, crossing ones cut where they cross. */

/** All spans that are to be seen, sorted: { layer, span, from, to }, the longer one first. */
function spansOf(row) {
  const found = [
    ...row.entities.filter((entity) => !state.scope && isWantedEntity(entity)).map((span) => ({ layer: "entity", span })),
    ...row.acronyms.filter((mention) => !asksForEntities() && isWantedAcronym(mention)).map((span) => ({ layer: "acronym", span })),
    ...(row.differences ?? []).filter((one) => one.theirs && one.layer !== "sentences")
      .map((one) => ({ layer: one.layer === "entities" ? "entity" : "acronym", span: one.theirs, ghost: true })),
  ];
  const kinds = differenceKinds(row);
  for (const one of found) Object.assign(one, { from: one.span.from, to: one.span.to, difference: kinds.get(one.span) });
  return found.sort((a, b) => a.from - b.from || b.to - a.to || (a.layer < b.layer ? 1 : -1));
}

function differenceKinds(row) {
  const kinds = new Map();
  for (const one of row.differences ?? []) {
    for (const span of [one.theirs, one.ours && ownSpan(row, one)]) if (span) kinds.set(span, one.kind);
  }
  return kinds;
}

/** The document's own span that a difference is about. */
const ownSpan = (row, one) => row[one.layer].find((span) => span.start === one.ours.start && span.end === one.ours.end);

/** The paragraphs of a document; a paragraph is isolated, so that marks of direction end with it. */
function paragraphs(row) {
  const spans = spansOf(row);
  const starts = sentenceStarts(row);
  const made = [];
  let start = 0;
  let next = 0;
  for (const line of row.text.split("\n")) {
    const end = start + line.length;
    const inside = [];
    while (next < spans.length && spans[next].from < end) inside.push(spans[next++]);
    const paragraph = make("p", { dir: "auto", class: line.trim() ? null : "blank" });
    fill(paragraph, row, start, end, inside, starts);
    made.push(paragraph, ...translationsIn(row, start, end));
    start = end + 1;
  }
  return made;
}

function sentenceStarts(row) {
  const starts = new Map();
  row.sentences.forEach((sentence, number) => starts.set(sentence.from, { number: number + 1, kind: null }));
  for (const one of row.differences ?? []) {
    if (one.layer !== "sentences") continue;
    const from = one.kind === "missed" ? one.theirs.from : ownSpan(row, one).from;
    const { start, end } = one.ours ?? one.theirs;
    starts.set(from, { number: starts.get(from)?.number ?? "", kind: one.kind, at: `s${start}-${end}` });
  }
  return starts;
}

/** Puts text and marks into a paragraph. A span that crosses the end of the one around it is continued behind it. */
function fill(paragraph, row, start, end, spans, starts) {
  const open = [{ node: paragraph, to: end }];
  const queue = spans.map((one) => ({ ...one, isFirst: true }));
  const edges = [...starts.keys()].filter((place) => place >= start && place < end);
  let place = start;
  let edge = 0;

  const write = (to, isBefore) => {
    while (edge < edges.length && (edges[edge] < to || (isBefore && edges[edge] === to))) {
      append(place, edges[edge]);
      open.at(-1).node.append(sentenceMark(starts.get(edges[edge])));
      place = Math.max(place, edges[edge++]);
    }
    append(place, to);
    place = Math.max(place, to);
  };
  const append = (from, to) => {
    if (from < to) open.at(-1).node.append(...textNodes(row.text.slice(from, to), state.unseen));
  };
  const close = (to) => {
    while (open.length > 1 && open.at(-1).to <= to) {
      write(open.at(-1).to, false);
      open.pop();
    }
    write(to, true);
  };

  edges.sort((a, b) => a - b);
  while (queue.length) {
    const one = queue.shift();
    close(one.from);
    const limit = open.at(-1).to;
    const isLast = one.to <= limit;
    const node = markOf(one, isLast);
    open.at(-1).node.append(node);
    open.push({ node, to: Math.min(one.to, limit) });
    if (!isLast) insert(queue, { ...one, from: limit, isFirst: false });
  }
  close(end);
}

function insert(queue, one) {
  const before = queue.findIndex((other) => other.from > one.from || (other.from === one.from && other.to <= one.to));
  queue.splice(before < 0 ? queue.length : before, 0, one);
}

function markOf({ layer, span, ghost, difference, isFirst }, isLast) {
  const node = make("mark", {
    class: [layer, ghost && "theirs", difference && "differs"].filter(Boolean).join(" "),
    tabindex: "-1",
    "data-label": span.label,
    "data-difference": isFirst && difference ? (ghost && difference !== "missed" ? meta.against : DIFFERENCES[difference]) : null,
    "data-name": layer === "entity" && isLast ? labelName(span.label) : null,
    "data-at": `${ghost ? "g" : layer[0]}${span.start}-${span.end}`,
    "data-part": isFirst ? null : "rest",
  });
  node.span = span;
  node.layer = layer;
  return node;
}

function sentenceMark({ number, kind, at: where }) {
  const title = kind ? `sentence start: ${DIFFERENCES[kind]}` : null;
  return make("span", { class: `sentence ${kind ?? ""}`, "data-number": number, title, "data-at": where, tabindex: kind ? "-1" : null });
}

function translationsIn(row, start, end) {
  return row.translations.filter((one) => one.text && one.from >= start && one.from <= end)
    .map((one) => make("p", { class: "translation", lang: one.lang, dir: "auto" }, one.text));
}
