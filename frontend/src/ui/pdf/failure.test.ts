import { expect, it } from "vitest";
import { failureOf } from "./failure";

it.each([
  [{ name: "PasswordException", code: 1 }, "password"],
  [{ name: "PasswordException", code: 2 }, "wrong-password"],
  [{ name: "ResponseException", status: 404 }, "gone"],
  [{ name: "ResponseException", status: 502 }, "unreachable"],
  [new TypeError("Failed to fetch dynamically imported module: /assets/pdf.js"), "unreachable"],
  [{ name: "UnknownErrorException", details: "TypeError: Load failed" }, "unreachable"],
  [{ name: "InvalidPDFException", message: "Invalid PDF structure." }, "unreadable"],
  [undefined, "unreadable"],
])("reads %s", (error, kind) => {
  expect(failureOf(error).kind).toBe(kind);
});
