/** Starts the page: reads the data, draws what the URL says, and draws again when it changes. */

const meta = JSON.parse(at("data").textContent);
const data = meta.served ? servedData() : embeddedData(meta);

const VIEWS = { read: showRead, entities: showEntities, acronyms: showAcronyms, differences: showDifferences, statistics: showStatistics, rejected: showRejected };

const visibleTabs = () => Object.keys(TABS).filter((tab) => tab !== "differences" || meta.comparison);

/** Changes what is shown; `push` makes a step that the browser's Back undoes. */
async function go(changes, push = true) {
  Object.assign(state, changes);
  writeHash(push);
  await draw();
}

let drawing = null;
let isStale = false;

/** Draws one after the other, and once more where what is shown has changed meanwhile. */
function draw() {
  isStale = true;
  drawing ??= (async () => {
    while (isStale) {
      isStale = false;
      await drawOnce();
    }
  })().finally(() => { drawing = null; });
  return drawing;
}

async function drawOnce() {
  const main = at("main");
  hideCard();
  document.body.dataset.tab = state.tab;
  for (const button of at("tabs").children) {
    const isOpen = button.dataset.tab === state.tab;
    button.setAttribute("aria-selected", String(isOpen));
    button.tabIndex = isOpen ? 0 : -1;
  }
  main.setAttribute("aria-labelledby", `tab-${state.tab}`);
  drawFilters();
  main.setAttribute("aria-busy", "true");
  try {
    await VIEWS[state.tab](main);
  } catch (error) {
    if (!meta.served) throw error;
    main.replaceChildren(nothing(`The server does not answer (${error.message}). Is songphasa view still running?`));
  }
  main.setAttribute("aria-busy", String(isStale));
}

function drawTop() {
  document.title = `${meta.name} · songphasa`;
  at("name").textContent = meta.name;
  at("about").textContent = meta.about;
  at("tabs").replaceChildren(...visibleTabs().map((tab) => make("button", {
    type: "button", role: "tab", id: `tab-${tab}`, "aria-controls": "main", "data-tab": tab, onclick: () => go({ tab, at: "" }),
  }, TABS[tab])));
  at("tabs").addEventListener("keydown", ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    const tabs = visibleTabs();
    const next = tabs[(tabs.indexOf(state.tab) + step + tabs.length) % tabs.length];
    go({ tab: next, at: "" }).then(() => at(`tab-${next}`).focus());
  });
}

drawTop();
drawHelp();
at("help-button").addEventListener("click", () => at("help").showModal());
new ResizeObserver(([bar]) => document.documentElement.style.setProperty("--bar", `${bar.target.offsetHeight}px`)).observe(at("filters"));
at("filters").addEventListener("submit", (event) => event.preventDefault());
addEventListener("keydown", onKey);
addEventListener("popstate", () => { readHash(); draw(); });
readHash();
draw();
