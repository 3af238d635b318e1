// The queue by keyboard: arrows move from row to row, Enter opens, Space ticks; one button ticks all that may be ticked.
import { ready } from "../public/ready.js";

ready(() => {
  const form = document.querySelector("form[data-queue]");
  if (!form) return;
  const links = Array.from(form.querySelectorAll("tbody th a"));
  const ticks = Array.from(form.querySelectorAll("input[type=checkbox]"));
  form.querySelectorAll("[hidden]").forEach((part) => { part.hidden = false; });
  form.addEventListener("keydown", (event) => {
    const row = event.target.closest("tbody tr");
    const here = row ? links.indexOf(row.querySelector("th a")) : -1;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && links[here + step]) {
      event.preventDefault();
      links[here + step].focus();
    }
    if (event.key === " " && event.target.tagName === "A" && row) {
      const tick = row.querySelector("input[type=checkbox]");
      event.preventDefault();
      if (tick) tick.checked = !tick.checked;
    }
  });
  const all = form.querySelector("[data-tick-all]");
  if (all) all.addEventListener("click", () => ticks.forEach((tick) => { tick.checked = true; }));
});
