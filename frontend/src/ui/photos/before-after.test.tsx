import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { BeforeAfter } from "./before-after";
import type { Photo } from "./photo";

const photo = (caption: string, at: string): Photo => ({
  id: caption,
  title: "",
  caption,
  at,
  isNew: false,
  place: null,
  preview: "ready",
  width: 1600,
  height: 900,
  address: (size) => `/${caption}/${size}`,
  download: null,
});

it("is a slider that says what it shows, with the day of each photo", () => {
  const { container } = render(
    <BeforeAfter
      before={photo("slab", "2025-08-03T02:00:00Z")}
      after={photo("kitchen", "2025-11-28T14:00:00Z")}
      timeZone="Australia/Sydney"
    />,
  );
  expect(screen.getByText("Before · Sun 3 Aug 2025")).toBeDefined();
  expect(screen.getByText("After · Sat 29 Nov 2025")).toBeDefined();
  const slider = screen.getByRole("slider", { name: "How much of the earlier photo is shown" });
  expect(slider.getAttribute("aria-valuetext")).toBe("50% before, 50% after");
  fireEvent.change(slider, { target: { value: "80" } });
  expect(slider.getAttribute("aria-valuetext")).toBe("80% before, 20% after");
  const frame = container.firstElementChild as HTMLElement;
  expect(frame.style.getPropertyValue("--share")).toBe("0.8");
});
