import { act, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Photo } from "./photo";
import { PhotoTimeline } from "./timeline";
import { usePicking } from "./use-picking";

const photo = (n: number, at: string, more: Partial<Photo> = {}): Photo => ({
  id: `p${n}`,
  title: `IMG_${n}.jpg`,
  caption: `Wall ${n}`,
  at,
  isNew: false,
  place: null,
  preview: "ready",
  width: 4000,
  height: 3000,
  address: (size) => `/photo/${n}/${size}`,
  download: `/photo/${n}`,
  ...more,
});

const photos = [
  photo(1, "2025-11-28T05:00:00Z"),
  photo(2, "2025-11-28T04:00:00Z"),
  photo(3, "2025-11-27T04:00:00Z"),
  photo(4, "2025-11-27T03:00:00Z", { preview: "pending", caption: null }),
];

function Grid({ onOpen, shown = photos }: { onOpen: (id: string) => void; shown?: Photo[] }) {
  const picking = usePicking(shown, "here");
  return (
    <>
      <output>{picking.chosen.map(({ id }) => id).join(" ")}</output>
      <PhotoTimeline
        label="Photos"
        photos={shown}
        timeZone="UTC"
        picking={picking}
        onOpen={onOpen}
      />
    </>
  );
}

function show() {
  const onOpen = vi.fn();
  render(<Grid onOpen={onOpen} />);
  return { onOpen, user: userEvent.setup(), picked: () => screen.getByRole("status").textContent };
}
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const tick = (n: number) => screen.getByRole("checkbox", { name: `Select Wall ${n}` });

it("stands by day, each picture with its own measures and asked for only when it is near", () => {
  show();
  const headings = screen.getAllByRole("heading", { level: 2 }).map((one) => one.textContent);
  expect(headings).toEqual(["Fri 28 Nov 2025", "Thu 27 Nov 2025"]);
  const picture = screen.getByRole("img", { name: "Wall 1" });
  expect(picture.getAttribute("loading")).toBe("lazy");
  expect([picture.getAttribute("width"), picture.getAttribute("height")]).toEqual(["320", "240"]);
  expect(button(/IMG_4.*Being prepared/)).toBeDefined();
});

it("opens with a click, and picks with one once something is picked", async () => {
  const { onOpen, user, picked } = show();
  await user.click(button("Wall 2"));
  expect(onOpen).toHaveBeenCalledExactlyOnceWith("p2");
  await user.click(tick(1));
  await user.click(button("Wall 3"));
  expect(picked()).toBe("p1 p3");
  expect(button("Wall 3").getAttribute("aria-pressed")).toBe("true");
  expect(onOpen).toHaveBeenCalledTimes(1);
});

it("picks a range over days with Shift", async () => {
  const { user, picked } = show();
  await user.click(tick(1));
  await user.keyboard("{Shift>}");
  await user.click(tick(3));
  await user.keyboard("{/Shift}");
  expect(picked()).toBe("p1 p2 p3");
});

it("is one stop of the Tab key, in which arrows move and keys pick", async () => {
  const { onOpen, user, picked } = show();
  await user.tab();
  expect(document.activeElement).toBe(button("Wall 1"));
  await user.keyboard("{ArrowRight}{ArrowRight}");
  expect(document.activeElement).toBe(button("Wall 3"));
  await user.keyboard(" {Shift>}{ArrowLeft}{/Shift}");
  expect(picked()).toBe("p2 p3");
  await user.keyboard("{Control>}a{/Control}");
  expect(picked()).toBe("p1 p2 p3 p4");
  await user.keyboard("{Escape}");
  expect(picked()).toBe("");
  await user.keyboard("{Home}{Enter}");
  expect(onOpen).toHaveBeenCalledExactlyOnceWith("p1");
  await user.tab();
  expect(document.activeElement).toBe(tick(1));
  await user.tab();
  expect(document.activeElement).toBe(document.body);
});

it("picks when a finger is held, and does not when it scrolls", () => {
  vi.useFakeTimers();
  const { onOpen, picked } = show();
  const finger = { pointerType: "touch", clientX: 10, clientY: 10 };
  fireEvent.pointerDown(button("Wall 1"), finger);
  fireEvent.pointerMove(button("Wall 1"), { ...finger, clientY: 60 });
  act(() => vi.advanceTimersByTime(1000));
  expect(picked()).toBe("");
  fireEvent.pointerDown(button("Wall 2"), finger);
  act(() => vi.advanceTimersByTime(1000));
  fireEvent.pointerUp(button("Wall 2"), finger);
  fireEvent.click(button("Wall 2"));
  vi.useRealTimers();
  expect(picked()).toBe("p2");
  expect(onOpen).not.toHaveBeenCalled();
});

it("drops from what is picked what is not there any more", async () => {
  const onOpen = vi.fn();
  const { rerender } = render(<Grid onOpen={onOpen} />);
  await userEvent.click(tick(1));
  await userEvent.click(tick(2));
  rerender(<Grid onOpen={onOpen} shown={photos.slice(1)} />);
  expect(screen.getByRole("status").textContent).toBe("p2");
});
