import { useForm } from "@mantine/form";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { reasonOf } from "./problem";
import { useSubmit } from "./use-submit";

function Form(props: { save: (values: unknown, headers: object) => Promise<unknown> }) {
  const form = useForm({ initialValues: { email: "", name: "" } });
  const { onSubmit, trouble } = useSubmit(form, props.save, { address: "email" });
  return (
    <form aria-label="form" onSubmit={onSubmit}>
      <input
        aria-label="E-mail"
        aria-invalid={!!form.errors.email}
        value={form.values.email}
        onChange={(event) => form.setFieldValue("email", event.currentTarget.value)}
      />
      {form.errors.email}
      <p role="status">{trouble && reasonOf(trouble)}</p>
    </form>
  );
}

const submit = () => fireEvent.submit(screen.getByRole("form"));
const email = () => screen.getByLabelText("E-mail");

it("puts the server's errors on their fields, keeps what was typed and goes there", async () => {
  const refusal = {
    status: 422,
    title: "Check",
    errors: [{ pointer: "/address", code: "x", message: "Not an address." }],
  };
  render(<Form save={() => Promise.reject(refusal)} />);
  fireEvent.change(email(), { target: { value: "ann" } });
  submit();
  await screen.findByText("Not an address.");
  expect(email()).toHaveProperty("value", "ann");
  await waitFor(() => expect(document.activeElement).toBe(email()));
  expect(screen.getByRole("status").textContent).toBe("");
});

it("sends the same input again under the same key, and other input under another", async () => {
  const save = vi.fn((_values: unknown, _headers: object) => Promise.reject(new TypeError("lost")));
  render(<Form save={save} />);
  submit();
  await screen.findByText(/connection/);
  submit();
  await waitFor(() => expect(save).toHaveBeenCalledTimes(2));
  fireEvent.change(email(), { target: { value: "ann" } });
  submit();
  await waitFor(() => expect(save).toHaveBeenCalledTimes(3));
  const [first, second, third] = save.mock.calls.map(([, headers]) => headers);
  expect(second).toEqual(first);
  expect(third).not.toEqual(first);
});
