// A form that is sent once: a second press while the first is on its way would take its answer, and the code with it, away.
import { ready } from "./ready.js";

ready(() => document.querySelectorAll("form[data-once]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.once === "sent") event.preventDefault();
    form.dataset.once = "sent";
  });
  // Back to the page: it may be sent again.
  window.addEventListener("pageshow", () => { form.dataset.once = ""; });
}));
