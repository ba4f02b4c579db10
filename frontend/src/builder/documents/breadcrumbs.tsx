import ChevronRight from "lucide-react/icons/chevron-right";
import type { Item } from "../../api/gen/types.gen";
import { paths } from "../paths";
import { AppLink } from "../shared/app-link";
import classes from "./breadcrumbs.module.css";

export function Breadcrumbs(props: { projectId: string; path: Item[]; q: string | undefined }) {
  const { projectId, path, q } = props;
  if (q) return <p className={classes.found}>Found in the whole project</p>;
  if (path.length === 0) return null;
  return (
    <nav aria-label="Folder" className={classes.crumbs}>
      <ol>
        <li>
          <AppLink href={paths.documents(projectId)}>Documents</AppLink>
        </li>
        {path.map(({ id, title }, index) => (
          <li key={id}>
            <ChevronRight size={16} aria-hidden />
            {index === path.length - 1 ? (
              <strong aria-current="page">{title}</strong>
            ) : (
              <AppLink href={paths.documents(projectId, { folder: id })}>{title}</AppLink>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
