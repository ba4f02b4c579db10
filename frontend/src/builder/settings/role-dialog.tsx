import { Button, Radio, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { updateMember } from "../../api/gen/sdk.gen";
import type { Member } from "../../api/gen/types.gen";
import { Dialog } from "../../ui/dialog";
import { useSubmit } from "../../ui/use-submit";
import { useInvalidate } from "../shared/use-invalidate";
import { roleOptions } from "./roles";

export default function RoleDialog(props: {
  member: Member;
  opened: boolean;
  onClose: () => void;
}) {
  const { member } = props;
  const invalidate = useInvalidate();
  const form = useForm({ initialValues: { role: member.role } });
  const { onSubmit, busy, trouble } = useSubmit(form, async (body) => {
    await updateMember({ path: { id: member.id }, body });
    await invalidate("members");
    props.onClose();
  });

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={`Role of ${member.name}`}
      size="sm"
      onSubmit={onSubmit}
      trouble={trouble}
      footer={
        <>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Change role
          </Button>
        </>
      }
    >
      <Radio.Group
        label="Role"
        description="It holds from their next click."
        {...form.getInputProps("role")}
      >
        <Stack gap="sm" mt="xs">
          {roleOptions.map(({ value, label }) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Stack>
      </Radio.Group>
    </Dialog>
  );
}
