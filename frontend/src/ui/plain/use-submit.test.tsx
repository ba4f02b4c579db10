import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { ApiProblem } from "../../api/errors";
import { Button } from "./button";
import { TextField } from "./fields";
import { TroubleNotice } from "./notice";
import { useSubmit } from "./use-submit";

function Form({ send }: { send: (values: Record<string, string>) => Promise<unknown> }) {
  const form = useSubmit(send);
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <TextField name="email" label="E-mail" error={form.fields.email} />
      {form.trouble && <TroubleNotice trouble={form.trouble} />}
      <Button type="submit" busy={form.busy}>
        Send
      </Button>
    </form>
  );
}

const invalid = (...errors: ApiProblem["errors"]) =>
  new ApiProblem({ type: "invalid", title: "Invalid", status: 422, errors });

it("sends what was typed, by name", async () => {
  const send = vi.fn().mockResolvedValue(undefined);
  render(<Form send={send} />);
  await userEvent.type(screen.getByLabelText("E-mail"), "ann@example.com");
  await userEvent.click(screen.getByRole("button"));
  expect(send).toHaveBeenCalledWith({ email: "ann@example.com" });
});

it("puts the server's words on the field, focuses it and keeps what was typed", async () => {
  const error = { pointer: "/email", code: "invalid_email", message: "Enter an address." };
  render(<Form send={() => Promise.reject(invalid(error))} />);
  const input = screen.getByLabelText<HTMLInputElement>("E-mail");
  await userEvent.type(input, "ann");
  await userEvent.click(screen.getByRole("button"));
  expect(await screen.findByText("Enter an address.")).toBeDefined();
  expect(input.getAttribute("aria-invalid")).toBe("true");
  expect(input.value).toBe("ann");
  await vi.waitFor(() => expect(document.activeElement).toBe(input));
  expect(screen.queryByRole("alert")).toBeNull();
});

it("says above the button what belongs to no field", async () => {
  const errors = [
    { pointer: "/email", code: "a", message: "Enter an address." },
    { pointer: "/token", code: "b", message: "The token is too long." },
  ];
  render(<Form send={() => Promise.reject(invalid(...errors))} />);
  await userEvent.click(screen.getByRole("button"));
  expect((await screen.findByRole("alert")).textContent).toContain("The token is too long.");
  expect(screen.getByText("Enter an address.")).toBeDefined();
});

it("sends once, however often the button is pressed", async () => {
  const send = vi.fn(() => new Promise(() => {}));
  render(<Form send={send} />);
  await userEvent.click(screen.getByRole("button"));
  await userEvent.click(screen.getByRole("button"));
  expect(send).toHaveBeenCalledOnce();
});
