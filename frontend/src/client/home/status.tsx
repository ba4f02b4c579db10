import CircleCheck from "lucide-react/icons/circle-check";
import CircleDashed from "lucide-react/icons/circle-dashed";
import CirclePause from "lucide-react/icons/circle-pause";
import CirclePlay from "lucide-react/icons/circle-play";
import type { ProjectStatus } from "../../api/gen/types.gen";

const STATUS: Record<ProjectStatus, [string, typeof CirclePlay]> = {
  planned: ["Planned", CircleDashed],
  active: ["In progress", CirclePlay],
  on_hold: ["On hold", CirclePause],
  completed: ["Completed", CircleCheck],
  archived: ["Closed", CircleCheck],
};

/** Where a project stands: word and icon, never colour alone. */
export function Status({ status }: { status: ProjectStatus }) {
  const [label, Icon] = STATUS[status];
  return (
    <span className="status">
      <Icon size={18} aria-hidden />
      {label}
    </span>
  );
}
