import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import type { RichNode } from "../../api/gen/types.gen";
import { RichText } from "./rich-text";

const text = (text: string, marks: RichNode["marks"] = []): RichNode => ({
  type: "text",
  text,
  marks,
});
const paragraph = (...content: RichNode[]): RichNode => ({ type: "paragraph", content });
const link = (href: string) => [{ type: "link" as const, attrs: { href } }];

it("draws headings, lists, bold and links", () => {
  const doc: RichNode = {
    type: "doc",
    content: [
      { type: "heading", attrs: { level: 2 }, content: [text("Roof")] },
      { type: "bulletList", content: [{ type: "listItem", content: [paragraph(text("Framed"))] }] },
      paragraph(text("See ", [{ type: "bold" }]), text("here", link("https://example.com"))),
    ],
  };
  const { container } = render(<RichText doc={doc} />);
  expect(container.querySelector("h3")?.textContent).toBe("Roof");
  expect(container.querySelector("li")?.textContent).toBe("Framed");
  expect(container.querySelector("strong")?.textContent).toBe("See ");
  expect(container.querySelector("a")?.getAttribute("href")).toBe("https://example.com");
});

it("draws markup as the words it is, and no link that could run", () => {
  const doc: RichNode = {
    type: "doc",
    content: [paragraph(text("<img src=x onerror=alert(1)>"), text("x", link("javascript:1")))],
  };
  const { container } = render(<RichText doc={doc} />);
  expect(container.querySelector("img, a")).toBeNull();
  expect(container.textContent).toContain("<img");
});
