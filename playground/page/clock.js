// The bar with the simulated time and the buttons that move it.

import { el, momentOf } from "./elements.js";
import { post } from "./server.js";

const STEPS = [
  ["Step to next", { step: true }, "Moves the clock to the next thing that is due"],
  ["+10 min", { advance_seconds: 600 }, "Ten minutes later"],
  ["+1 hour", { advance_seconds: 3600 }, "One hour later"],
  ["+1 day", { advance_seconds: 86400 }, "One day later"],
  ["Next Monday 08:00", { next_monday: true }, "The next Monday, eight in the morning"],
];

export class Clock {
  constructor(state) {
    this.shown = document.getElementById("now");
    this.status = document.getElementById("status");
    const buttons = STEPS.map(([label, fields, title]) =>
      el("button", { type: "button", title, text: label, onclick: (event) => this.move(fields, event.currentTarget) }));
    buttons[0].disabled = !state.can_step;
    document.getElementById("steps").replaceChildren(...buttons);
    this.set(state.clock);
    clearInterval(Clock.timer);
    Clock.timer = setInterval(() => this.tick(), 1000);
  }

  set({ now }) {
    this.ahead = new Date(now).getTime() - Date.now();
    this.tick();
  }

  tick() {
    const now = new Date(Date.now() + this.ahead);
    this.shown.textContent = momentOf(now);
    this.shown.dateTime = now.toISOString();
  }

  async move(fields, button) {
    button.setAttribute("aria-busy", "true");
    this.status.classList.remove("unseen");
    try {
      this.set(await post("clock", fields));
      this.status.classList.add("unseen");
      this.status.textContent = `It is now ${this.shown.textContent}.`;
    } catch (error) {
      this.status.textContent = error.message;
    } finally {
      button.removeAttribute("aria-busy");
    }
  }
}
