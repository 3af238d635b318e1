// Says what to do once the page stands; at once where it stands already.
export const ready = (act) => (
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", act) : act()
);
