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
      for (let down = 0; down < (cell.rowSpan || 1); down += 1) {
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

// From plain text: tabs between cells, a cell with a line break or a tab in quotes.
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
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t" || sign === "\n") {
      rows[rows.length - 1].push(cell);
      cell = "";
      if (sign === "\n") rows.push([]);
    } else cell += sign;
  }
  rows[rows.length - 1].push(cell);
  return rows;
};
