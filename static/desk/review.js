// From one report to the next without the mouse: J and K, or the arrows left and right, outside of any field.
import { ready } from "../public/ready.js";

ready(() => {
  const ways = { next: document.querySelector("a[rel=next]"), prev: document.querySelector("a[rel=prev]") };
  if (!ways.next && !ways.prev) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const way = { j: ways.next, ArrowRight: ways.next, k: ways.prev, ArrowLeft: ways.prev }[event.key];
    if (way) way.click();
  });
});
