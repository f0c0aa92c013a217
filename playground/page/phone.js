// One person's phone: the chat, the typing box, the command menu and what pops up.

import { bubble } from "./bubbles.js";
import { dayOf, el } from "./elements.js";
import { asFields, post } from "./server.js";

const START = /^https:\/\/t\.me\/(\w+)\/?\?start=([\w-]+)$/i;

export class Phone {
  constructor(person, bot, heard) {
    this.id = person.id;
    this.bot = bot;
    this.heard = heard;
    this.waiting = new Map();
    this.build(person);
    this.update(person);
    for (const message of person.messages) this.show(message, true);
    this.toEnd();
  }

  build(person) {
    const id = `phone-${person.id}`;
    this.role = el("p", { class: "role" });
    this.log = el("div", { class: "log", role: "log", "aria-live": "polite", tabindex: "0",
      "aria-label": `Chat of ${person.name} with the bot` });
    this.welcome = el("div", { class: "welcome" });
    this.busy = el("p", { class: "busy", "aria-hidden": "true" });
    this.toast = el("p", { class: "toast", role: "status", hidden: true });
    this.keys = el("div", { class: "reply-keys", role: "group", "aria-label": "Suggested answers", hidden: true });
    this.menu = el("ul", { class: "menu", id: `${id}-menu`, hidden: true });
    this.root = el("section", { class: "phone", id, "aria-labelledby": `${id}-name` },
      this.head(person, id), this.log, this.welcome, this.busy, this.toast, this.keys, this.menu, this.foot(id, person));
    // The chat stays at its end when the space for it, or what is in it, changes.
    this.log.addEventListener("scroll", () => this.scrolled());
    this.resizing = new ResizeObserver(() => this.atEnd && this.toEnd());
    this.resizing.observe(this.log);
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.toggleMenu(false));
  }

  head(person, id) {
    this.blockButton = el("button", { type: "button", class: "quiet", onclick: () => this.block() });
    return el("header", { class: "head" },
      el("span", { class: "face", "aria-hidden": "true", text: [...person.name][0] }),
      el("div", { class: "who" }, el("h2", { id: `${id}-name`, text: person.name }), this.role),
      this.blockButton);
  }

  foot(id, person) {
    this.menuButton = el("button", { type: "button", class: "menu-button", text: "Menu", "aria-expanded": "false",
      "aria-controls": `${id}-menu`, onclick: () => this.toggleMenu() });
    this.box = el("textarea", { rows: "1", maxlength: "4096", "aria-label": `Message from ${person.name}`,
      placeholder: "Message", onkeydown: (event) => this.typed(event) });
    const send = el("button", { type: "submit", class: "send", text: "Send" });
    const submit = (event) => {
      event.preventDefault();
      this.submit();
    };
    this.form = el("form", { class: "foot", onsubmit: submit }, this.menuButton, this.attach(person), this.box, send);
    return this.form;
  }

  // A button over a file chooser, which is only hidden from sight: it is reached and worked by keyboard as it is.
  attach(person) {
    const chosen = async ({ target }) => {
      const [file] = target.files;
      if (file) await this.attempt(async () => post(`people/${this.id}/document`, await asFields(file)));
      target.value = "";
    };
    return el("label", { class: "attach" }, el("span", { "aria-hidden": "true", text: "File" }),
      el("input", { type: "file", "aria-label": `Send a file from ${person.name}`, onchange: chosen }));
  }

  // What may have changed about the person: role, blocked, started, commands.
  update(person) {
    this.person = person;
    this.role.textContent = person.role;
    this.blockButton.textContent = person.blocked ? "Unblock" : "Block";
    this.blockButton.setAttribute("aria-label",
      person.blocked ? `${person.name}: unblock the bot` : `${person.name}: block the bot`);
    this.form.toggleAttribute("inert", person.blocked || person.deleted);
    this.root.classList.toggle("blocked", person.blocked || person.deleted);
    this.menu.replaceChildren(...person.commands.map((command) => this.menuItem(command)));
    this.menuButton.hidden = !person.commands.length;
    this.greet();
  }

  menuItem({ command, description }) {
    const choose = () => {
      this.toggleMenu(false);
      this.send(`/${command}`);
    };
    return el("li", {}, el("button", { type: "button", onclick: choose },
      el("strong", { text: `/${command}` }), el("span", { text: description })));
  }

  greet() {
    const nothing = this.person.started || this.person.deleted;
    this.welcome.hidden = nothing;
    if (nothing) return this.welcome.replaceChildren();
    const link = this.person.first_link;
    const words = link ? "An invitation has come by e-mail." : "This person has no invitation.";
    const open = () => this.send(link ? `/start ${link}` : "/start");
    this.welcome.replaceChildren(
      el("p", { text: this.bot.description || words }),
      el("button", { type: "button", class: "big", onclick: open, text: link ? "Open your invitation" : "Start" }));
  }

  show(message, quietly = false) {
    const actions = {
      send: (text) => this.send(text),
      press: (from, button, element) => this.press(from, button, element),
      open: (address, event) => this.open(address, event),
    };
    const made = bubble(message, actions);
    this.resizing.observe(made);
    const old = this.log.querySelector(`[data-id="${message.message_id}"]`);
    if (old) return this.replace(old, made, message);
    this.separate(message.date);
    this.log.append(made);
    this.busy.textContent = "";
    if (message.keyboard) this.suggest(message.keyboard);
    if (message.from.is_bot && !quietly) this.heard(this);
    if (!quietly) this.toEnd();
  }

  replace(old, made, message) {
    this.resizing.unobserve(old);
    const focused = old.contains(document.activeElement);
    old.replaceWith(made);
    if (message.from.is_bot) this.heard(this);
    if (this.atEnd) this.toEnd();
    if (focused) made.querySelector(".key")?.focus({ preventScroll: true });
  }

  remove(messageId) {
    this.log.querySelector(`[data-id="${messageId}"]`)?.remove();
  }

  separate(seconds) {
    const day = dayOf(seconds);
    if (day === this.day) return;
    this.day = day;
    this.log.append(el("p", { class: "day", text: day }));
  }

  // A keyboard instead of the person's own, its removal, or a question to be answered.
  suggest(keyboard) {
    const rows = (keyboard.keyboard || []).map((row) => el("div", { class: "row" }, ...row.map((key) =>
      el("button", { type: "button", class: "key", text: key.text, onclick: () => this.suggested(keyboard, key) }))));
    this.keys.replaceChildren(...rows);
    this.keys.hidden = !rows.length;
    this.box.placeholder = keyboard.input_field_placeholder || "Message";
  }

  suggested(keyboard, key) {
    this.send(key.text);
    if (keyboard.one_time_keyboard) this.keys.hidden = true;
  }

  typed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    }
  }

  submit() {
    const text = this.box.value.trim();
    if (!text) return;
    this.box.value = "";
    this.send(text);
  }

  async send(text) {
    await this.attempt(() => post(`people/${this.id}/send`, { text }));
  }

  async press(message, button, element) {
    if (button.copy_text) return this.copy(button.copy_text.text);
    if (!button.callback_data) return this.say("This page cannot do what this button does.");
    element.setAttribute("aria-busy", "true");
    const fields = { message_id: message.message_id, data: button.callback_data };
    const pressed = await this.attempt(() => post(`people/${this.id}/press`, fields));
    if (!pressed || pressed.answered) element.removeAttribute("aria-busy");
    else this.waiting.set(pressed.query_id, element);
  }

  answered(data) {
    this.waiting.get(data.query_id)?.removeAttribute("aria-busy");
    this.waiting.delete(data.query_id);
    if (data.url) this.open(data.url);
    if (data.text && data.show_alert) this.alert(data.text);
    else if (data.text) this.say(data.text);
  }

  // A link to the bot itself starts it in this phone; all others open in a new tab.
  open(address, event) {
    const [, name, payload] = START.exec(address) || [];
    if (!name || name.toLowerCase() !== this.bot.username.toLowerCase()) return;
    event?.preventDefault();
    this.send(`/start ${payload}`);
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text);
    this.say("Copied.");
  }

  async block() {
    const path = this.person.blocked ? "unblock" : "block";
    await this.attempt(() => post(`people/${this.id}/${path}`, {}));
  }

  async attempt(doing) {
    try {
      return await doing();
    } catch (error) {
      this.say(error.message);
      return null;
    }
  }

  acting(action) {
    this.busy.textContent = action === "typing" ? "typing …" : "sending a file …";
    clearTimeout(this.busyTimer);
    this.busyTimer = setTimeout(() => (this.busy.textContent = ""), 5000);
  }

  say(text) {
    this.toast.textContent = text;
    this.toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => (this.toast.hidden = true), 4000 + 40 * text.length);
  }

  alert(text) {
    const close = el("button", { class: "big", text: "OK", autofocus: true, onclick: () => dialog.close() });
    const dialog = el("dialog", { class: "alert", "aria-label": "Message" }, el("p", { text }), close);
    dialog.addEventListener("close", () => dialog.remove());
    this.root.append(dialog);
    dialog.showModal();
  }

  toggleMenu(open = this.menu.hidden) {
    if (this.menu.hidden === !open) return;
    this.menu.hidden = !open;
    this.menuButton.setAttribute("aria-expanded", String(open));
    (open ? this.menu.querySelector("button") : this.menuButton)?.focus();
  }

  // Only a scroll upwards leaves the end: more to scroll below, for now, does not.
  scrolled() {
    if (this.isAtEnd()) this.atEnd = true;
    else if (this.log.scrollTop < this.before) this.atEnd = false;
    this.before = this.log.scrollTop;
  }

  isAtEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 24;
  }

  toEnd() {
    this.atEnd = true;
    this.log.scrollTop = this.log.scrollHeight;
  }
}
