// What a page of the desk runs after the public modules; each looks for its own form and leaves other pages alone.
import "./notice.js";
import "./queue.js";
import "./report.js";
import "./review.js";
import "./sheet.js";
