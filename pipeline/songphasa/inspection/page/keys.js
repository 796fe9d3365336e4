/** The keyboard. Letters act where nothing is being typed. */

const KEYS = [
  ["j / k", "next, previous document or row"],
  ["n / p", "next, previous span; in a comparison, difference"],
  ["f", "to the search field"],
  ["1 – 6", "to a view"],
  ["h", "hidden characters on or off"],
  ["Esc", "close, leave"],
  ["?", "this help"],
];

const isTyping = (target) => target.matches("input:not([type=checkbox]):not([type=range]), select, textarea");

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return leave(event.target);
  if (isTyping(event.target) || at("help").open) return;
  const act = ACTIONS[event.key] ?? (/^[1-6]$/.test(event.key) ? () => toTab(Number(event.key) - 1) : null);
  if (!act) return;
  event.preventDefault();
  act();
}

const ACTIONS = {
  j: () => (state.tab === "read" ? moveDocument(1) : moveRow(1)),
  k: () => (state.tab === "read" ? moveDocument(-1) : moveRow(-1)),
  n: () => (state.tab === "read" ? moveSpan(1) : moveRow(1)),
  p: () => (state.tab === "read" ? moveSpan(-1) : moveRow(-1)),
  f: () => at("filters").querySelector("input[type=search]")?.focus(),
  h: () => go({ unseen: !state.unseen }, false),
  "?": () => at("help").showModal(),
};

function toTab(number) {
  const tab = visibleTabs()[number];
  if (tab) go({ tab, at: "" });
}

function leave(target) {
  hideCard();
  if (isTyping(target)) target.blur();
  else if (state.at) go({ at: "" });
}

function drawHelp() {
  at("help").replaceChildren(make("h2", { id: "help-title" }, "Keyboard"), make("table", {}, make("tbody", {},
    KEYS.map(([key, what]) => make("tr", {}, make("th", { scope: "row" }, make("kbd", {}, key)), make("td", {}, what))))),
    make("form", { method: "dialog" }, make("button", {}, "Close")));
}
