// What a public page runs, in this order: the reader's choice of display first.
import "./display.js";
import "./folds.js";
import "./aloud.js";
import "./printing.js";
import "./wholetable.js";
import "./filter.js";
import "./summary.js";
import "./counter.js";
import "./once.js";
