import { notifications } from "@mantine/notifications";
import { resendClientInvitation } from "../../../api/gen/sdk.gen";
import { reasonOf, troubleOf } from "../../../ui/problem";
import { requestKey } from "../../../ui/request-key";
import { useInvalidate } from "../use-invalidate";

/** Sends a new link that works for 14 days; the old one stops working ([I4]). */
export function useResendInvite() {
  const invalidate = useInvalidate();
  return async (client: { id: string; name: string }) => {
    try {
      await resendClientInvitation({
        path: { id: client.id },
        headers: { "Idempotency-Key": requestKey() },
      });
      notifications.show({
        message: `A new invite to ${client.name} is on its way. Earlier links no longer work.`,
      });
    } catch (error) {
      const trouble = troubleOf(error);
      notifications.show({
        color: "red",
        title: `The invite to ${client.name} was not sent`,
        message: reasonOf(trouble) ?? trouble.title,
        autoClose: false,
      });
    }
    await invalidate("clients");
  };
}
