// The form of one task: the draft saves itself, the last round's text is one tap away, nothing typed is lost.
import { ready } from "../public/ready.js";
import { fromHtml, takesOneCell } from "./block.js";
import { keepDrafts } from "./drafts.js";
import { echoes } from "./echo.js";

ready(() => {
  const form = document.querySelector("form[data-report]");
  if (!form) return;
  // Numbers of the narrative, offered beside the fields they belong to; one tap takes one.
  const offer = (found) => {
    form.querySelectorAll("[data-offer]").forEach((place) => {
      const value = found[place.dataset.offer];
      const field = document.getElementById(`id_${place.dataset.offer}`);
      place.hidden = !value || value === field.value.trim();
      if (value) place.querySelector("b").textContent = value;
    });
  };
  echoes(form);
  const { save, touch } = keepDrafts(form, (kept) => offer(kept.offers));
  form.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    takesOneCell(event, html ? fromHtml(html) : null);
  });
  form.addEventListener("input", (event) => {
    const mark = event.target.id && document.getElementById(`${event.target.id}_last`);
    if (mark) mark.hidden = true;
  });

  // The cause is asked only where there is nothing to report.
  const cause = form.querySelector("[data-shows-for]");
  const kinds = form.querySelectorAll("input[name=kind]");
  const show = () => { cause.hidden = !form.querySelector(`input[name=kind][value=${cause.dataset.showsFor}]`).checked; };
  kinds.forEach((kind) => kind.addEventListener("change", show));
  show();

  form.querySelectorAll("[data-offer] button").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const field = document.getElementById(`id_${button.value}`);
      field.value = button.querySelector("b").textContent;
      button.parentElement.hidden = true;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
      save();
    });
  });

  // The last round's text as a start, without leaving the page.
  form.querySelectorAll("button[data-fill]").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const into = document.getElementById(button.dataset.into);
      const text = document.getElementById(button.dataset.fill).innerText.trim();
      into.value = into.value.trim() ? `${into.value.trim()}\n${text}` : text;
      into.focus();
      touch();
      save();
    });
  });
});
