import { Switch } from "@mantine/core";
import { useState } from "react";
import type { Module, Organisation } from "../../api/gen/types.gen";
import { type Trouble, troubleOf } from "../../ui/problem";
import { TroubleAlert } from "../../ui/states";
import classes from "./modules-form.module.css";
import { useSaveOrganisation } from "./use-save-organisation";

const names: Record<Module, string> = {
  updates: "Updates",
  documents: "Documents",
  drawings: "Drawings",
  photos: "Photos",
  reports: "Reports",
  daily_logs: "Daily logs",
  schedule: "Schedule",
  milestones: "Milestones",
  deliverables: "Deliverables",
  decisions: "Decisions",
  next_steps: "Next steps",
  quotes: "Quotes",
  invoices: "Invoices",
  notes: "Notes",
};

/** The switches of [S2]; each acts at once. */
export function ModulesForm({ organisation }: { organisation: Organisation }) {
  const save = useSaveOrganisation();
  const [busy, setBusy] = useState<Module | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const set = async (module: Module, on: boolean) => {
    setBusy(module);
    setTrouble(null);
    try {
      await save(organisation.version, { modules: { [module]: on } });
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(null);
    }
  };

  return (
    <>
      <p className={classes.lead}>
        A section that is off is in nobody's portal, whatever is shared in it. Switching acts at
        once.
      </p>
      <div className={classes.switches}>
        {(Object.entries(names) as [Module, string][]).map(([module, name]) => (
          <div key={module} className={classes.switch}>
            <Switch
              label={name}
              checked={organisation.modules[module]}
              disabled={busy !== null && busy !== module}
              onChange={(event) => void set(module, event.currentTarget.checked)}
            />
          </div>
        ))}
      </div>
      {trouble && <TroubleAlert trouble={trouble} />}
    </>
  );
}
