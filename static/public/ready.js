// Joined first: every module says what to do once the page stands.
const ready = (act) => (document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", act) : act());
