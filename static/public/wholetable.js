// ?view=table shows the whole table on a phone instead of cards.
import { ready } from "./ready.js";

ready(() => {
  if (new URLSearchParams(location.search).get("view") !== "table") return;
  document.querySelectorAll(".ledger").forEach((table) => {
    table.classList.remove("cards");
    table.parentElement.classList.add("scroll--whole");
  });
  document.querySelectorAll("[data-view]").forEach((link) => {
    link.textContent = "一件一张卡片";
    link.href = `${location.pathname}#t`;
  });
});
