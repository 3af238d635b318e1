// Work on its way: its part of the page is asked for anew every two seconds; when it is over, the page it leads to opens.
import { ready } from "../public/ready.js";

const EVERY = 2000;

function look(part) {
  // Where it leads on to what came of it, that is opened as a page: its message is for the person, not for this script.
  fetch(window.location.href, { credentials: "same-origin", redirect: "manual" })
    .then((answer) => {
      if (answer.type === "opaqueredirect") return "";
      return answer.ok ? answer.text() : null;
    })
    .then((text) => {
      if (text === "") {
        window.location.reload();
        return;
      }
      const fresh = text && new DOMParser().parseFromString(text, "text/html").querySelector(".work");
      if (fresh) part.replaceWith(fresh);
      const next = fresh || part;
      if ("work" in next.dataset) setTimeout(() => look(next), EVERY);
    })
    .catch(() => setTimeout(() => look(part), EVERY * 2));
}

ready(() => {
  const part = document.querySelector(".work[data-work]");
  if (part) setTimeout(() => look(part), EVERY);
});
