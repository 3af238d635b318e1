// A table that goes sideways in its box says so above it, at whatever width and size of type that happens.
import { ready } from "../public/ready.js";

ready(() => {
  const boxes = [...document.querySelectorAll(".scroll")];
  if (!boxes.length) return;
  const say = () => boxes.forEach((box) => {
    const goes = getComputedStyle(box).overflowX !== "visible" && box.scrollWidth > box.clientWidth + 1;
    box.classList.toggle("scroll--wide", goes);
  });
  say();
  window.addEventListener("load", say);
  window.addEventListener("resize", say);
  // What was folded away had no width; the size of type is set on the root.
  document.addEventListener("toggle", say, true);
  new MutationObserver(say).observe(document.documentElement, { attributes: true, attributeFilter: ["data-mode", "data-size"] });
});
