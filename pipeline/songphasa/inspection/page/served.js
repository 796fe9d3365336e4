/** The data of a served run: the server pages and searches. */

function servedData() {
  async function ask(name, range = {}) {
    const said = new URLSearchParams(range);
    for (const field of ["q", "source", "scope", "score", "sort", "layer", "kind"]) if (state[field]) said.set(field, state[field]);
    if (state.label.length) said.set("labels", state.label.join(","));
    const response = await fetch(`${name}?${said}`);
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return response.json();
  }
  const opened = new Map();

  return {
    documents: (range) => ask("documents", range),
    async document(id) {
      if (!opened.has(id)) {
        const row = await ask("document", { id });
        if (opened.size > 50) opened.clear();
        opened.set(id, row && unpack(row));
      }
      return opened.get(id);
    },
    entities: (range) => ask("entities", range),
    acronyms: (range) => ask("acronyms", range),
    rejected: (range) => ask("rejected", range),
    differences: (range) => ask("differences", range),
    statistics: () => ask("statistics"),
  };
}
