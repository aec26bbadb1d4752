// Runs before the first paint: the chosen theme, or the system's, and the language of the page. No flash.
(function () {
  var root = document.documentElement;
  var kept = null;
  try {
    kept = localStorage.getItem("guildhall.theme");
    root.lang = localStorage.getItem("guildhall.language") || root.lang;
  } catch (error) {
    // A browser that keeps nothing follows the system.
  }
  var dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "dark" : "light";
})();
