// The form of one task: the draft saves itself, the last round's text is one tap away, nothing typed is lost.
ready(() => {
  const form = document.querySelector("form[data-report]");
  if (!form) return;
  const EVERY = 20000;
  const said = form.querySelector("[data-saved]");
  let dirty = false;
  let saving = false;

  const tell = (text, link) => {
    said.textContent = text;
    if (link) {
      const way = document.createElement("a");
      way.href = form.dataset.next;
      way.textContent = link;
      said.append(" ", way);
    }
  };
  // Numbers of the narrative, offered beside the fields they belong to; one tap takes one.
  const offer = (found) => {
    form.querySelectorAll("[data-offer]").forEach((place) => {
      const value = found[place.dataset.offer];
      const field = document.getElementById(`id_${place.dataset.offer}`);
      place.hidden = !value || value === field.value.trim();
      if (value) place.querySelector("b").textContent = value;
    });
  };
  const save = async () => {
    if (!dirty || saving) return;
    dirty = false;
    saving = true;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      const isOurs = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      if (isOurs && answer.ok) {
        const kept = await answer.json();
        tell(`草稿已自动保存 ${kept.saved_at}`);
        offer(kept.offers);
      } else if (isOurs) tell((await answer.json()).message);
      else tell("登录已过期，填的内容已留作草稿。", "重新登录后继续");
    } catch (error) {
      dirty = true;
      tell("没有连上服务器，填的内容还在本页，稍后会再试。");
    }
    saving = false;
  };
  form.addEventListener("input", (event) => {
    dirty = true;
    const mark = event.target.id && document.getElementById(`${event.target.id}_last`);
    if (mark) mark.hidden = true;
  });
  form.addEventListener("change", save);
  form.addEventListener("submit", () => { dirty = false; });
  window.setInterval(save, EVERY);
  window.addEventListener("pagehide", () => {
    if (dirty) navigator.sendBeacon(form.dataset.autosave, new FormData(form));
  });

  // The cause is asked only where there is nothing to report.
  const cause = form.querySelector("[data-shows-for]");
  const kinds = form.querySelectorAll("input[name=kind]");
  const show = () => { cause.hidden = !form.querySelector(`input[name=kind][value=${cause.dataset.showsFor}]`).checked; };
  kinds.forEach((kind) => kind.addEventListener("change", show));
  show();

  form.querySelectorAll("[data-offer] button").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const field = document.getElementById(`id_${button.value}`);
      field.value = button.querySelector("b").textContent;
      button.parentElement.hidden = true;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
      save();
    });
  });

  // The last round's text as a start, without leaving the page.
  form.querySelectorAll("button[data-fill]").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const into = document.getElementById(button.dataset.into);
      const text = document.getElementById(button.dataset.fill).innerText.trim();
      into.value = into.value.trim() ? `${into.value.trim()}\n${text}` : text;
      into.focus();
      dirty = true;
      save();
    });
  });
});
