// The oldest browsers these scripts serve: docs/dev/browsers.md. Nothing newer than ES2019 is written here, and a page
// whose script fails is still the plain form it came as.
// What a page of the desk runs after the public modules; each looks for its own form and leaves other pages alone.
import "./beside.js";
import "./busy.js";
import "./change.js";
import "./notice.js";
import "./queue.js";
import "./report.js";
import "./review.js";
import "./sheet.js";
import "./wide.js";
import "./work.js";
