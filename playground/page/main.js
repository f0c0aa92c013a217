// The page: loads the state, then follows what happens.

import { Clock } from "./clock.js";
import { foldable } from "./folding.js";
import { showMail } from "./mailbox.js";
import { Phone } from "./phone.js";
import { get, listen } from "./server.js";
import { Tabs } from "./tabs.js";

const phones = new Map();
const holder = document.getElementById("phones");
const status = document.getElementById("status");
let clock, tabs, bot, refreshTimer;

foldable(document.getElementById("clock-fold"), document.getElementById("steps"));
foldable(document.getElementById("mail-fold"), document.getElementById("mailbox"));

const heard = (phone) => tabs?.news(phone);

async function load() {
  const state = await get("state");
  bot = state.bot;
  document.getElementById("bot-name").textContent = `${bot.name} – playground`;
  phones.clear();
  holder.replaceChildren();
  clock = new Clock(state);
  state.people.forEach(add);
  tabs = new Tabs(phones);
  showMail(state.mail);
  status.textContent = "";
  listen(state.last, happened, lost);
}

function add(person) {
  const phone = new Phone(person, bot, heard);
  phones.set(person.id, phone);
  holder.append(phone.root);
  phone.toEnd();
}

// People and commands change seldom and in bunches: look again shortly after the last change.
function refreshSoon() {
  clearTimeout(refreshTimer);
  refreshTimer = setTimeout(refresh, 150);
}

async function refresh() {
  const state = await get("state");
  Object.assign(bot, state.bot);
  const added = state.people.filter((person) => !phones.has(person.id));
  state.people.forEach((person) => phones.get(person.id)?.update(person));
  added.forEach(add);
  if (added.length) tabs.refresh();
}

function happened({ kind, chat, data }) {
  const phone = phones.get(chat);
  switch (kind) {
    case "message":
    case "edited": phone?.show(data); break;
    case "deleted": phone?.remove(data.message_id); break;
    case "answered": phone?.answered(data); break;
    case "action": phone?.acting(data.action); break;
    case "clock": clock.set(data); break;
    case "mail": get("mail").then(showMail); break;
    case "person":
    case "commands":
    case "profile": refreshSoon(); break;
    default: break;
  }
}

function lost() {
  status.classList.remove("unseen");
  status.textContent = "The playground has stopped. Waiting for it to come back …";
  setTimeout(() => load().catch(lost), 1000);
}

load().catch(lost);
