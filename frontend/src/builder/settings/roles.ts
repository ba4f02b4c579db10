import type { Role } from "../../api/gen/types.gen";

/** The roles as people call them; what each may do, the server alone knows. */
export const roleNames: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  supervisor: "Supervisor",
  finance: "Finance",
  tradie: "Tradie",
  apprentice: "Apprentice",
  sole_trader: "Sole trader",
};

export const roleOptions = Object.entries(roleNames).map(([value, label]) => ({ value, label }));
