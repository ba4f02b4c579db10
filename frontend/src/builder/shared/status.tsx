import Archive from "lucide-react/icons/archive";
import Ban from "lucide-react/icons/ban";
import CircleCheck from "lucide-react/icons/circle-check";
import CircleDashed from "lucide-react/icons/circle-dashed";
import CirclePause from "lucide-react/icons/circle-pause";
import Clock from "lucide-react/icons/clock";
import HardHat from "lucide-react/icons/hard-hat";
import Mail from "lucide-react/icons/mail";
import MailWarning from "lucide-react/icons/mail-warning";
import type { LucideIcon } from "lucide-react/types";
import type { ClientStatus, InviteDelivery, ProjectStatus } from "../../api/gen/types.gen";
import { StatusBadge, type Tone } from "../../ui/status-badge";

interface Look {
  tone: Tone;
  icon: LucideIcon;
  word: string;
}

export const projectStatuses: Record<ProjectStatus, Look> = {
  planned: { tone: "calm", icon: CircleDashed, word: "Planned" },
  active: { tone: "good", icon: HardHat, word: "Active" },
  on_hold: { tone: "wait", icon: CirclePause, word: "On hold" },
  completed: { tone: "info", icon: CircleCheck, word: "Completed" },
  archived: { tone: "calm", icon: Archive, word: "Archived" },
};

export const clientStatuses: Record<ClientStatus, Look> = {
  none: { tone: "calm", icon: CircleDashed, word: "Not invited" },
  invited: { tone: "wait", icon: Clock, word: "Invited" },
  active: { tone: "good", icon: CircleCheck, word: "Active" },
  revoked: { tone: "bad", icon: Ban, word: "Revoked" },
};

const deliveries: Record<InviteDelivery, Look> = {
  queued: { tone: "wait", icon: Clock, word: "E-mail waiting" },
  sent: { tone: "calm", icon: Mail, word: "E-mail sent" },
  failed: { tone: "bad", icon: MailWarning, word: "E-mail failed" },
};

function Badge({ look: { tone, icon: Icon, word } }: { look: Look }) {
  return (
    <StatusBadge tone={tone} icon={<Icon />}>
      {word}
    </StatusBadge>
  );
}

export const ProjectStatusBadge = ({ status }: { status: ProjectStatus }) => (
  <Badge look={projectStatuses[status]} />
);

export const ClientStatusBadge = ({ status }: { status: ClientStatus }) => (
  <Badge look={clientStatuses[status]} />
);

export const DeliveryBadge = ({ delivery }: { delivery: InviteDelivery }) => (
  <Badge look={deliveries[delivery]} />
);
