/** The bar of filters: which of them a tab has, and their controls. */

const HAS = {
  read: ["q", "label", "source", "scope", "score", "unseen"],
  entities: ["q", "label", "source", "score", "sort", "unseen"],
  acronyms: ["q", "scope", "score"],
  differences: ["q", "label", "layer", "kind", "unseen"],
  statistics: [],
  rejected: ["q"],
};

const PLACEHOLDERS = {
  read: "Text or document", entities: "Text of the entity", acronyms: "Short or long form", differences: "Text or document", rejected: "Document or reason",
};

function drawFilters() {
  const form = at("filters");
  const has = HAS[state.tab];
  form.hidden = !has.length;
  if (form.tab !== state.tab) {
    form.tab = state.tab;
    const controls = has.map((name) => CONTROLS[name]()).filter(Boolean);
    const more = make("button", { type: "button", class: "quiet further", "aria-expanded": "false", onclick: () => more.setAttribute("aria-expanded", String(form.classList.toggle("open"))) }, "Filters");
    form.classList.remove("open");
    form.replaceChildren(...controls, ...(controls.length > 1 ? [more] : []), make("button", { type: "button", class: "quiet clear", onclick: clearFilters }, "Clear"));
  }
  for (const control of form.querySelectorAll("[name]")) {
    if (control.type === "checkbox") control.checked = state.unseen;
    else if (control !== document.activeElement) control.value = state[control.name];
  }
  for (const chip of form.querySelectorAll(".chip")) chip.setAttribute("aria-pressed", String(state.label.includes(chip.dataset.value)));
  const output = form.querySelector("output");
  if (output) output.textContent = state.score.toFixed(2);
  form.querySelector(".clear").hidden = !has.some((name) => name !== "unseen" && name !== "sort" && String(state[name]) !== String(NOTHING[name]));
}

const clearFilters = () => go({ q: "", label: [], source: "", scope: "", score: 0, layer: "", kind: "" });

const CONTROLS = {
  q: () => make("label", { class: "search" }, make("span", { class: "visually-hidden" }, "Search"), make("input", {
    type: "search", name: "q", placeholder: PLACEHOLDERS[state.tab], autocomplete: "off", spellcheck: "false",
    oninput: debounce(({ target }) => go({ q: target.value, at: "" }, false)),
  })),
  label: () => make("div", { class: "chips", role: "group", "aria-label": "Labels" }, Object.entries(meta.labels).map(([label, number]) => make("button", {
    type: "button", class: "chip", "data-value": label, "aria-pressed": "false", title: `${label}: ${count(number)}`, onclick: () => toggleLabel(label),
  }, labelTag(label), make("span", { class: "size" }, count(number))))),
  source: () => select("source", "Source", meta.sources),
  scope: () => select("scope", "Scope", meta.scopes),
  layer: () => select("layer", "Layer", ["entities", "acronyms", "sentences"]),
  kind: () => select("kind", "Kind", Object.keys(DIFFERENCES), (kind) => DIFFERENCES[kind]),
  sort: () => select("sort", "Order", ["text", "score"], (key) => ({ text: "by text", score: "lowest score first" })[key], "as in the run"),
  score: () => make("label", { class: "least" }, "Score ≥ ", make("input", {
    type: "range", name: "score", min: "0", max: "1", step: "0.05", oninput: debounce(({ target }) => go({ score: Number(target.value) }, false)),
  }), make("output", {}, "0.00")),
  unseen: () => make("label", { class: "unseen-switch", title: "Zero-width and other characters that cannot be seen" },
    make("input", { type: "checkbox", name: "unseen", onchange: ({ target }) => go({ unseen: target.checked }, false) }), "Hidden characters"),
};

function select(name, title, values, named = (value) => value, all = "all") {
  if (values.length < 2) return null;
  return make("label", {}, `${title} `, make("select", { name, onchange: ({ target }) => go({ [name]: target.value }, false) },
    make("option", { value: "" }, all), values.map((value) => make("option", { value }, named(value) || "unnamed"))));
}

function toggleLabel(label) {
  const rest = state.label.filter((one) => one !== label);
  go({ label: rest.length < state.label.length ? rest : [...rest, label], at: "" }, false);
}

function debounce(act) {
  let waiting;
  return (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(act, meta.served ? 200 : 80, event);
  };
}
