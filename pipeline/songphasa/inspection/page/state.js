/** What is shown, all of it in the URL's hash, so that a link leads to the same view. */

const TABS = { read: "Read", entities: "Entities", acronyms: "Acronyms", differences: "Differences", statistics: "Statistics", rejected: "Rejected" };
const NOTHING = {
  tab: "read", doc: "", at: "", q: "", label: [], source: "", scope: "", score: 0, sort: "", layer: "", kind: "", unseen: false,
};

const state = { ...NOTHING };

function readHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  Object.assign(state, NOTHING, {
    tab: visibleTabs().includes(given.get("tab")) ? given.get("tab") : "read",
    label: (given.get("label") ?? "").split(",").filter(Boolean),
    score: Math.max(0, Math.min(1, Number(given.get("score")) || 0)),
    unseen: given.get("unseen") === "1",
  });
  for (const name of ["doc", "at", "q", "source", "scope", "sort", "layer", "kind"]) state[name] = given.get(name) ?? "";
}

function writeHash(push) {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    if (name === "label" ? value.length : value !== NOTHING[name]) said.set(name, value === true ? "1" : String(value));
  }
  const hash = `#${said}`;
  if (hash !== location.hash) history[push ? "pushState" : "replaceState"](null, "", hash === "#" ? location.pathname + location.search : hash);
}

/** Whether an entity or a mention is one that the filters leave. */
const isWantedEntity = (entity) =>
  (!state.label.length || state.label.includes(entity.label)) &&
  (!state.source || entity.source === state.source) &&
  (entity.score ?? 1) >= state.score;

const isWantedAcronym = (mention) =>
  (!state.scope || mention.scope === state.scope) && (mention.score ?? 1) >= state.score;

const asksForEntities = () => state.label.length > 0 || state.source !== "";
const asksForSpans = () => asksForEntities() || state.scope !== "" || state.score > 0;
