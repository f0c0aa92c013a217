// The mailbox: every e-mail that would have been sent, newest first.

import { el, momentOf } from "./elements.js";
import { small } from "./folding.js";

export function showMail(letters) {
  const button = document.getElementById("mail-fold");
  const label = `Mail (${letters.length})`;
  const more = button.textContent !== label && letters.length;
  document.getElementById("mailbox").hidden = button.hidden = !letters.length;
  button.textContent = label;
  if (more && small.matches) tell(`Mail: ${letters.length} in the mailbox.`);
  document.getElementById("letters").replaceChildren(...[...letters].reverse().map(letter));
}

// A folded mailbox is silent to a screen reader.
function tell(text) {
  const status = document.getElementById("status");
  status.classList.add("unseen");
  status.textContent = text;
}

function letter(mail) {
  const at = mail.at ? `${momentOf(new Date(mail.at))} · ` : "";
  return el("details", { class: "letter" },
    el("summary", {}, el("strong", { text: mail.subject }), el("span", { text: `${at}to ${mail.to}` })),
    el("pre", { text: mail.text }),
    ...(mail.has_page ? [page(mail, "As a mail program shows it", ""), page(mail, "With pictures off", "?pictures=off")] : []),
    ...mail.attachments.map((name, at) =>
      el("a", { class: "file", download: name, href: `/play/mail/${mail.number}/${at}` },
        el("span", { class: "file-name", text: name }), el("span", { class: "file-size", text: "download" }))));
}

function page(mail, text, query) {
  return el("a", { class: "page", href: `/play/mail/${mail.number}/page${query}`, target: "_blank", rel: "noopener", text });
}
