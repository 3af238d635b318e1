// The form of a decision: what a typed figure comes to is said beside it.
import { ready } from "../public/ready.js";
import { echoes } from "./echo.js";

ready(() => {
  const form = document.querySelector("form[data-change]");
  if (form) echoes(form);
});
