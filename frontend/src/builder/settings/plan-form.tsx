import { Button } from "@mantine/core";
import type { Organisation, Plan } from "../../api/gen/types.gen";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { useDialog } from "../../ui/use-dialog";
import { useSaveOrganisation } from "./use-save-organisation";

const words: Record<Plan, { name: string; about: string }> = {
  free: { name: "Free", about: "Everything except the private link of a project." },
  pro: {
    name: "Pro",
    about: "Everything, with a private link per project that clients open without signing in.",
  },
};

export function PlanForm(props: { organisation: Organisation; mayChange: boolean }) {
  const { organisation } = props;
  const save = useSaveOrganisation();
  const change = useDialog<Plan>();
  const other: Plan = organisation.plan === "free" ? "pro" : "free";

  return (
    <>
      <p>
        <strong>{words[organisation.plan].name}</strong>. {words[organisation.plan].about}
      </p>
      {props.mayChange ? (
        <Button variant="default" onClick={() => change.open(other)}>
          Change to {words[other].name}
        </Button>
      ) : (
        <p>Only an owner can change the plan.</p>
      )}
      {change.value && (
        <ConfirmDialog
          key={change.count}
          opened={change.opened}
          onClose={change.close}
          title={`Change to ${words[change.value].name}?`}
          confirm={`Change to ${words[change.value].name}`}
          harmless={change.value === "pro"}
          run={() => save(organisation.version, { plan: change.value ?? other })}
        >
          <p>
            {words[change.value].about}
            {change.value === "free" && " Private links stop working at once."}
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
