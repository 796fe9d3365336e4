/** Read: the list of documents, the text of one with its spans, and a panel about what is chosen. */

const reading = { rows: [], offset: 0, total: 0, row: null };

async function showRead(main) {
  let parts = main.querySelector(".read");
  if (!parts) {
    parts = make("div", { class: "read" },
      make("nav", { class: "documents", "aria-label": "Documents" }, make("p", { class: "total" }), make("ol")),
      make("article", { class: "document" }),
      make("aside", { class: "panel", "aria-label": "Details", tabindex: "0" }));
    main.replaceChildren(parts);
    parts.addEventListener("click", clickMark);
    parts.addEventListener("pointerover", ({ target }) => hover(target));
    parts.addEventListener("focusin", ({ target }) => hover(target));
    parts.addEventListener("pointerout", ({ target }) => target.closest("mark") && hideCard());
    parts.addEventListener("focusout", hideCard);
  }
  await listDocuments(parts.querySelector("nav"));
  await openDocument(parts);
}

function hover(target) {
  const mark = target.closest("mark");
  if (mark) showCard(mark);
}

async function listDocuments(nav) {
  const filters = JSON.stringify([state.q, state.label, state.source, state.scope, state.score]);
  const isListed = reading.rows.some((row) => row.id === state.doc) || !state.doc;
  if (nav.filters !== filters || !isListed) {
    nav.filters = filters;
    const first = state.doc ? await data.documents({ around: state.doc, limit: PAGE }) : await data.documents({ offset: 0, limit: PAGE });
    Object.assign(reading, first);
    drawList(nav);
  }
  if (!state.doc && reading.rows.length) state.doc = reading.rows[0].id;
  for (const button of nav.querySelectorAll("button[data-id]")) {
    const isOpen = button.dataset.id === state.doc;
    button.toggleAttribute("aria-current", isOpen);
    if (isOpen) reveal(nav.querySelector("ol"), button);
  }
}

function reveal(list, item) {
  const [outer, inner] = [list.getBoundingClientRect(), item.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) list.scrollTop += inner.top - outer.top - outer.height / 3;
}

function drawList(nav) {
  const { rows, offset, total } = reading;
  nav.querySelector(".total").textContent = total === meta.documents ? many(total, "document") : `${count(total)} of ${many(meta.documents, "document")}`;
  const step = (text, to) => make("li", {}, make("button", { type: "button", class: "quiet", onclick: () => turn(nav, to) }, text));
  nav.querySelector("ol").replaceChildren(
    ...(offset > 0 ? [step(`${count(offset)} before`, Math.max(0, offset - PAGE))] : []),
    ...rows.map((row) => make("li", {}, make("button", { type: "button", "data-id": row.id, onclick: () => go({ doc: row.id, at: "" }) },
      make("bdi", { class: "id" }, row.id), make("span", { class: "size", "aria-hidden": "true" }, count(row.differences ? row.differences.length : spanCount(row)))))),
    ...(offset + rows.length < total ? [step(`${count(total - offset - rows.length)} after`, offset + PAGE)] : []));
}

const spanCount = (row) => (typeof row.entities === "number" ? row.entities : row.entities.length);

async function turn(nav, offset) {
  Object.assign(reading, await data.documents({ offset, limit: PAGE }));
  drawList(nav);
}

async function openDocument(parts) {
  const article = parts.querySelector("article");
  const row = state.doc ? await data.document(state.doc) : null;
  reading.row = row;
  if (!row) {
    article.replaceChildren(nothing(state.doc ? "This document is not here." : "No document has what the filters ask for."));
    parts.querySelector("aside").replaceChildren();
    article.drawn = "";
    return;
  }
  place(row);
  const drawn = JSON.stringify([row.id, state.label, state.source, state.scope, state.score, state.unseen]);
  if (article.drawn !== drawn) {
    article.drawn = drawn;
    drawDocument(article, row);
  }
  findText(article);
  choose(parts, row);
}

function drawDocument(article, row) {
  const about = [many(row.sentences.length, "sentence"), many(row.entities.length, "entity").replace("entitys", "entities"), many(row.acronyms.length, "short form")];
  if (row.differences) about.push(many(row.differences.length, "difference"));
  article.replaceChildren(
    make("header", {}, make("h2", {}, make("bdi", {}, row.id)), make("p", { class: "facts" }, about.join(" · "))),
    make("div", { class: row.differences ? "text comparing" : "text", lang: row.lang === "en" ? "en" : "th" }, paragraphs(row)));
  const first = article.querySelector("mark");
  if (first) first.tabIndex = 0;
  scrollTo({ top: 0 });
}

