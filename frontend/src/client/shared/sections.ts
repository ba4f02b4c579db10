import type { Module, PortalSection } from "../../api/gen/types.gen";
import { paths } from "../paths";

interface Section {
  label: string;
  path: (project: string) => string;
}

/** The sections that have pages, in the order in which a client looks for them. */
const SECTIONS: Partial<Record<Module, Section>> = {
  updates: { label: "Updates", path: paths.updates },
  schedule: { label: "Schedule", path: paths.schedule },
  daily_logs: { label: "Daily log", path: paths.dailyLogs },
  reports: { label: "Reports", path: paths.reports },
  documents: { label: "Documents", path: paths.documents },
  drawings: { label: "Drawings", path: paths.drawings },
  photos: { label: "Photos", path: paths.photos },
};

/** What of a project there is to look at: sections with something shared in them. */
export function sectionsOf(shared: PortalSection[]): (Section & PortalSection)[] {
  return Object.entries(SECTIONS).flatMap(([module, section]) => {
    const has = shared.find((one) => one.module === module);
    return has ? [{ ...section, ...has }] : [];
  });
}
