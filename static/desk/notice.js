// The preview follows what is typed: the same button a person may press, pressed for them.
// Without this module the button does the work.
const form = document.querySelector("form[data-preview]");
const button = form && form.querySelector("[data-preview-now]");
if (button) {
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const where = document.activeElement;
      button.click();
      if (where) where.focus();
    }, 900);
  });
}
