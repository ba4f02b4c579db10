import ChevronRight from "lucide-react/icons/chevron-right";
import type { Item } from "../../api/gen/types.gen";
import { disciplines } from "../../ui/disciplines";
import { type DrawingsPlace, paths } from "../paths";
import { AppLink } from "../shared/app-link";
import classes from "./way.module.css";

/** The folders down to the one on screen; or that what is on screen comes from all of them. */
export function Way(props: { projectId: string; path: Item[]; place: DrawingsPlace }) {
  const { projectId, path, place } = props;
  if (place.q) return <p className={classes.found}>Found in all drawings of the project</p>;
  if (place.discipline)
    return (
      <p className={classes.found}>
        {disciplines[place.discipline]} drawings, from all folders of the project
      </p>
    );
  if (path.length === 0) return null;
  return (
    <nav aria-label="Folder" className={classes.way}>
      <ol>
        <li>
          <AppLink href={paths.drawings(projectId)}>Drawings</AppLink>
        </li>
        {path.map(({ id, title }, index) => (
          <li key={id}>
            <ChevronRight size={16} aria-hidden />
            {index === path.length - 1 ? (
              <strong aria-current="page">{title}</strong>
            ) : (
              <AppLink href={paths.drawings(projectId, { folder: id })}>{title}</AppLink>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
