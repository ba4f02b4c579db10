import { Button, Switch, Textarea, TextInput } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import ExternalLink from "lucide-react/icons/external-link";
import { QRCodeSVG } from "qrcode.react";
import { useState } from "react";
import { getPortalLinkOptions } from "../../api/gen/@tanstack/react-query.gen";
import { disablePortalLink, enablePortalLink, updatePortalLink } from "../../api/gen/sdk.gen";
import type { PortalLink, Project, UpdatePortalLink } from "../../api/gen/types.gen";
import { dateAndTime, relativeTime, shortDate } from "../../lib/dates";
import { plural } from "../../lib/plural";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { type Trouble, troubleOf } from "../../ui/problem";
import { ReasonedButton } from "../../ui/reasoned-button";
import { requestKey } from "../../ui/request-key";
import { ErrorState, SkeletonRows, TroubleAlert } from "../../ui/states";
import { useDialog } from "../../ui/use-dialog";
import { useMe } from "../shared/me";
import { useInvalidate } from "../shared/use-invalidate";
import classes from "./private-link.module.css";

/** The address without a sign-in ([L1]): enabled, handed on, and taken away again. */
export default function PrivateLink({ project }: { project: Project }) {
  const { organisation } = useMe();
  const queryClient = useQueryClient();
  const invalidate = useInvalidate();
  const options = getPortalLinkOptions({ path: { id: project.id } });
  const query = useQuery({ ...options, retry: false });
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const path = { id: project.id };
  const none = query.error && troubleOf(query.error).status === 404;

  const run = async (act: () => Promise<{ data: PortalLink }>) => {
    setBusy(true);
    setTrouble(null);
    try {
      queryClient.setQueryData(options.queryKey, (await act()).data);
      await invalidate("projects");
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };

  if (query.isPending) return <SkeletonRows label="Loading the private link" />;
  if (query.error && !none)
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  return (
    <div className={classes.link}>
      {none || !query.data ? (
        <>
          <p>
            Whoever has the link sees the submitted daily logs of this project, without signing in.
            It cannot be guessed, and you can end it at any time.
          </p>
          <ReasonedButton
            loading={busy}
            unavailable={
              organisation.plan === "pro"
                ? null
                : "The private link is part of the plan “pro”. An owner changes the plan in Settings › Organisation."
            }
            onClick={() =>
              void run(() =>
                enablePortalLink({ path, headers: { "Idempotency-Key": requestKey() } }),
              )
            }
          >
            Enable the link
          </ReasonedButton>
        </>
      ) : (
        <Enabled
          project={project}
          link={query.data}
          works={works(project, organisation)}
          change={(body) => void run(() => updatePortalLink({ path, body }))}
          disable={async () => {
            await disablePortalLink({ path });
            queryClient.removeQueries({ queryKey: options.queryKey });
            await query.refetch();
            await invalidate("projects");
          }}
        />
      )}
      {trouble && <TroubleAlert trouble={trouble} />}
    </div>
  );
}

/** Why an enabled link leads nowhere now; null when it works. */
function works(
  project: Project,
  organisation: { plan: "free" | "pro"; portal_enabled: boolean },
): string | null {
  if (organisation.plan !== "pro")
    return "It leads nowhere now: the organisation is on the plan “free”.";
  if (!organisation.portal_enabled)
    return "It leads nowhere now: the Client Portal is off for the whole organisation.";
  return project.portal_enabled ? null : "It leads nowhere now: this project is closed to clients.";
}

function Enabled(props: {
  project: Project;
  link: PortalLink;
  works: string | null;
  change: (body: UpdatePortalLink) => void;
  disable: () => Promise<void>;
}) {
  const { project, link, change } = props;
  const ending = useDialog();
  const text = `What happens on site at ${project.name}, every day: ${link.url}`;
  return (
    <>
      {props.works && <p className={classes.notice}>{props.works}</p>}
      <div className={classes.address}>
        <TextInput
          label="Address"
          description="Send it only to people who may see it."
          readOnly
          value={link.url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={link.url} label="Copy" filled />
        <Button
          component="a"
          variant="default"
          href={`${link.url}#preview`}
          target="_blank"
          rel="noreferrer"
          leftSection={<ExternalLink size={18} aria-hidden />}
        >
          Preview
        </Button>
      </div>
      <Switch
        label="Also show what is shared with everyone on the project"
        checked={link.shows_shared}
        onChange={(event) => change({ shows_shared: event.currentTarget.checked })}
      />
      <Switch
        label="Leave out people and hours"
        checked={link.hides_time_cards}
        onChange={(event) => change({ hides_time_cards: event.currentTarget.checked })}
      />
      <div className={classes.send}>
        <QRCodeSVG
          value={link.url}
          size={132}
          marginSize={2}
          title="QR code of the private link"
          className={classes.code}
        />
        <div className={classes.words}>
          <Textarea label="Text to send" readOnly autosize minRows={2} value={text} />
          <div className={classes.buttons}>
            <CopyButton value={text} label="Copy the text" />
            <Button
              component="a"
              variant="default"
              href={`mailto:?subject=${encodeURIComponent(project.name)}&body=${encodeURIComponent(text)}`}
            >
              E-mail
            </Button>
            <Button component="a" variant="default" href={`sms:?&body=${encodeURIComponent(text)}`}>
              Text message
            </Button>
          </div>
        </div>
      </div>
      <Opens link={link} />
      <div>
        <Button variant="default" color="red" onClick={() => ending.open(true)}>
          Disable the link
        </Button>
      </div>
      {ending.value && (
        <ConfirmDialog
          key={ending.count}
          opened={ending.opened}
          onClose={ending.close}
          title="Disable the private link?"
          confirm="Disable the link"
          run={props.disable}
        >
          <p>
            The address leads nowhere from now on, and never works again. You can enable a link
            later: it has another address.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

function CopyButton(props: { value: string; label: string; filled?: boolean }) {
  const { copied, copy, error } = useClipboard({ timeout: 2000 });
  const label = error ? "Select it and copy it" : props.label;
  return (
    <Button
      variant={props.filled ? undefined : "default"}
      leftSection={copied ? <Check size={18} aria-hidden /> : <Copy size={18} aria-hidden />}
      onClick={() => copy(props.value)}
    >
      {copied ? "Copied" : label}
    </Button>
  );
}

function Opens({ link }: { link: PortalLink }) {
  const people = link.recent_opens.filter(({ device }) => device !== "program");
  const [last] = people;
  return (
    <div>
      <p className={classes.quiet}>
        Enabled {shortDate(link.enabled_at)} by {link.enabled_by}.{" "}
        {last
          ? `Opened ${plural(link.opens, "time")}, last ${relativeTime(last.opened_at)} on a ${last.device}.`
          : "Nobody has opened it yet."}
      </p>
      {link.recent_opens.length > 0 && (
        <details>
          <summary>The latest opens</summary>
          <ul className={classes.opens}>
            {link.recent_opens.map(({ opened_at, device }) => (
              <li key={opened_at}>
                {dateAndTime(opened_at)}:{" "}
                {device === "program" ? "a mail scanner or link preview, not counted" : device}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
