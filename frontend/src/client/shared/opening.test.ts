import { expect, it } from "vitest";
import { withOpen } from "./opening";

it.each([
  ["/projects/p/photos", "i", "/projects/p/photos?open=i"],
  ["/projects/p/photos?q=a+b", "i", "/projects/p/photos?q=a+b&open=i"],
  ["/projects/p/photos?open=h&q=a", "i", "/projects/p/photos?q=a&open=i"],
  ["/projects/p/photos?open=h&q=a", undefined, "/projects/p/photos?q=a"],
  ["/projects/p/photos?open=h", undefined, "/projects/p/photos"],
])("%s with %s open over it is %s", (here, id, address) => {
  expect(withOpen(here, id)).toBe(address);
});
