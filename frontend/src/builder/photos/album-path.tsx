import ChevronRight from "lucide-react/icons/chevron-right";
import type { Item } from "../../api/gen/types.gen";
import { paths } from "../paths";
import { AppLink } from "../shared/app-link";
import classes from "./album-path.module.css";

/** The way to the album on screen. */
export function AlbumPath({ projectId, path }: { projectId: string; path: Item[] }) {
  if (path.length === 0) return null;
  return (
    <nav aria-label="Album" className={classes.path}>
      <ol>
        <li>
          <AppLink href={paths.photos(projectId, { view: "albums" })}>Albums</AppLink>
        </li>
        {path.map(({ id, title }, index) => (
          <li key={id}>
            <ChevronRight size={16} aria-hidden />
            {index === path.length - 1 ? (
              <strong aria-current="page">{title}</strong>
            ) : (
              <AppLink href={paths.photos(projectId, { folder: id })}>{title}</AppLink>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
