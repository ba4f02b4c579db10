import { useSuspenseQuery } from "@tanstack/react-query";
import { getOrganisationOptions } from "../../api/gen/@tanstack/react-query.gen";
import { PageHeader } from "../../ui/page-header";
import { Panel } from "../../ui/panel";
import { useMay } from "../shared/me";
import { ModulesForm } from "./modules-form";
import { OrganisationForm } from "./organisation-form";
import { PhotoLocation } from "./photo-location";
import { PlanForm } from "./plan-form";
import { Storage } from "./storage";

export function OrganisationSettings() {
  const may = useMay();
  const { data: organisation } = useSuspenseQuery(getOrganisationOptions());
  return (
    <>
      <PageHeader title="Organisation" />
      <Panel title="Name and look">
        <OrganisationForm organisation={organisation} />
      </Panel>
      <Panel title="What clients can be shown">
        <ModulesForm organisation={organisation} />
      </Panel>
      <Panel title="Photos">
        <PhotoLocation organisation={organisation} />
      </Panel>
      <Panel title="Storage">
        <Storage storage={organisation.storage} />
      </Panel>
      <Panel title="Plan">
        <PlanForm organisation={organisation} mayChange={may("plan.change")} />
      </Panel>
    </>
  );
}
