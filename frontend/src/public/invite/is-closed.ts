import type { ApiProblem } from "../../api/errors";

/** Whether an invitation can never be accepted by this link. */
export const isClosed = ({ type }: ApiProblem) =>
  type === "not-found" || type.startsWith("invite-");
