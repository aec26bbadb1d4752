import { Pricing } from "../pages/pricing.mjs";
import { flow } from "../support/flow.mjs";
import { block, corpus, named } from "../support/parts.mjs";

const onward = "/api/v1/files";
const cases = [
  { what: "an empty file", file: named("nothing.stl", ""), row: "Not accepted", says: "The file is empty.", refused: 422 },
  { what: "nothing we know", file: named("letter.stl", "\u0000\u0001\u0002 neither part nor document"), row: "Not accepted", says: "Files of this kind cannot be read", refused: 422 },
  { what: "a document under the name of a part", file: named("drawing.step", "%PDF-1.4 %\u00e2\u00e3 no page"), row: "Document", says: "Documents have no price of their own." },
  { what: "a part cut off", file: named("cut-off.step", "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION(('"), row: "Not measured", says: "is not closed by an apostrophe (line 3)" },
  { what: "a part without a body", file: corpus("stl/empty_binary.stl"), row: "Not measured", says: "holds no triangles" },
  { what: "a part with a mistake", file: corpus("3mf/fail_no_build.3mf"), row: "Not measured", says: "the model has no build element" },
];

flow("empty, broken and wrong files are refused in words, the good one beside them is priced", async ({ people }) => {
  const visitor = await people.visitor();
  const { page, watch } = visitor;
  await visitor.open("/");
  const pricing = new Pricing(visitor);
  for (const { file, refused } of cases) {
    if (refused) watch.expect(refused, new RegExp(`${onward}$`));
    await pricing.drop(file);
  }
  await pricing.drop(block("good.stl"));
  await pricing.priceOf("good.stl");
  for (const { file, row, says } of cases) {
    await pricing.part(file.name).getByText(row).waitFor();
    await pricing.show(file.name);
    await page.getByText(says).first().waitFor();
  }
  await page.getByText("What cannot be measured has no price of its own.").waitFor();
  await pricing.show("good.stl");
  await pricing.unitPrice.waitFor();
});

flow("a file that is too large is refused before it is sent", async ({ people }) => {
  const visitor = await people.visitor();
  const { page } = visitor;
  await visitor.open("/");
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(151 * 2 ** 20)], "huge.stl"));
    dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await page.getByText("The file is too large.").waitFor();
  await page.getByText("Not accepted").waitFor();
});
