// 关怀版 and type size: set on the root, remembered in this browser only. Runs before anything else.
import { ready } from "./ready.js";

const root = document.documentElement;
const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private window */ } };
const recall = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const apply = (name, value) => (value ? root.setAttribute(name, value) : root.removeAttribute(name));
const press = () => document.querySelectorAll("[data-set]").forEach((button) => {
  const [name, value] = button.dataset.set.split("=");
  button.setAttribute("aria-pressed", String((root.getAttribute(name) || "") === value));
});

root.setAttribute("data-js", "");
for (const name of ["data-mode", "data-size"]) apply(name, recall(name));
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-set]");
  if (!button) return;
  const [name, value] = button.dataset.set.split("=");
  const next = name === "data-mode" && root.getAttribute(name) === value ? "" : value;
  apply(name, next);
  remember(name, next);
  press();
});
ready(press);
