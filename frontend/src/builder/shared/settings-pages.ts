import type { Action } from "../../api/gen/types.gen";
import { paths } from "../paths";

/** The pages of Settings and the action that each is for. */
export const settingsPages: { title: string; href: string; needs: Action }[] = [
  { title: "Organisation", href: paths.organisation(), needs: "organisation.manage" },
  { title: "Client Portal", href: paths.clientPortal(), needs: "clients.access" },
  { title: "Members", href: paths.members(), needs: "members.manage" },
  { title: "Forms", href: paths.forms(), needs: "forms.manage" },
  { title: "Audit log", href: paths.audit(), needs: "keys.manage" },
];
