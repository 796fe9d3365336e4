/** What labels, scopes and kinds are called for people. Colour and line of a label are in marks.css. */

const LABEL_NAMES = {
  PERSON: "person", ORGANIZATION: "org", LOCATION: "place", EVENT: "event", LAW: "law", DATE: "date", TIME: "time",
  MONEY: "money", PERCENT: "percent", LEN: "length", PHONE: "phone", EMAIL: "email", URL: "url", ZIP: "zip",
};

const SCOPES = {
  document: "defined in the document",
  run: "defined in another document of the run",
  lexicon: "from a lexicon",
  unknown: "long form unknown",
};

const KINDS = {
  latin: "Latin letters", thai_dotted: "Thai, dotted", thai_spelled: "Thai, spelled out", title: "title, month or unit",
};

const DIFFERENCES = {
  missed: "missed", spurious: "spurious", label: "wrong label", boundary: "wrong boundary", long_form: "wrong long form",
};

const labelName = (label) => LABEL_NAMES[label] ?? label.toLowerCase();

/** The name of a label in its colour, above its line. */
function labelTag(label) {
  return make("span", { class: "label", "data-label": label }, labelName(label));
}

function scoreTag(score) {
  if (score === null || score === undefined) return null;
  const bar = sized(make("span", { class: "bar", "aria-hidden": "true" }), "--share", score);
  return make("span", { class: "score" }, bar, score.toFixed(2));
}
