// A block of cells as a spreadsheet leaves it on the clipboard, as rows of texts.
// From the HTML of a spreadsheet: merged cells and line breaks are kept. null where there is no table in it.
export const fromHtml = (html) => {
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return null;
  const rows = [];
  const held = [];
  Array.from(table.rows).forEach((row, at) => {
    rows[at] = rows[at] || [];
    let column = 0;
    Array.from(row.cells).forEach((cell) => {
      while (held[at] && held[at][column]) column += 1;
      cell.querySelectorAll("br").forEach((one) => one.replaceWith("\n"));
      const text = cell.textContent.replace(/[ \t\u00a0]*\n[ \t\u00a0]*/g, "\n").replace(/\u00a0/g, " ").trim();
      // A cell may say that it goes on for 65,534 rows: it ends with the table.
      const most = Math.min(cell.rowSpan || 1, table.rows.length - at);
      for (let down = 0; down < most; down += 1) {
        for (let across = 0; across < (cell.colSpan || 1); across += 1) {
          rows[at + down] = rows[at + down] || [];
          held[at + down] = held[at + down] || [];
          held[at + down][column + across] = true;
          rows[at + down][column + across] = down || across ? "" : text;
        }
      }
      column += cell.colSpan || 1;
    });
  });
  return rows;
};

// Whether quotes that open at a place are those of a cell: they are closed at its end, not in the midst of its words.
const isWrapped = (text, from) => /^"(?:[^"]|"")*"(?=[\t\n]|$)/.test(text.slice(from));

// From plain text: tabs between cells, a cell with a line break or a tab in quotes. Other quotes are the cell's own.
export const fromTabs = (text) => {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const whole = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < whole.length; at += 1) {
    const sign = whole[at];
    if (quoted) {
      if (sign === '"' && whole[at + 1] === '"') { cell += '"'; at += 1; }
      else if (sign === '"') quoted = false;
      else cell += sign;
    } else if (sign === '"' && cell === "" && isWrapped(whole, at)) quoted = true;
    else if (sign === "\t" || sign === "\n") {
      rows[rows.length - 1].push(cell);
      cell = "";
      if (sign === "\n") rows.push([]);
    } else cell += sign;
  }
  rows[rows.length - 1].push(cell);
  return rows;
};

// One cell of a spreadsheet with several lines stands in quotes in the plain text, which a field would take as its own
// words. Says whether it put the cell's words in itself.
export const takesOneCell = (event, table) => {
  const text = event.clipboardData.getData("text/plain");
  const field = event.target;
  if (!table || table.length !== 1 || table[0].length !== 1 || !text.startsWith('"') || !field.setRangeText) return false;
  event.preventDefault();
  const words = field.tagName === "TEXTAREA" ? table[0][0] : table[0][0].replace(/\n/g, " ");
  if (!document.execCommand("insertText", false, words)) {
    field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return true;
};

// Whether a block is a table with heads of its own: one of its first rows names the projects and something else.
const NAMES = /^(?:.{0,8}(?:项目|事项|实事|工程)名称|项目|实事项目|民生实事|事项)$/;
const OTHERS = /^(?:序号?|编号|责任单位|牵头单位|.{0,6}(?:目标|任务|目标任务)|.{0,12}(?:进展|推进|完成)(?:情况)?|.{0,8}投资.{0,8}|备注)$/;
export const isOfficial = (rows) => rows.slice(0, 8).some((row) => {
  const texts = row.map((cell) => (cell || "").replace(/\s/g, ""));
  return texts.some((text) => NAMES.test(text)) && texts.filter((text) => OTHERS.test(text)).length >= 2;
});
