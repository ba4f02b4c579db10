import { Button } from "@mantine/core";
import ArrowRightLeft from "lucide-react/icons/arrow-right-left";
import LogOut from "lucide-react/icons/log-out";
import { useState } from "react";
import { signOut, switchContext } from "../../api/gen/sdk.gen";
import { PageHeader } from "../../ui/page-header";
import { Panel } from "../../ui/panel";
import { type Trouble, troubleOf } from "../../ui/problem";
import { requestKey } from "../../ui/request-key";
import { TroubleAlert } from "../../ui/states";
import { CLIENT_APP, paths } from "../paths";
import { useMe } from "../shared/me";
import { PasswordForm } from "./password-form";
import { Sessions } from "./sessions";

export function AccountPage() {
  const { account, contexts, organisation } = useMe();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [leaving, setLeaving] = useState(false);

  // Another person or another surface: a full load, so that nothing of this one stays in memory.
  const leave = async (call: () => Promise<unknown>, to: string) => {
    setLeaving(true);
    setTrouble(null);
    try {
      await call();
      window.location.assign(to);
    } catch (error) {
      setTrouble(troubleOf(error));
      setLeaving(false);
    }
  };
  const headers = () => ({ "Idempotency-Key": requestKey() });

  return (
    <>
      <PageHeader
        title={account.name}
        below={`${account.email} · ${organisation.name}`}
        actions={
          <Button
            variant="default"
            leftSection={<LogOut size={18} aria-hidden />}
            loading={leaving}
            onClick={() => leave(() => signOut({ headers: headers() }), paths.signIn())}
          >
            Sign out
          </Button>
        }
      />
      {trouble && <TroubleAlert trouble={trouble} />}
      {contexts.includes("client") && (
        <Panel title="You are a client too">
          <p>See the projects that other builders share with you.</p>
          <Button
            variant="default"
            leftSection={<ArrowRightLeft size={18} aria-hidden />}
            loading={leaving}
            onClick={() =>
              leave(
                () => switchContext({ body: { context: "client" }, headers: headers() }),
                CLIENT_APP,
              )
            }
          >
            Go to my client portal
          </Button>
        </Panel>
      )}
      <Panel title="Password">
        <PasswordForm avoid={[account.name, account.email, organisation.name]} />
      </Panel>
      <Panel title="Where you are signed in">
        <Sessions />
      </Panel>
    </>
  );
}
