/** Long lists: a page of rows at a time, the next one when its end comes into sight. */

const PAGE = 100;

/** Fills `rows` from `ask({offset, limit})`; resolves with the total. A newer call for the same element wins. */
async function fillRows(rows, ask, draw, offset = 0) {
  const ticket = {};
  rows.ticket = ticket;
  const first = await ask({ offset, limit: PAGE });
  if (rows.ticket !== ticket) return null;
  rows.replaceChildren(...first.rows.map(draw));
  let shown = first.offset + first.rows.length;
  const parent = rows.closest("table") ?? rows;
  parent.nextElementSibling?.matches(".more") && parent.nextElementSibling.remove();
  if (shown >= first.total) return first;
  const more = make("button", { class: "more quiet", type: "button" }, `${count(first.total - shown)} more`);
  const grow = async () => {
    more.disabled = true;
    const page = await ask({ offset: shown, limit: PAGE });
    if (rows.ticket !== ticket) return;
    rows.append(...page.rows.map(draw));
    shown += page.rows.length;
    more.disabled = false;
    more.textContent = `${count(page.total - shown)} more`;
    if (shown >= page.total || !page.rows.length) more.remove();
  };
  more.addEventListener("click", grow);
  parent.after(more);
  new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && !more.disabled && grow(), { rootMargin: "400px" }).observe(more);
  rows.grow = () => (more.isConnected && !more.disabled ? grow() : Promise.resolve());
  return first;
}

function table(name, ...columns) {
  return make("table", { class: name }, make("thead", {}, make("tr", {}, columns.map((column) => make("th", { scope: "col" }, column)))),
    make("tbody"));
}

const nothing = (message) => make("p", { class: "nothing" }, message);

/** Moves the focus between the rows of a list: by `step`, from the one that has it. */
async function moveRow(step) {
  const rows = [...at("main").querySelectorAll("[data-row]")];
  const here = rows.indexOf(document.activeElement);
  if (step > 0 && here === rows.length - 1) await at("main").querySelector("tbody")?.grow?.();
  const all = [...at("main").querySelectorAll("[data-row]")];
  const row = all[Math.max(0, Math.min(all.length - 1, here + step))];
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "center" });
}
