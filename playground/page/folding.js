// Panels that fold away behind a button each where there is little room; elsewhere the button is gone, the panel shown.

// Where one phone is shown at a time. The style sheets say the same.
export const small = window.matchMedia("(max-width: 720px), (max-height: 500px)");

const all = [];

export function foldable(button, panel) {
  all.push({ button, panel });
  button.onclick = () => show(panel.hasAttribute("data-open") ? null : panel);
  const escape = (event) => {
    if (event.key !== "Escape" || !small.matches || !panel.hasAttribute("data-open")) return;
    show(null);
    button.focus();
  };
  for (const one of [button, panel]) one.addEventListener("keydown", escape);
}

// One at a time, so that the chat below keeps its room; null: none.
function show(wanted) {
  for (const { button, panel } of all) {
    panel.toggleAttribute("data-open", panel === wanted);
    button.setAttribute("aria-expanded", String(panel === wanted));
  }
}
