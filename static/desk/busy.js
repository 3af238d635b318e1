// A form whose work takes seconds: it says so, and a second press while the first is on its way sends nothing.
import { ready } from "../public/ready.js";

ready(() => document.querySelectorAll("form[data-busy]").forEach((form) => {
  const said = document.createElement("p");
  said.className = "busy";
  said.setAttribute("role", "status");
  // A form whose fields stand all over its page says it where its last button is.
  (document.getElementById(`${form.id}-busy`) || form).appendChild(said);
  form.addEventListener("submit", (event) => {
    if (form.dataset.busy === "sent") {
      event.preventDefault();
      return;
    }
    form.dataset.words = form.dataset.busy;
    form.dataset.busy = "sent";
    said.textContent = form.dataset.words;
  });
  // Back to the page: it may be sent again.
  window.addEventListener("pageshow", () => {
    if (form.dataset.words) form.dataset.busy = form.dataset.words;
    said.textContent = "";
  });
}));
