// In 关怀版 a section that not everybody needs is its title and a button; outside it nothing is folded.
import { ready } from "./ready.js";

const open = (section, is) => {
  section.classList.toggle("is-open", is);
  const button = section.querySelector(".fold");
  button.setAttribute("aria-expanded", String(is));
  button.firstChild.data = is ? "收起" : "展开";
};
// What an address names is shown: a link into a folded section or list opens it.
const arrive = () => {
  const named = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!named) return;
  const section = named.closest("[data-fold]");
  const list = named.closest("details");
  if (section) open(section, true);
  if (list) list.open = true;
  if (section || list) named.scrollIntoView();
};

ready(() => {
  document.querySelectorAll("[data-fold]").forEach((section) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn fold";
    button.textContent = "展开";
    button.setAttribute("aria-describedby", section.querySelector("h2").id);
    section.firstElementChild.append(button);
    open(section, false);
    button.addEventListener("click", () => open(section, !section.classList.contains("is-open")));
  });
  arrive();
  addEventListener("hashchange", arrive);
});
