// Keeps what is typed as the person's own draft on the server. Shared by the form of one task and by the sheet.
// A save waits for a draft that is still on its way: one that arrived after it would come back as an old text.
// A page that has not seen the person's newest draft (another window kept one since) is refused: it says so and asks
// which counts. Until then the server holds both. `fields` may leave out what the page did not change.
export const keepDrafts = (form, onKept = () => {}, fields = () => true) => {
  const EVERY = 20000;
  const PATIENCE = 8000;
  const said = form.querySelector("[data-saved]");
  let dirty = false;
  let underWay = null;
  let waiting = false;
  let over = {};
  let asked = null;

  // A name for this page: what it kept itself is not newer than what it shows, even if an answer was lost.
  const hidden = (name, value) => {
    let field = form.querySelector(`input[type=hidden][name="${name}"]`);
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      form.append(field);
    }
    field.value = value;
  };
  hidden("tab", Array.from(crypto.getRandomValues(new Uint8Array(12)), (one) => one.toString(16).padStart(2, "0")).join(""));
  const posted = () => {
    const data = new FormData(form);
    Array.from(data.keys()).filter((name) => !fields(name)).forEach((name) => data.delete(name));
    return data;
  };
  const say = (...parts) => {
    asked = null;
    said.classList.remove("asks");
    said.textContent = "";
    said.append(...parts);
  };
  const ask = (refused) => {
    if (asked && asked.message === refused.message) {
      asked = refused; // The same question stays as it stands: somebody may be on its button.
      return;
    }
    const way = document.createElement("a");
    way.href = form.dataset.next;
    way.target = "_blank";
    way.textContent = "看那一份";
    const mine = document.createElement("button");
    mine.type = "button";
    mine.className = "btn";
    mine.textContent = "以本页为准";
    mine.addEventListener("click", async () => {
      over = asked.over;
      dirty = true;
      await underWay;
      save();
    });
    const words = document.createElement("b");
    words.textContent = refused.message;
    say(words, way, mine);
    said.classList.add("asks");
    asked = refused;
  };

  const send = async () => {
    const data = posted();
    Object.entries(over).forEach(([name, mark]) => data.set(name, mark));
    over = {};
    const stop = new AbortController();
    const late = window.setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: data, headers: { Accept: "application/json" }, signal: stop.signal,
      });
      const isOurs = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      const kept = isOurs ? await answer.json() : {};
      if (isOurs && answer.ok) {
        say(`草稿已自动保存 ${kept.saved_at}`);
        Object.entries(kept.marks).forEach(([name, mark]) => {
          hidden(name, mark);
          // The form that gives the draft up names the same draft.
          document.querySelectorAll(`input[type=hidden][name="${name}"]`).forEach((field) => { field.value = mark; });
        });
        onKept(kept);
      } else if (isOurs && kept.over) {
        ask(kept);
      } else if (isOurs) {
        if (answer.status === 503) dirty = true; // Too many at once: it says so, and this asks again later.
        say(kept.message);
      } else if (!answer.redirected) {
        dirty = true;
        say("没有保存成功，填的内容还在本页，稍后会再试。");
      } else {
        const way = document.createElement("a");
        way.href = form.dataset.next;
        way.textContent = "重新登录后继续";
        say("登录已过期，填的内容已留作草稿。", way);
      }
    } catch (error) {
      dirty = true;
      say("没有连上服务器，填的内容还在本页，稍后会再试。");
    }
    window.clearTimeout(late);
  };
  // Whatever went wrong on the way: the next save is not held up, nor is the form.
  const save = () => {
    if (!dirty || underWay) return;
    dirty = false;
    const over = () => { underWay = null; };
    underWay = send().then(over, () => { dirty = true; over(); });
  };

  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("change", save);
  // Which button sends the form: browsers before Chromium 81 do not say.
  let pressed = null;
  form.addEventListener("click", (event) => { pressed = event.target.closest("button, input[type=submit]"); });
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    const button = event.submitter || (pressed && pressed.form === form ? pressed : null);
    if (!underWay || !form.requestSubmit) {
      dirty = false;
      return;
    }
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    await underWay;
    waiting = false;
    if (button) form.requestSubmit(button);
    else form.requestSubmit();
  });
  window.setInterval(save, EVERY);
  window.addEventListener("pagehide", () => {
    if (dirty) navigator.sendBeacon(form.dataset.autosave, posted());
  });
  return { save, touch: () => { dirty = true; } };
};
