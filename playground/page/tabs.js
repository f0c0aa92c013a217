// Tabs for small screens, where one phone is shown at a time.

import { el } from "./elements.js";
import { small } from "./folding.js";

export class Tabs {
  constructor(phones) {
    this.phones = phones;
    this.list = document.getElementById("tabs");
    this.chosen = null;
    this.list.onkeydown = (event) => this.arrow(event);
    small.onchange = () => this.arrange();
    this.refresh();
  }

  refresh() {
    const ids = [...this.phones.keys()];
    this.tabs = new Map(ids.map((id) => [id, this.tab(this.phones.get(id))]));
    this.list.replaceChildren(...this.tabs.values());
    if (!this.phones.has(this.chosen)) this.chosen = ids[0] ?? null;
    this.arrange();
  }

  tab(phone) {
    return el("button", { type: "button", role: "tab", id: `tab-${phone.id}`, "aria-controls": `phone-${phone.id}`,
      text: phone.person.name, onclick: () => this.choose(phone.id) });
  }

  choose(id) {
    this.chosen = id;
    this.tabs.get(id).classList.remove("news");
    this.arrange();
    this.phones.get(id).toEnd();
  }

  arrange() {
    for (const [id, phone] of this.phones) {
      const chosen = id === this.chosen;
      phone.root.hidden = small.matches && !chosen;
      if (small.matches) phone.root.setAttribute("role", "tabpanel");
      else phone.root.removeAttribute("role");
      this.tabs.get(id).setAttribute("aria-selected", String(chosen));
      this.tabs.get(id).tabIndex = chosen ? 0 : -1;
    }
  }

  // Something came for a phone that is not shown.
  news(phone) {
    if (phone.root.hidden) this.tabs.get(phone.id)?.classList.add("news");
  }

  arrow(event) {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!move) return;
    const ids = [...this.phones.keys()];
    const next = ids[(ids.indexOf(this.chosen) + move + ids.length) % ids.length];
    this.choose(next);
    this.tabs.get(next).focus();
  }
}
