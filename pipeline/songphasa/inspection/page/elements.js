/** Elements are made here and nowhere else: what a document says is always text, never markup. */

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const at = (id) => document.getElementById(id);

/** A number as English readers write it: 12,345. */
const count = (number) => number.toLocaleString("en-US");

/** "1 document", "2 documents". */
const many = (number, noun) => `${count(number)} ${noun}${number === 1 ? "" : "s"}`;

/** A length in CSS that the content policy allows, since no style attribute is written. */
function sized(element, property, share) {
  element.style.setProperty(property, `${Math.max(0, Math.min(1, share)) * 100}%`);
  return element;
}

function say(message) {
  at("said").textContent = message;
}
