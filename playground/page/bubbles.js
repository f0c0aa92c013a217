// One message: its words, its file, its buttons.

import { el, followable, sizeOf, timeOf } from "./elements.js";

const ENDLESS = /\S{25}/;
import { formatted } from "./formatted.js";

// `actions` has send(text), press(message, button, element) and open(address, event).
export function bubble(message, actions) {
  const byBot = message.from.is_bot;
  const item = el("article", { class: byBot ? "message bot" : "message own", "data-id": message.message_id });
  item.append(el("h4", { class: "unseen", text: byBot ? "The bot:" : "You:" }));
  item.append(el("div", { class: "bubble" }, ...content(message, actions), footer(message)));
  if (message.reply_markup?.inline_keyboard) item.append(keyboard(message, actions));
  return item;
}

function content(message, actions) {
  const nodes = [];
  const answered = message.reply_to_message;
  if (answered) nodes.push(el("p", { class: "answered", text: answered.text || answered.caption || "a file" }));
  if (message.photo) nodes.push(picture(message));
  if (message.document) nodes.push(file(message.document));
  const words = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities;
  if (words) nodes.push(el("div", { class: "words" }, ...formatted(words, entities, actions)));
  if (!nodes.length) nodes.push(el("p", { class: "words", text: "(something that this page cannot show)" }));
  return nodes;
}

function picture(message) {
  const photo = message.photo.at(-1);
  const address = `/play/file/${encodeURIComponent(photo.file_id)}`;
  const alt = message.caption ? `Picture: ${message.caption}` : "Picture without a description";
  const image = el("img", { src: address, alt, width: photo.width, height: photo.height });
  return el("a", { href: address, target: "_blank", rel: "noopener", class: "picture" }, image);
}

function file(document) {
  const address = `/play/file/${encodeURIComponent(document.file_id)}`;
  const name = document.file_name || "file";
  return el("a", { href: address, download: name, class: "file" },
    el("span", { class: "file-name", text: name }),
    el("span", { class: "file-size", text: `${sizeOf(document.file_size)} · download` }));
}

function footer(message) {
  const edited = message.edit_date ? "edited " : "";
  return el("p", { class: "time", text: `${edited}${timeOf(message.edit_date || message.date)}` });
}

function keyboard(message, actions) {
  const rows = message.reply_markup.inline_keyboard.map((row) =>
    el("div", { class: "row" }, ...row.map((button) => key(message, button, actions))));
  return el("div", { class: "keyboard", role: "group", "aria-label": "Buttons of this message" }, ...rows);
}

function key(message, button, actions) {
  // Words stay whole, unless one is longer than a row.
  const look = `key ${button.style || ""} ${ENDLESS.test(button.text) ? "endless" : ""}`;
  if (button.url) {
    const href = followable(button.url);
    const opened = (event) => actions.open(href, event);
    return el("a", { class: look, href, target: "_blank", rel: "noopener noreferrer", onclick: opened },
      button.text, el("span", { class: "mark", "aria-hidden": "true", text: " ↗" }));
  }
  const pressed = (event) => actions.press(message, button, event.currentTarget);
  return el("button", { class: look, type: "button", onclick: pressed, text: button.text });
}
