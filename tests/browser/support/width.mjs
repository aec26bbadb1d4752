/** What is wider than the screen although it does not scroll by itself. */
export const tooWide = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > width + 1);
    const outermost = wide.filter((element) => !wide.includes(element.parentElement)).slice(0, 3);
    return [`${document.documentElement.scrollWidth} wide: ${outermost.map((one) => one.outerHTML.slice(0, 120)).join(" | ")}`];
  });
