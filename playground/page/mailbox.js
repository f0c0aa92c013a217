// The mailbox: every e-mail that would have been sent, newest first.

import { el, momentOf } from "./elements.js";

export function showMail(letters) {
  document.getElementById("mailbox").hidden = !letters.length;
  document.getElementById("letters").replaceChildren(...[...letters].reverse().map(letter));
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
