import { describe, expect, it } from "vitest";
import { browserName, bytesOf } from "./push";

describe("this browser", () => {
  it("is called what people call it", () => {
    expect(browserName("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe("Firefox · Linux");
    expect(browserName("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0")).toBe("Edge · Windows");
    expect(browserName("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36")).toBe("Chrome · Android");
    expect(browserName("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605.1 Version/18.0 Safari/605.1")).toBe("Safari · macOS");
    expect(browserName("something else")).toBe("Browser");
  });

  it("reads keys as the server writes them", () => {
    expect([...bytesOf("_-8B")]).toEqual([255, 239, 1]);
  });
});
