// A message's text with its entities, as elements. Offsets count UTF-16 units, as JavaScript's strings do.

import { el, followable } from "./elements.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

// `actions` has send(text) and open(address, event).
export function formatted(text, entities, actions) {
  const sorted = [...(entities || [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return inside(text, sorted, 0, text.length, actions);
}

function inside(text, entities, start, end, actions) {
  const nodes = [];
  let at = start;
  for (let number = 0; number < entities.length; ) {
    const entity = entities[number];
    const stop = Math.min(entity.offset + entity.length, end);
    const nested = [];
    number += 1;
    while (number < entities.length && entities[number].offset < stop) nested.push(entities[number++]);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const children = inside(text, nested, entity.offset, stop, actions);
    nodes.push(made(entity, text.slice(entity.offset, stop), children, actions));
    at = stop;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function made(entity, words, children, actions) {
  if (TAGS[entity.type]) return el(TAGS[entity.type], {}, ...children);
  switch (entity.type) {
    case "text_link": return link(entity.url, children, actions);
    case "url": return link(words, children, actions);
    case "email": return link(`mailto:${words}`, children, actions);
    case "bot_command":
      return el("button", { type: "button", class: "command", onclick: () => actions.send(words) }, ...children);
    case "spoiler": return spoiler(children);
    case "date_time": return moment(entity, words);
    default: return el("span", { class: entity.type }, ...children);
  }
}

function link(address, children, actions) {
  const href = followable(address);
  if (!href) return el("span", {}, ...children);
  const opened = (event) => actions.open(href, event);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", onclick: opened }, ...children);
}

function spoiler(children) {
  const hidden = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text" });
  const words = el("span", {}, ...children);
  words.hidden = true;
  const show = () => {
    words.hidden = false;
    hidden.replaceWith(words);
  };
  hidden.textContent = "▒▒▒▒▒";
  hidden.addEventListener("click", show);
  hidden.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && show());
  return el("span", {}, hidden, words);
}

// The reader's own clock, in the parts that the format asks for: w weekday, d/D date, t/T time.
function moment(entity, words) {
  const at = new Date(entity.unix_time * 1000);
  const format = entity.date_time_format || "";
  const parts = {
    weekday: format.includes("w") ? "short" : undefined,
    dateStyle: undefined,
  };
  if (format.includes("d")) Object.assign(parts, { day: "numeric", month: "numeric", year: "2-digit" });
  if (format.includes("D")) Object.assign(parts, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(format)) Object.assign(parts, { hour: "2-digit", minute: "2-digit" });
  if (format.includes("T")) parts.second = "2-digit";
  const known = /[wdDtT]/.test(format);
  const shown = known ? new Intl.DateTimeFormat("en-GB", parts).format(at) : words;
  return el("time", { datetime: at.toISOString(), title: `Sent as: ${words}`, text: shown });
}
