import {
  getProjectOptions,
  listDocumentsInfiniteOptions,
  listFoldersOptions,
} from "../../api/gen/@tanstack/react-query.gen";
import type { DocumentsPlace } from "../paths";
import { pagesFrom } from "./pages";

/** The value of `parent_id` that means the top; without one the list goes through all folders. */
const TOP = "root";

/** What a project's pages ask for, said once for the routes, which ask early, and for the pages. */
export const projectQueries = {
  project: (id: string) => getProjectOptions({ path: { id } }),

  folders: (id: string) => listFoldersOptions({ path: { id } }),

  documents: (id: string, { folder, q, sort }: DocumentsPlace) => {
    const first = { path: { id }, query: { parent_id: q ? undefined : (folder ?? TOP), q, sort } };
    return { ...listDocumentsInfiniteOptions(first), ...pagesFrom(first) };
  },
};
