// The preview follows what is typed: the same button a person may press, pressed for them. The checklist goes with it.
// Without this module the button does the work.
const form = document.querySelector("form[data-preview]");
const button = form && form.querySelector("[data-preview-now]");

let asked = 0;
async function checkAnew() {
  const place = form.querySelector("[data-checks]");
  const mine = ++asked;
  const answer = await fetch(place.dataset.checks, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected || mine !== asked) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-checks]");
  if (fresh) place.replaceWith(fresh);
}

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
  button.addEventListener("click", checkAnew);
}
