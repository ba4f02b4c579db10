import { Button } from "@mantine/core";
import { useForm } from "@mantine/form";
import { assignMember } from "../../api/gen/sdk.gen";
import type { Member } from "../../api/gen/types.gen";
import { Dialog } from "../../ui/dialog";
import { useSubmit } from "../../ui/use-submit";
import { ProjectPicker } from "../shared/pickers";
import { useInvalidate } from "../shared/use-invalidate";

export default function MemberProjectsDialog(props: {
  member: Member;
  opened: boolean;
  onClose: () => void;
}) {
  const { member } = props;
  const invalidate = useInvalidate();
  const form = useForm({ initialValues: { project_ids: member.project_ids } });
  const { onSubmit, busy, trouble } = useSubmit(form, async (body) => {
    await assignMember({ path: { id: member.id }, body });
    await invalidate("members");
    props.onClose();
  });

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={`Projects of ${member.name}`}
      onSubmit={onSubmit}
      trouble={trouble}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Save projects
          </Button>
        </>
      }
    >
      <ProjectPicker
        label="Projects"
        description="Tradies and apprentices work on the projects you tick; other roles are not limited by this."
        value={form.values.project_ids}
        onChange={(ids) => form.setFieldValue("project_ids", ids)}
        error={form.errors.project_ids}
      />
    </Dialog>
  );
}
