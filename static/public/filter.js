// Filter the plan by words, category, topic and unit over the whole page; what is chosen stands in the address.
import { ready } from "./ready.js";

ready(() => {
  const form = document.querySelector("[data-filter]");
  if (!form) return;
  const table = document.getElementById(form.dataset.filter);
  const rows = Array.from(table.querySelectorAll("tr[data-units]"), (row) => (
    { row, words: row.textContent.toLowerCase(), units: row.dataset.units.split("|"), topics: row.dataset.topics.split("|"), category: row.dataset.category }
  ));
  const count = document.querySelector("[data-count]");
  const none = document.querySelector("[data-none]");
  const fields = Array.from(form.elements).filter((field) => field.name);
  const given = new URLSearchParams(location.search);
  fields.forEach((field) => { if (given.get(field.name)) field.value = given.get(field.name); });

  const narrow = () => {
    const [q, category, topic, unit] = ["q", "category", "topic", "unit"].map((name) => form.elements[name].value.trim());
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    rows.forEach((item) => {
      const fits = words.every((word) => item.words.includes(word))
        && (!category || item.category === category) && (!topic || item.topics.includes(topic)) && (!unit || item.units.includes(unit));
      item.row.hidden = !fits;
      left += fits ? 1 : 0;
    });
    table.querySelectorAll("tbody").forEach((body) => { body.hidden = !body.querySelector("tr[data-units]:not([hidden])"); });
    count.textContent = String(left);
    none.hidden = left > 0;
    table.parentElement.hidden = left === 0;
    const query = new URLSearchParams();
    fields.forEach((field) => { if (field.value.trim()) query.set(field.name, field.value.trim()); });
    const tail = query.toString();
    history.replaceState(null, "", location.pathname + (tail ? `?${tail}` : "") + location.hash);
  };
  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => { event.preventDefault(); narrow(); });
  document.querySelector("[data-clear]").addEventListener("click", () => { form.reset(); fields.forEach((field) => { field.value = ""; }); narrow(); form.elements.q.focus(); });
  if (fields.some((field) => field.value)) narrow();
});
