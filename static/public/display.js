// 关怀版 and type size: set on the root, remembered in this browser only. Runs before anything else.
import { ready } from "./ready.js";

const root = document.documentElement;
const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private window */ } };
const recall = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const apply = (name, value) => (value ? root.setAttribute(name, value) : root.removeAttribute(name));
const press = () => document.querySelectorAll("[data-set]").forEach((button) => {
  const [name, value] = button.dataset.set.split("=");
  if (button.hasAttribute("aria-pressed")) {
    button.setAttribute("aria-pressed", String((root.getAttribute(name) || "") === value));
  }
});

root.setAttribute("data-js", "");
for (const name of ["data-mode", "data-size"]) apply(name, recall(name));
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-set]");
  if (!button) return;
  const [name, value] = button.dataset.set.split("=");
  apply(name, value);
  remember(name, value);
  press();
  // The button of 关怀版 gives way to the one that leaves it, and the other way round: the focus goes along.
  if (!button.getClientRects().length) {
    const other = [...document.querySelectorAll(`[data-set^="${name}"]`)].find((found) => found.getClientRects().length);
    if (other) other.focus();
  }
});
ready(press);
