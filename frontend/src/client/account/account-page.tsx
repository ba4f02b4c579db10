import { useQuery } from "@tanstack/react-query";
import { meOptions, portalProjectsOptions } from "../../api/gen/@tanstack/react-query.gen";
import { Button } from "../../ui/plain/button";
import { TroubleNotice } from "../../ui/plain/notice";
import { PageTitle } from "../../ui/plain/page-title";
import { useSubmit } from "../../ui/plain/use-submit";
import { paths } from "../paths";
import { Answer } from "../shared/answer";
import { BoneRows } from "../shared/bones";
import { Frame, onlyBuilder } from "../shared/frame";
import { Gone } from "../shared/gone";
import { PortalLink } from "../shared/link";
import { ChangePassword } from "./change-password";
import { useWaysOut } from "./leave";
import { Sessions } from "./sessions";

export function AccountPage() {
  const me = useQuery(meOptions());
  const projects = useQuery(portalProjectsOptions());
  return (
    <Frame builder={onlyBuilder(projects.data?.items)}>
      <PageTitle title="Your account" />
      <Answer
        query={me}
        bones={<BoneRows rows={2} label="Loading your account" />}
        gone={<Gone back="Your projects" to={paths.projects()} />}
      >
        {({ account, contexts }) => (
          <>
            <section className="card stack" aria-label="Who is signed in">
              <div>
                <p className="strong">{account.name}</p>
                <p className="quiet">{account.email}</p>
              </div>
              <WaysOut team={contexts.includes("staff")} />
            </section>
            <ChangePassword email={account.email} />
            <Sessions />
          </>
        )}
      </Answer>
      <p>
        <PortalLink href={paths.projects()}>Back to your projects</PortalLink>
      </p>
    </Frame>
  );
}

function WaysOut({ team }: { team: boolean }) {
  const out = useWaysOut();
  const leave = useSubmit(out.signOut);
  const change = useSubmit(out.toBuilder);
  const trouble = leave.trouble ?? change.trouble;
  return (
    <>
      {trouble && <TroubleNotice trouble={trouble} />}
      {team && (
        <form onSubmit={change.onSubmit}>
          <Button type="submit" wide busy={change.busy}>
            Change over to your team’s projects
          </Button>
        </form>
      )}
      <form onSubmit={leave.onSubmit}>
        <Button type="submit" wide busy={leave.busy}>
          Sign out
        </Button>
      </form>
    </>
  );
}
