// The print button shows only where the browser can print (WeChat cannot).
import { ready } from "./ready.js";

ready(() => document.querySelectorAll("[data-print]").forEach((button) => {
  if (!window.print || /MicroMessenger/i.test(navigator.userAgent)) return;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}));