/** Marks what the text filter finds, without touching the text. */
function findText(article) {
  if (!CSS.highlights) return;
  CSS.highlights.delete("found");
  if (!state.q) return;
  const pattern = new RegExp(state.q.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu");
  const ranges = [];
  for (const paragraph of article.querySelectorAll(".text > p")) {
    for (const match of paragraph.textContent.matchAll(pattern)) ranges.push(rangeOf(paragraph, match.index, match.index + match[0].length));
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

function rangeOf(element, from, to) {
  const range = new Range();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let place = 0;
  while (walker.nextNode()) {
    const { length } = walker.currentNode;
    if (from >= place && from < place + length) range.setStart(walker.currentNode, from - place);
    if (to > place && to <= place + length) {
      range.setEnd(walker.currentNode, to - place);
      break;
    }
    place += length;
  }
  return range;
}

const allMarks = () => [...at("main").querySelectorAll("article mark:not([data-part])")];

/** The marks that n and p step through: in a comparison the differences, else all. */
function steps() {
  const differing = [...at("main").querySelectorAll("article mark.differs:not([data-part]), article .sentence[data-at]")];
  return reading.row?.differences ? differing : allMarks();
}

function choose(parts, row) {
  const panel = parts.querySelector("aside");
  const chosen = state.at ? [...parts.querySelectorAll(`[data-at="${CSS.escape(state.at)}"]`)] : [];
  const mark = chosen.find((node) => node.matches("mark"));
  for (const old of parts.querySelectorAll(".chosen")) old.classList.remove("chosen");
  for (const piece of chosen) piece.classList.add("chosen");
  CSS.highlights?.delete("definition");
  panel.classList.toggle("open", Boolean(mark));
  if (chosen.length) comeInto(chosen[0]);
  if (!mark) return void panel.replaceChildren(...documentDetails(row));
  panel.replaceChildren(make("button", { type: "button", class: "quiet close", "aria-label": "Close details", onclick: () => go({ at: "" }) }, "×"),
    ...spanDetails(row, mark));
  return showDefinition(parts, row, mark.span);
}

/** Scrolls where an element is out of sight. */
function comeInto(element) {
  const { top, bottom } = element.getBoundingClientRect();
  if (top < 160 || bottom > innerHeight - 60) element.scrollIntoView({ block: "center" });
}

function showDefinition(parts, row, { definition_start: start, definition_end: end }) {
  if (!CSS.highlights || start === undefined) return;
  const from = row.units(start);
  const line = row.text.lastIndexOf("\n", from - 1) + 1;
  const number = row.text.slice(0, line).split("\n").length - 1;
  const paragraph = parts.querySelectorAll(".text > p:not(.translation)")[number];
  CSS.highlights.set("definition", new Highlight(rangeOf(paragraph, from - line, row.units(end) - line)));
}

function clickMark({ target }) {
  const mark = target.closest("mark");
  if (mark) go({ at: mark.dataset.at });
  else if (target.closest("article")) go({ at: "" });
}

/** To the next or previous document; at the end of the rows that are loaded, to the next page of them. */
async function moveDocument(step) {
  const here = reading.rows.findIndex((row) => row.id === state.doc);
  if (reading.rows[here + step]) return go({ doc: reading.rows[here + step].id, at: "" });
  const offset = step > 0 ? reading.offset + reading.rows.length : reading.offset - PAGE;
  if (offset >= reading.total || (step < 0 && reading.offset === 0)) return say(step > 0 ? "last document" : "first document");
  Object.assign(reading, await data.documents({ offset: Math.max(0, offset), limit: PAGE }));
  drawList(at("main").querySelector("nav.documents"));
  return go({ doc: reading.rows.at(step > 0 ? 0 : -1).id, at: "" });
}

/** To the next or previous span, and past the last one to the next document. */
async function moveSpan(step) {
  const marks = steps();
  const here = marks.findIndex((mark) => mark === document.activeElement || mark.dataset.at === state.at);
  const next = marks[here < 0 && step < 0 ? marks.length - 1 : here + step];
  if (!next) return moveDocument(step);
  for (const mark of marks) mark.tabIndex = mark === next ? 0 : -1;
  await go({ at: next.dataset.at });
  return next.focus({ preventScroll: true });
}
