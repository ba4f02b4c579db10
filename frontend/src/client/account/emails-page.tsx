import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  portalGetNotificationsOptions,
  portalGetNotificationsQueryKey,
  portalUpdateNotificationsMutation,
} from "../../api/gen/@tanstack/react-query.gen";
import type { EmailFrequency } from "../../api/gen/types.gen";
import { TroubleNotice } from "../../ui/plain/notice";
import { PageTitle } from "../../ui/plain/page-title";
import { troubleOf } from "../../ui/problem";
import { paths } from "../paths";
import { Answer } from "../shared/answer";
import { BoneRows } from "../shared/bones";
import { Gone } from "../shared/gone";
import { useProjectId } from "../shared/place";

const CHOICES: [EmailFrequency, string, string][] = [
  ["at_once", "At once", "A letter whenever something is shared with you"],
  ["daily", "Once a day", "One letter a day, if anything was shared"],
  ["weekly", "Once a week", "One letter a week, if anything was shared"],
  ["none", "None", "You look into the portal yourself"],
];

/** When this project writes to the client. */
export function EmailsPage() {
  const project = useProjectId();
  const path = { path: { id: project } };
  const queryClient = useQueryClient();
  const query = useQuery(portalGetNotificationsOptions(path));
  const save = useMutation({
    ...portalUpdateNotificationsMutation(path),
    onSuccess: (saved) => queryClient.setQueryData(portalGetNotificationsQueryKey(path), saved),
  });
  const [picked, setPicked] = useState<EmailFrequency | null>(null);
  const choose = (email: EmailFrequency) => {
    setPicked(email);
    save.mutate({ ...path, body: { email } }, { onSettled: () => setPicked(null) });
  };

  return (
    <div className="stack">
      <PageTitle title="E-mails" />
      <Answer
        query={query}
        bones={<BoneRows rows={4} label="Loading your choice" />}
        gone={<Gone back="Your projects" to={paths.projects()} />}
      >
        {({ email }) => {
          const chosen = picked ?? email;
          return (
            <fieldset>
              <legend>How often may we write to you about this project?</legend>
              <div className="rows">
                {CHOICES.map(([value, label, words]) => (
                  <label key={value} className="row choice">
                    <input
                      type="radio"
                      name="email"
                      value={value}
                      checked={chosen === value}
                      onChange={() => choose(value)}
                    />
                    <span className="words">
                      <span className="name">{label}</span>
                      <span className="quiet small">{words}</span>
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
          );
        }}
      </Answer>
      {save.isError && <TroubleNotice trouble={troubleOf(save.error)} />}
      <p className="quiet" role="status">
        {save.isSuccess ? "Saved." : ""}
      </p>
    </div>
  );
}
