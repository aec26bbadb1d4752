// Starts ReDoc on this server's own document. Its fonts are the reader's own: the default ones would come from outside.
const fonts = "system-ui, sans-serif";
Redoc.init(
  "/api/schema/",
  {
    hideDownloadButton: false,
    theme: { typography: { fontFamily: fonts, headings: { fontFamily: fonts } } },
  },
  document.getElementById("docs"),
);
