/** Places in a text: code points (as the dataset counts) to UTF-16 units (as browsers count), and whole characters. */

/** A function from code-point offsets to UTF-16 ones. */
function unitsOf(text) {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return (offset) => offset;
  const places = [];
  let place = 0;
  for (const character of text) {
    places.push(place);
    place += character.length;
  }
  places.push(place);
  return (offset) => places[offset];
}

const graphemes = "Segmenter" in Intl ? new Intl.Segmenter("th", { granularity: "grapheme" }) : null;
const JOINED = /^[\p{M}\u0e33\u200d]/u;

/** Functions that move a UTF-16 place to the begin or the end of the character as a reader sees it, so that no mark tears
 * a vowel or tone off its consonant. */
function wholeCharacters(text) {
  if (graphemes) {
    const segments = graphemes.segment(text);
    const begin = (place) => segments.containing(place)?.index ?? place;
    const end = (place) => {
      const segment = segments.containing(place);
      return !segment || segment.index === place ? place : segment.index + segment.segment.length;
    };
    return { begin, end };
  }
  const joined = (place) => place > 0 && place < text.length && JOINED.test(text.slice(place));
  return {
    begin: (place) => { while (joined(place)) place -= 1; return place; },
    end: (place) => { while (joined(place)) place += 1; return place; },
  };
}

/** Spans come as lists of values, to save space; they are objects from here on, without what is not known. */
function unpack(row) {
  for (const [layer, columns] of Object.entries(meta.columns)) {
    row[layer] = row[layer].map((values) => Object.fromEntries(columns.map((name, at) => [name, values[at]])
      .filter(([, value]) => value !== null && value !== undefined)));
  }
  return row;
}

/** Gives every span of a document its place in UTF-16 units, widened to whole characters; done once. */
function place(row) {
  if (row.placed) return row;
  const units = unitsOf(row.text);
  const { begin, end } = wholeCharacters(row.text);
  for (const span of [...row.sentences, ...row.entities, ...row.acronyms, ...row.translations, ...theirs(row)]) {
    span.from = begin(units(span.start));
    span.to = end(units(span.end));
  }
  row.units = units;
  row.placed = true;
  return row;
}

const theirs = (row) => (row.differences ?? []).map((difference) => difference.theirs).filter(Boolean);

const AROUND = 70;

/** The line around a span, cut short between characters: { left, text, right }. */
function context(row, from, to) {
  const { begin, end } = wholeCharacters(row.text);
  const line = row.text.lastIndexOf("\n", from - 1) + 1;
  const stop = row.text.indexOf("\n", to);
  const left = Math.max(line, begin(from - AROUND));
  const right = Math.min(stop < 0 ? row.text.length : stop, end(to + AROUND));
  return { left: row.text.slice(left, from), text: row.text.slice(from, to), right: row.text.slice(to, right) };
}

/** Text that is cut anywhere, without the marks that belong to the character before the cut. */
const afterCut = (text) => text.replace(/^[\p{M}\u0e33]+/u, "");

const UNSEEN = {
  "\u00a0": "NBSP", "\u00ad": "SHY", "\u034f": "CGJ", "\u061c": "ALM", "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ",
  "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
  "\u2028": "LS", "\u2029": "PS", "\u2060": "WJ", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
  "\ufeff": "BOM", "\t": "TAB", "\r": "CR", "\0": "NUL",
};
const UNSEEN_PATTERN = /([\0\t\r\u00a0\u00ad\u034f\u061c\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff])/;

/** Text as nodes; where `shown`, characters that cannot be seen get their name beside them. */
function textNodes(text, shown) {
  if (!shown) return [text];
  return text.split(UNSEEN_PATTERN).filter(Boolean).map((part) =>
    part in UNSEEN ? make("span", { class: "unseen", "data-name": UNSEEN[part], title: UNSEEN[part] }, part) : part);
}
