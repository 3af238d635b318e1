// The sheet by keyboard and clipboard: Enter and arrows move, a block from Excel or WPS is shown before it is taken,
// the last paste can be undone, changed lines save themselves as drafts.
import { ready } from "../public/ready.js";
import { fromHtml, fromTabs, isOfficial, takesOneCell } from "./block.js";
import { keepDrafts } from "./drafts.js";
import { echo, echoes } from "./echo.js";

ready(() => {
  const form = document.querySelector("form[data-sheet]");
  if (!form) return;
  const said = form.querySelector("[data-saved]");
  // Changed lines keep themselves as drafts; only saving the sheet changes the reports.
  // A line nobody touched here may have a newer draft by now, from the form: it is not sent again.
  const touched = new Set();
  const lineOf = (name) => name.split("-")[0];
  form.addEventListener("input", (event) => { touched.add(lineOf(event.target.name)); });
  echoes(form);
  const drafts = keepDrafts(form, () => {}, (name) => !/^\d+-/.test(name) || touched.has(lineOf(name)));
  const dialog = document.querySelector("dialog[data-paste]");
  const undoButton = form.querySelector("[data-undo]");
  form.querySelectorAll(".js-keys").forEach((part) => { part.hidden = false; });

  // The grid as rows of cells; a cell without a field is null.
  const grid = Array.from(form.querySelectorAll("tbody tr"), (row) => (
    Array.from(row.querySelectorAll("td:not(.grid__no)"), (cell) => cell.querySelector("input:not([type=hidden]), textarea, select"))
  ));
  const labels = Array.from(form.querySelectorAll("thead th"), (head) => head.textContent.trim()).slice(2);
  const numbers = Array.from(form.querySelectorAll("tbody .grid__no"), (cell) => cell.textContent.trim());
  const placeOf = (field) => {
    for (let row = 0; row < grid.length; row += 1) {
      const column = grid[row].indexOf(field);
      if (column >= 0) return { row, column };
    }
    return null;
  };
  const go = (row, column, step) => {
    for (let at = row; at >= 0 && at < grid.length; at += step) {
      if (grid[at][column]) {
        grid[at][column].focus();
        if (grid[at][column].select) grid[at][column].select();
        return true;
      }
    }
    return false;
  };

  form.addEventListener("keydown", (event) => {
    const place = placeOf(event.target);
    // While an input method is at work its keys are its own. Safari ends the composition before it sends the Enter
    // that chose the words; the number 229 tells it apart.
    if (!place || event.isComposing || event.keyCode === 229 || !event.key) return;
    const isLong = event.target.tagName === "TEXTAREA";
    const isChoice = event.target.tagName === "SELECT";
    if (event.key === "Enter" && !event.altKey && !event.ctrlKey) {
      if (isLong && event.shiftKey) return;
      event.preventDefault();
      go(place.row + (event.shiftKey ? -1 : 1), place.column, event.shiftKey ? -1 : 1);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !isChoice) {
      const down = event.key === "ArrowDown";
      const text = event.target.value;
      const atEdge = !isLong || (down ? !text.slice(event.target.selectionEnd).includes("\n") : !text.slice(0, event.target.selectionStart).includes("\n"));
      if (atEdge && go(place.row + (down ? 1 : -1), place.column, down ? 1 : -1)) event.preventDefault();
    } else if ((event.key === "ArrowRight" || event.key === "ArrowLeft") && !isChoice) {
      const right = event.key === "ArrowRight";
      const at = right ? event.target.selectionEnd : event.target.selectionStart;
      const next = grid[place.row][place.column + (right ? 1 : -1)];
      if (next && at === (right ? event.target.value.length : 0)) {
        event.preventDefault();
        next.focus();
      }
    } else if (event.key.toLowerCase() === "z" && event.ctrlKey && undone.length && !event.target.dataset.typed) {
      event.preventDefault();
      undo();
    }
  });

  const undone = [];
  const undo = () => {
    undone.pop().forEach(({ field, before }) => { set(field, before); });
    undoButton.hidden = !undone.length;
    said.textContent = "已撤销刚才的粘贴。";
  };
  const set = (field, text) => {
    field.value = text;
    field.closest("td").classList.add("grid__new");
    echo(field);
    touched.add(lineOf(field.name));
    drafts.touch();
  };
  undoButton.addEventListener("click", undo);

  const choiceOf = (field, text) => {
    const wanted = text.trim();
    const found = Array.from(field.options).find((option) => option.value === wanted || option.textContent.trim() === wanted || option.textContent.trim() === `无进展：${wanted}`);
    return found ? found.value : null;
  };

  const show = (changes, problems) => {
    const body = dialog.querySelector("[data-paste-rows]");
    body.textContent = "";
    const line = (texts, bad) => {
      const row = body.insertRow();
      texts.forEach((text) => { row.insertCell().textContent = text; });
      if (bad) row.lastChild.className = "error";
    };
    problems.forEach((one) => line([one.where, "", one.text, one.why], true));
    changes.forEach((one) => line([one.where, one.field.value, one.text, one.error || ""], Boolean(one.error)));
    const good = changes.filter((one) => !one.error);
    const bad = changes.length - good.length + problems.length;
    dialog.querySelector("[data-paste-sum]").textContent = `会改 ${good.length} 格${bad ? `；${bad} 格有问题，不会填入，请看右边的说明` : ""}。`;
    dialog.querySelector("[data-paste-yes]").textContent = `填入 ${good.length} 格`;
    dialog.querySelector("[data-paste-yes]").disabled = !good.length;
    dialog.onclose = () => {
      if (dialog.returnValue !== "yes") return;
      undone.push(good.map((one) => ({ field: one.field, before: one.field.value })));
      good.forEach((one) => set(one.field, one.text));
      undoButton.hidden = false;
      said.textContent = `已填入 ${good.length} 格，还没有保存。Ctrl+Z 可以撤销。`;
      drafts.save();
    };
    dialog.returnValue = "";
    dialog.showModal();
  };

  form.addEventListener("paste", async (event) => {
    const place = placeOf(event.target);
    if (!place) return;
    const html = event.clipboardData.getData("text/html");
    const text = event.clipboardData.getData("text/plain");
    const table = html ? fromHtml(html) : null;
    // Lines of plain text are one text of several lines: they stay in the cell they were pasted into.
    if (!table && !text.includes("\t") && event.target.tagName === "TEXTAREA") return;
    const block = table || fromTabs(text);
    if (block.length === 1 && block[0].length === 1) {
      takesOneCell(event, table);
      return;
    }
    if (!dialog.showModal) {
      // Nothing is taken unseen, and this browser cannot show it.
      event.preventDefault();
      said.textContent = "这个浏览器不能整块粘贴，请一格一格粘贴，或用 Excel 填好再上传。";
      return;
    }
    event.preventDefault();
    if (isOfficial(block)) {
      // A whole table with its heads: the server reads it and shows what would change, row by row.
      const official = document.querySelector("form[data-official]");
      official.elements.html.value = table ? html : "";
      official.elements.text.value = text;
      official.submit();
      return;
    }
    const changes = [];
    const problems = [];
    const ask = new FormData();
    ask.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    block.forEach((cells, down) => cells.forEach((given, across) => {
      const row = place.row + down;
      const column = place.column + across;
      const where = `第${numbers[row] || "?"}件 ${labels[column] || "表外"}`;
      const field = grid[row] && grid[row][column];
      if (!field) {
        if (given.trim()) problems.push({ where, text: given, why: grid[row] && column < labels.length ? "这一格不能填" : "超出表格，没有地方放" });
      } else if (field.tagName === "SELECT") {
        const value = choiceOf(field, given);
        if (value === null) problems.push({ where, text: given, why: "没有这个选项" });
        else if (value !== field.value) changes.push({ field, where, text: value });
      } else {
        changes.push({ field, where, text: given });
        ask.append(field.name, given);
        const unit = form.elements[`${field.name}-unit`];
        if (unit) ask.append(unit.name, unit.value);
      }
    }));
    let checked;
    try {
      const answer = await fetch(form.dataset.check, { method: "POST", body: ask, headers: { Accept: "application/json" } });
      if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) {
        said.textContent = answer.redirected ? "登录已过期，请重新登录后再粘贴。" : "服务器没有核对成功，粘贴的内容没有填入，请稍后再粘贴。";
        return;
      }
      checked = await answer.json();
    } catch (error) {
      said.textContent = "没有连上服务器，粘贴的内容没有填入。网络恢复后请再粘贴一次；已填的都还在本页。";
      return;
    }
    changes.forEach((one) => {
      const found = checked[one.field.name];
      if (!found) return;
      if (found.error) one.error = found.error;
      else one.text = found.text;
    });
    show(changes.filter((one) => one.error || one.text !== one.field.value), problems);
  });

  form.addEventListener("input", (event) => { event.target.dataset.typed = "1"; });
  form.addEventListener("focusin", (event) => { delete event.target.dataset.typed; });
});
