// Several forms on one page: what was typed into one stays when another is sent, or the page is left.
// It is kept in this window alone, until that form is sent or its person signs out. Words about an objection are kept
// nowhere in a browser: there the page asks once before they are left.
import { ready } from "../public/ready.js";

const KEY = "typed-beside ";
const TYPED = /^(text|search|tel|email|url|number|date|textarea)$/;
const NO_NAMES = ["csrfmiddlewaretoken", "writer", "seen", "version"];

// Whose form it is: the part of its note that is the same on every page.
const personOf = (form) => {
  const note = form.querySelector("input[name=writer]");
  return note ? note.value.split(":")[0] : "";
};
const texts = (form) => Array.from(form.elements).filter((one) => one.name && TYPED.test(one.type));
const isTyped = (field) => field.value !== field.defaultValue;
const keyOf = (form) => {
  const which = Array.from(form.elements)
    .filter((one) => one.type === "hidden" && !NO_NAMES.includes(one.name))
    .map((one) => `${one.name}=${one.value}`);
  return [KEY + personOf(form), form.getAttribute("action") || window.location.pathname, ...which].join(" ");
};

const forget = (isGone) => Object.keys(sessionStorage)
  .filter((key) => key.startsWith(KEY) && isGone(key))
  .forEach((key) => sessionStorage.removeItem(key));

const keep = (form) => {
  const typed = texts(form).filter(isTyped).map((one) => [one.name, one.value, one.defaultValue]);
  if (typed.length) sessionStorage.setItem(keyOf(form), JSON.stringify(typed));
  else sessionStorage.removeItem(keyOf(form));
};

const giveBack = (form) => {
  const kept = JSON.parse(sessionStorage.getItem(keyOf(form)) || "[]");
  const back = kept.filter(([name, text, stood]) => {
    const field = texts(form).find((one) => one.name === name);
    // What the page itself gives back, or somebody else wrote meanwhile, is not overwritten.
    if (!field || isTyped(field) || field.defaultValue !== stood) return false;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    return true;
  });
  if (!back.length) return;
  const said = document.createElement("p");
  said.className = "busy";
  said.setAttribute("role", "status");
  said.textContent = "您先前在这里写的还在，还没有保存。";
  form.appendChild(said);
};

const askOnce = (written) => document.addEventListener("submit", (event) => {
  const form = event.target;
  const left = written.filter((one) => one !== form && texts(one).some(isTyped));
  if (!left.length || form.dataset.asked) return;
  event.preventDefault();
  event.stopPropagation();
  form.dataset.asked = "yes";
  const said = document.createElement("p");
  said.className = "busy";
  said.setAttribute("role", "alert");
  said.textContent = "这一页另一处写的还没有保存，还在那里。先去保存那一处；不要了，就再按一次。";
  form.appendChild(said);
}, true);

const begin = () => {
  const posting = Array.from(document.querySelectorAll("main form[method=post]"));
  // A form that keeps itself as a draft on the server is not kept here as well.
  const written = posting.filter((form) => texts(form).length && !form.querySelector("[data-saved]"));
  const persons = posting.map(personOf);
  if (persons.length) forget((key) => !persons.includes(key.slice(KEY.length).split(" ")[0]));
  const leaving = document.querySelector('form[action$="/sign-out/"]');
  if (leaving) leaving.addEventListener("submit", () => forget(() => true));
  // Codes are not kept, nor what else stands on the pages of one's own account.
  if (posting.length < 2 || window.location.pathname.startsWith("/accounts/")) return;
  if (window.location.pathname.startsWith("/desk/objections/")) {
    askOnce(written);
    return;
  }
  written.forEach(giveBack);
  let sent = null;
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) sent = event.target;
    written.filter((form) => form !== sent).forEach(keep);
    if (written.includes(sent)) sessionStorage.removeItem(keyOf(sent));
    if (sent === leaving) forget(() => true);
  });
  window.addEventListener("pagehide", () => {
    if (sent !== leaving || !sent) written.filter((form) => form !== sent).forEach(keep);
  });
  window.addEventListener("pageshow", () => { sent = null; });
};

ready(() => {
  if (window !== window.top) return; // The preview of a page inside another is nobody's to write in.
  try { begin(); } catch { /* A window without storage: the forms are plain ones. */ }
});
