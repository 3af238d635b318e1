// After a refused form the reader starts at the list of what is missing.
import { ready } from "./ready.js";

ready(() => {
  const summary = document.querySelector("[data-summary]");
  if (summary) summary.focus();
});
