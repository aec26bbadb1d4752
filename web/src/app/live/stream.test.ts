import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isLive, startLive } from "./live";

/** A stream that the test opens and breaks. */
class FakeSource extends EventTarget {
  static CLOSED = 2;
  static all: FakeSource[] = [];
  readyState = 0;
  constructor() {
    super();
    FakeSource.all.push(this);
  }
  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
  happen(what: string): void {
    this.dispatchEvent(new Event(what));
  }
}

describe("the stream", () => {
  let end: () => void;
  beforeEach(() => {
    FakeSource.all = [];
    vi.stubGlobal("EventSource", FakeSource);
    vi.stubGlobal("BroadcastChannel", undefined);
    document.cookie = "guildhall_csrf=1";
    end = startLive(new QueryClient());
  });
  afterEach(() => {
    end();
    document.cookie = "guildhall_csrf=; Max-Age=0";
    vi.unstubAllGlobals();
  });

  it("says when nothing has to be asked by the clock, and when it has to again", () => {
    const [source] = FakeSource.all;
    expect(isLive()).toBe(false);
    source!.happen("open");
    expect(isLive()).toBe(true);
    source!.happen("error"); // the browser tries by itself
    expect(isLive()).toBe(false);
    source!.happen("open");
    expect(isLive()).toBe(true);
    end();
    expect(isLive()).toBe(false);
    expect(source!.readyState).toBe(FakeSource.CLOSED);
  });
});
