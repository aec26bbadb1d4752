// The portal's first screen.
import { until } from "../support/until.mjs";

export class Pricing {
  constructor({ page }) {
    this.page = page;
    this.parts = page.getByRole("list", { name: "Parts of this request" }).getByRole("listitem");
    this.total = page.getByTestId("total").filter({ visible: true });
    this.unitPrice = page.getByTestId("unit-price");
    this.stage = page.locator(".viewer-stage");
    this.save = page.getByRole("button", { name: "Save as a quote" }).filter({ visible: true });
    this.note = page.getByRole("textbox", { name: /^Note/ });
    // From the beginning: the browser needs a moment before it tells of dialogs, and the one of an early key would be missed.
    page.on("filechooser", (dialog) => (this.dialog = dialog));
  }

  /** Gives files to the browser's dialog, which `ask` opens. */
  async choose(ask, ...files) {
    this.dialog = undefined;
    await ask();
    const dialog = await until(() => this.dialog, { what: "the browser asks which files" });
    await dialog.setFiles(files.map(({ name, bytes }) => ({ name, mimeType: "model/stl", buffer: bytes })));
  }

  /** Files in the hand of somebody who drags them. */
  async pack(...files) {
    const packed = files.map(({ name, bytes }) => ({ name, text: bytes.toString("base64") }));
    return this.page.evaluateHandle((all) => {
      const made = new DataTransfer();
      for (const { name, text } of all) made.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
      return made;
    }, packed);
  }

  async letGo(dataTransfer) {
    for (const what of ["dragenter", "dragover", "drop"]) await this.page.dispatchEvent("body", what, { dataTransfer });
  }

  /** Lets files fall on the page, as from the desktop. */
  async drop(...files) {
    await this.letGo(await this.pack(...files));
  }

  part(name) {
    return this.parts.filter({ hasText: name });
  }

  async show(name) {
    await this.part(name).getByRole("button").first().click();
  }

  /** Waits until this part has its own price, and answers with it as it is written. */
  async priceOf(name) {
    const text = this.part(name).getByText("×");
    await text.waitFor();
    return (await text.innerText()).split("×")[1].trim();
  }

  /** Waits until the shown part is a live one. */
  async live() {
    await this.page.locator('.viewer-stage[data-live="true"] canvas').waitFor();
  }

  /** Turns the part by hand; answers whether the picture has changed. */
  async turn() {
    const box = await this.stage.boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const before = await this.stage.locator("canvas").screenshot();
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + 120, y + 40, { steps: 4 });
    await this.page.mouse.up();
    await until(async () => !before.equals(await this.stage.locator("canvas").screenshot()), { what: "the part turns" });
  }

  /** In the dialog that saving opens for a visitor. */
  async register({ name, email, password }) {
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel("Full name").fill(name);
    await dialog.getByLabel("E-mail").fill(email);
    await dialog.getByLabel("Password").fill(password);
    await dialog.getByRole("button", { name: "Create an account" }).click();
  }
}
