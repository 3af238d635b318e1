// Read the notice aloud in sentences that make sense for a table. The button shows only where the browser has a
// Chinese voice; it says 停止 while reading.
import { ready } from "./ready.js";

const text = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");

const rowSentence = (row) => {
  const number = row.id ? `第${row.id.slice(1)}项，` : "";
  const parts = [number + text(row.querySelector("[role=rowheader]"))];
  row.querySelectorAll("[data-label]").forEach((cell) => {
    const [, label, unit] = /^(.*?)(?:[(（](万元|%)[)）])?$/.exec(cell.dataset.label);
    const value = text(cell);
    if (value) parts.push(label + (unit === "%" ? `百分之${value}` : value + (unit || "")));
  });
  return parts.join("。");
};

const sentences = (article) => {
  const found = [text(article.querySelector("h1")), text(article.querySelector(".metaline p"))];
  article.querySelectorAll(".strip p, .official p, .alert p").forEach((part) => found.push(text(part)));
  article.querySelectorAll(".ledger tbody tr").forEach((row) => found.push(rowSentence(row)));
  found.push(text(article.querySelector(".sign")));
  return found.filter(Boolean);
};

const startReading = (button, voice) => {
  const voices = window.speechSynthesis;
  const stop = () => { voices.cancel(); button.textContent = "朗读"; button.removeAttribute("aria-pressed"); };
  button.hidden = false;
  button.addEventListener("click", () => {
    if (voices.speaking) { stop(); return; }
    button.textContent = "停止";
    button.setAttribute("aria-pressed", "true");
    const all = sentences(document.querySelector("article"));
    all.forEach((sentence, index) => {
      const speech = new SpeechSynthesisUtterance(sentence);
      speech.lang = "zh-CN";
      speech.voice = voice;
      if (index === all.length - 1) speech.onend = stop;
      voices.speak(speech);
    });
  });
  window.addEventListener("pagehide", stop);
};

ready(() => {
  const button = document.querySelector("[data-aloud]");
  const voices = window.speechSynthesis;
  if (!button || !voices || !window.SpeechSynthesisUtterance) return;
  const look = () => {
    const voice = voices.getVoices().find(({ lang }) => /^zh/i.test(lang));
    if (voice && button.hidden) startReading(button, voice);
  };
  look();
  if (voices.addEventListener) voices.addEventListener("voiceschanged", look);
});
