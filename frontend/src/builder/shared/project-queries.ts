import {
  getDocumentOptions,
  getDrawingOptions,
  getPhotoOptions,
  getProjectOptions,
  listDocumentsInfiniteOptions,
  listDrawingsInfiniteOptions,
  listFoldersOptions,
  listPhotosInfiniteOptions,
} from "../../api/gen/@tanstack/react-query.gen";
import type { Module } from "../../api/gen/types.gen";
import type { DocumentsPlace, DrawingsPlace, PhotosPlace } from "../paths";
import { pagesFrom } from "./pages";

/** The value of `parent_id` that means the top; without one the list goes through all folders. */
const TOP = "root";

/** What a project's pages ask for, said once for the routes, which ask early, and for the pages. */
export const projectQueries = {
  project: (id: string) => getProjectOptions({ path: { id } }),

  /** The folders of one section. */
  folders: (id: string, module: Module) => listFoldersOptions({ path: { id }, query: { module } }),

  documents: (id: string, { folder, q, sort }: DocumentsPlace) => {
    const first = { path: { id }, query: { parent_id: q ? undefined : (folder ?? TOP), q, sort } };
    return { ...listDocumentsInfiniteOptions(first), ...pagesFrom(first) };
  },

  document: (id: string) => getDocumentOptions({ path: { id } }),

  /** A search and a discipline look through all folders. */
  drawings: (id: string, { folder, discipline, q }: DrawingsPlace) => {
    const parent_id = q || discipline ? undefined : (folder ?? TOP);
    const first = { path: { id }, query: { parent_id, discipline, q, limit: 200 } };
    return { ...listDrawingsInfiniteOptions(first), ...pagesFrom(first) };
  },

  drawing: (id: string) => getDrawingOptions({ path: { id } }),

  /** All photos, or those of an album, or those that lie in none. */
  photos: (id: string, { view, folder, q }: PhotosPlace) => {
    const parent_id = q ? undefined : (folder ?? (view === "albums" ? TOP : undefined));
    const first = { path: { id }, query: { parent_id, q, limit: 200 } };
    return { ...listPhotosInfiniteOptions(first), ...pagesFrom(first) };
  },

  photo: (id: string) => getPhotoOptions({ path: { id } }),
};
