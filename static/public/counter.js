// How many signs are left in a long answer. Nothing is cut off: whoever writes too much is told by the server which.
import { ready } from "./ready.js";

ready(() => document.querySelectorAll("textarea[data-most]").forEach((area) => {
  const most = Number(area.dataset.most);
  const line = document.createElement("p");
  line.className = "counter";
  area.after(line);
  const say = () => {
    const left = most - Array.from(area.value).length;
    line.textContent = left >= 0 ? `还可写 ${left} 字` : `超出 ${-left} 字，请删短一些`;
  };
  area.addEventListener("input", say);
  say();
}));
