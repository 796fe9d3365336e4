/** The data of a report: all rows stand in the page, and are searched here. The served page has the same questions. */

function embeddedData(data) {
  const said = new Map();
  data.rows.forEach(unpack);
  const lower = (text) => (text ?? "").toLowerCase();
  const has = (needle, ...fields) => !needle || fields.some((field) => lower(field).includes(needle));
  const page = (rows, { offset = 0, limit = rows.length }) => ({ total: rows.length, offset, rows: rows.slice(offset, offset + limit) });
  const numbers = new Map(data.rows.map((row, number) => [row.id, number]));

  function byId(id) {
    const number = numbers.get(id);
    return number === undefined ? null : place(data.rows[number]);
  }

  function isWantedDocument(row) {
    return has(lower(state.q), row.id, row.text) && (!asksForSpans() ||
      (!state.scope && row.entities.some(isWantedEntity)) || (!asksForEntities() && row.acronyms.some(isWantedAcronym)));
  }

  function entities() {
    const needle = lower(state.q);
    const found = [];
    for (const row of data.rows) {
      const wanted = row.entities.filter(isWantedEntity);
      if (!wanted.length) continue;
      const units = (said.get(row) ?? said.set(row, unitsOf(row.text)).get(row));
      for (const entity of wanted) {
        const text = row.text.slice(units(entity.start), units(entity.end));
        if (has(needle, text)) found.push({ ...entity, text, id: row.id });
      }
    }
    if (state.sort === "text") found.sort((a, b) => a.text.localeCompare(b.text, "th"));
    if (state.sort === "score") found.sort((a, b) => a.score - b.score);
    return found;
  }

  const withContext = (found) => {
    const row = byId(found.id);
    const { left, right } = context(row, row.units(found.start), row.units(found.end));
    return { ...found, left, right };
  };

  function acronyms() {
    const needle = lower(state.q);
    return data.glossary.filter((entry) => has(needle, entry.short, entry.long_th, entry.long_en) &&
      (!state.scope || state.scope in entry.scopes) && entry.score >= state.score);
  }

  const differences = data.rows.flatMap((row) => (row.differences ?? []).map((one) => ({ ...one, id: row.id })));

  const isWantedDifference = (one) => has(lower(state.q), one.text, one.id) && (!state.layer || one.layer === state.layer) &&
    (!state.kind || one.kind === state.kind) &&
    (!state.label.length || [one.ours?.label, one.theirs?.label].some((label) => state.label.includes(label)));

  return {
    async documents({ offset, limit, around }) {
      const rows = data.rows.filter(isWantedDocument);
      if (around !== undefined) offset = Math.max(0, Math.floor(rows.findIndex((row) => row.id === around) / limit) * limit);
      return page(rows, { offset, limit });
    },
    async document(id) { return byId(id); },
    async entities(range) {
      const found = page(entities(), range);
      return { ...found, rows: found.rows.map(withContext) };
    },
    async acronyms(range) { return page(acronyms(), range); },
    async rejected(range) {
      const needle = lower(state.q);
      return page(data.rejected.filter((one) => has(needle, one.id, one.source, one.stage, one.exception, one.message)), range);
    },
    async differences(range) { return page(differences.filter(isWantedDifference), range); },
    async statistics() { return data.statistics; },
  };
}
