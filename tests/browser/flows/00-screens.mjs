import { deepEqual } from "node:assert/strict";
import { unseenPages } from "../screens.mjs";
import { flow } from "../support/flow.mjs";

flow("every page of the app is among the screens that are looked at", () => {
  deepEqual(unseenPages(), []);
});
