import { expect, it } from "vitest";
import { deviceOf, isPhone } from "./device";

const iphone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";

it.each([
  [iphone, "Safari on iPhone"],
  ["Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"],
  ["curl/8.5.0", "Unknown device"],
  [null, "Unknown device"],
])("%s is %s", (agent, device) => {
  expect(deviceOf(agent)).toBe(device);
});

it("knows a phone", () => {
  expect(isPhone(iphone)).toBe(true);
  expect(isPhone("Mozilla/5.0 (Macintosh; Intel Mac OS X 15)")).toBe(false);
});
