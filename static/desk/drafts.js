// Keeps what is typed as the person's own draft on the server. Shared by the form of one task and by the sheet.
// A save waits for a draft that is still on its way: one that arrived after it would come back as an old text.
const keepDrafts = (form, onKept = () => {}) => {
  const EVERY = 20000;
  const PATIENCE = 8000;
  const said = form.querySelector("[data-saved]");
  let dirty = false;
  let underWay = null;
  let waiting = false;

  const send = async () => {
    const stop = new AbortController();
    const late = window.setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, signal: stop.signal,
      });
      const isOurs = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      const kept = isOurs ? await answer.json() : {};
      if (isOurs && answer.ok) {
        said.textContent = `草稿已自动保存 ${kept.saved_at}`;
        onKept(kept);
      } else if (isOurs) said.textContent = kept.message;
      else if (!answer.redirected) {
        dirty = true;
        said.textContent = "没有保存成功，填的内容还在本页，稍后会再试。";
      } else {
        const way = document.createElement("a");
        way.href = form.dataset.next;
        way.textContent = "重新登录后继续";
        said.replaceChildren("登录已过期，填的内容已留作草稿。", way);
      }
    } catch (error) {
      dirty = true;
      said.textContent = "没有连上服务器，填的内容还在本页，稍后会再试。";
    }
    window.clearTimeout(late);
    underWay = null;
  };
  const save = () => {
    if (!dirty || underWay) return;
    dirty = false;
    underWay = send();
  };

  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("change", save);
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    if (!underWay || !form.requestSubmit) {
      dirty = false;
      return;
    }
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    await underWay;
    waiting = false;
    form.requestSubmit(event.submitter);
  });
  window.setInterval(save, EVERY);
  window.addEventListener("pagehide", () => {
    if (dirty) navigator.sendBeacon(form.dataset.autosave, new FormData(form));
  });
  return { save, touch: () => { dirty = true; } };
};
